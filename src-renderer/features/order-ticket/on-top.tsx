// What may come on top of the parts when an account fails: the plan is hashed with it, so it is said before it is sent.
import type { ReactNode } from "react";
import type { LegPreview, PlanPreview } from "../../../src-core/contract/views.ts";
import { useEntity } from "../../stores/use-terminal.ts";
import { Amount } from "../../ui/amount.tsx";
import { digitsOf } from "../../ui/amount-text.ts";

export function OnTop({ preview }: { readonly preview: PlanPreview }): ReactNode {
  const takers = preview.legs.filter(({ onTop }) => onTop !== undefined);
  if (takers.length === 0) return null;
  return (
    <section className="on-top" aria-label="If an account fails">
      <p>
        If an account fails twice, the others take what it lacks, in the proportions above and each through the
        risk gate again. Together never more than the whole; on top of its part at most:
      </p>
      <ul>
        {takers.map((leg) => (
          <OnTopLine key={leg.accountId} leg={leg} />
        ))}
      </ul>
    </section>
  );
}

function OnTopLine({ leg }: { readonly leg: LegPreview }): ReactNode {
  const digits = useEntity("listing", leg.listing, ({ lot }) => digitsOf(lot));
  return (
    <li>
      <span>{leg.name}</span>
      <Amount value={leg.onTop} digits={digits} exact />
    </li>
  );
}
