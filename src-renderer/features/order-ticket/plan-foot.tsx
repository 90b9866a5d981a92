// The foot under every plan: which plan it is, how to ask for it again, and the one button that sends it.
import type { ReactNode } from "react";
import type { PlanDesk } from "../../stores/plan-desk.ts";
import { freshPreview, obstacleOf } from "../../stores/plan-state.ts";
import { useNow, usePlan, useWorkspace } from "../../stores/use-terminal.ts";
import { Button, FireButton } from "../../ui/buttons.tsx";
import { Key } from "../../ui/messages.tsx";
import { counted } from "../../ui/words.ts";
import { isSent } from "./plan-preview-view.tsx";

interface PlanFootProps {
  readonly desk: PlanDesk;
  readonly face: string;
  readonly look: "buy" | "sell" | "neutral";
  /** What the form itself still lacks. */
  readonly missing: string | undefined;
}

export function PlanFoot({ desk, face, look, missing }: PlanFootProps): ReactNode {
  const state = usePlan(desk, (whole) => whole);
  const environment = useWorkspace((workspace) => workspace.environment);
  const now = useNow();
  const preview = freshPreview(state);
  const legs = preview?.legs.filter(isSent).length ?? 0;
  return (
    <footer className="foot">
      <div className="row">
        {preview === undefined || state.submission !== undefined ? (
          <span className="second">
            {state.submission === undefined ? "No plan yet" : "Plan was handed over"}
          </span>
        ) : (
          <span className="second">
            <span className="identifier">plan {preview.hash.slice(0, 8)}</span>{" "}
            <span className="medium-up">is what will be sent</span>
          </span>
        )}
        <span className="grow" />
        <Button onClick={() => desk.ask()} disabled={missing !== undefined} title={missing}>
          Preview
        </Button>
        <Key>Ctrl Enter</Key>
      </div>
      <FireButton
        name="Submit group order"
        face={face}
        detail={preview === undefined ? "nothing is sent" : counted(legs, "order")}
        environment={preview?.environment ?? environment}
        look={look}
        obstacle={missing ?? obstacleOf(state, now)}
        onFire={() => void desk.submit()}
      />
    </footer>
  );
}
