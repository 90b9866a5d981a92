// What may come on top of the parts when an account fails: the plan is hashed with it, so it is said before it is sent.
import type { ReactNode } from "react";
import type { PlanPreview } from "../../../src-core/contract/views.ts";

export function OnTop({ preview }: { readonly preview: PlanPreview }): ReactNode {
  const takers = preview.legs.filter(({ onTop }) => onTop !== undefined);
  if (takers.length === 0) return null;
  const most = takers.map(({ name, onTop = "" }) => `${name} +${onTop}`).join(", ");
  return (
    <p className="on-top" role="note" aria-label="If an account fails">
      If an account fails twice, the others take what it lacks, through the risk gate again: at most {most};
      together never more than the whole.
    </p>
  );
}
