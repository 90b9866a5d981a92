// What stands under a form: the plan's one large number, what each account does, and the reasons.
import type { ReactNode } from "react";
import type { PlanDesk } from "../../stores/plan-desk.ts";
import { freshPreview } from "../../stores/plan-state.ts";
import { usePlan } from "../../stores/use-terminal.ts";
import { EmptyState, Failures } from "../../ui/messages.tsx";
import { unplaced } from "./notes.ts";
import { PlanPreviewView } from "./plan-preview-view.tsx";
import { SentReport } from "./sent-report.tsx";

interface PlanSectionProps {
  readonly desk: PlanDesk;
  /** Stands where the plan will be, as long as nothing was asked. */
  readonly guide?: ReactNode;
}

export function PlanSection({ desk, guide }: PlanSectionProps): ReactNode {
  const state = usePlan(desk, (whole) => whole);
  const preview = freshPreview(state);
  const old = state.shown !== undefined && preview === undefined;
  if (state.submission !== undefined) return <SentReport desk={desk} submission={state.submission} />;
  if (state.shown === undefined) {
    return (
      <div className="plan-section">
        {state.failures.length > 0 ? (
          <Failures failures={unplaced(state.failures)} />
        ) : (
          (guide ?? (
            <EmptyState title="No plan yet">
              Type a quantity and see here what each account would do, before anything is sent.
            </EmptyState>
          ))
        )}
      </div>
    );
  }
  return (
    <div className={old ? "plan-section old" : "plan-section"} aria-busy={old}>
      <PlanPreviewView preview={state.shown.preview} desk={desk} />
    </div>
  );
}
