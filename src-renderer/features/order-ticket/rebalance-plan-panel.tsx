// The plan of a rebalance in the ticket's place: the same preview and the same button as every plan.
import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import { rebalanceLacks } from "../../stores/rebalance.ts";
import { useNow, usePlan, useTerminal } from "../../stores/use-terminal.ts";
import { EmptyState } from "../../ui/messages.tsx";
import { counted } from "../../ui/words.ts";
import { freshPreview } from "../../stores/plan-state.ts";
import { PlanFoot } from "./plan-foot.tsx";
import { PlanSection } from "./plan-section.tsx";

/** How long an answer without a plan stands before it is asked again: prices and accounts move on. */
const ASK_AGAIN_AFTER_MS = 5_000;

export function RebalancePlanPanel(): ReactNode {
  const { desk, form, table } = useTerminal().rebalance;
  const lacks = useStore(form, rebalanceLacks);
  const nothing = useStore(table, ({ plan, view }) => (plan ? undefined : view?.reason));
  const answers = usePlan(desk, (state) => state.form);
  const fresh = useStore(table, (state) => state.form === answers);
  const idle = usePlan(desk, ({ submission }) => submission === undefined);
  const legs = usePlan(
    desk,
    (state) => freshPreview(state)?.legs.filter(({ decision }) => decision === "approve").length ?? 0,
  );
  useRenewal();
  return (
    <>
      {idle && fresh && nothing !== undefined ? (
        <div className="plan-section">
          <EmptyState title="Do nothing">{nothing}</EmptyState>
        </div>
      ) : (
        <PlanSection desk={desk} />
      )}
      <PlanFoot desk={desk} face={`Rebalance, ${counted(legs, "leg")}`} look="neutral" missing={lacks} />
    </>
  );
}

function useRenewal(): void {
  const { desk, form } = useTerminal().rebalance;
  const now = useNow();
  const planless = usePlan(
    desk,
    ({ shown, submission, asking }) => shown === undefined && submission === undefined && !asking,
  );
  const lacks = useStore(form, rebalanceLacks);
  useEffect(() => {
    // What was answered while nobody looked is of another time.
    if (rebalanceLacks(form.getState()) === undefined) desk.ask();
  }, [desk, form]);
  useEffect(() => {
    desk.renew();
  }, [desk, now]);
  useEffect(() => {
    if (planless && lacks === undefined && now % ASK_AGAIN_AFTER_MS < 1_000) desk.ask();
  }, [desk, planless, lacks, now]);
}
