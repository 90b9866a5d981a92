// Rebalance: what is wanted above, every account beside its target below. The plan stands in the ticket's place.
import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import { typeRebalance } from "../../stores/rebalance.ts";
import { useEntities, usePlan, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { showSide } from "../../stores/workspace.ts";
import { Button } from "../../ui/buttons.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { RebalanceForm } from "./rebalance-form.tsx";
import { RebalanceSums } from "./rebalance-sums.tsx";
import { RebalanceTable } from "./rebalance-table.tsx";
import { SavedTargets } from "./saved-targets.tsx";

export function RebalancePanel(): ReactNode {
  const { rebalance } = useTerminal();
  useGroup();
  const view = useStore(rebalance.table, (table) => table.view);
  const answers = useStore(rebalance.table, (table) => table.form);
  const old = usePlan(rebalance.desk, ({ form }) => form !== answers);
  return (
    <>
      <SavedTargets />
      <RebalanceForm />
      {view === undefined ? (
        <EmptyState title="Nothing compared yet">
          Choose what the group should hold. Every account stands here beside its target before anything is
          sent.
        </EmptyState>
      ) : (
        <div className={old ? "rebalance-body old" : "rebalance-body"} aria-busy={old}>
          <RebalanceTable view={view} />
          <RebalanceSums view={view} />
        </div>
      )}
    </>
  );
}

/** Brings the plan back into the ticket's place. */
export function RebalanceActions(): ReactNode {
  const { workspace } = useTerminal();
  const shown = useWorkspace(({ side }) => side.kind === "rebalance");
  if (shown) return null;
  return <Button onClick={() => showSide(workspace, { kind: "rebalance" })}>Show the plan</Button>;
}

/** The group must be one of the environment shown; a typed target of another environment does not come along. */
function useGroup(): void {
  const { rebalance, ticket } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const groupId = useStore(rebalance.form, (form) => form.groupId);
  const groups = useEntities("group", (table) =>
    Object.values(table.byId).flatMap((group) => (group.environment === environment ? [group.id] : [])),
  );
  useEffect(() => {
    if (groups.includes(groupId)) return;
    const wanted = ticket.getState().groupId;
    const next = groups.includes(wanted) ? wanted : (groups[0] ?? "");
    if (next !== groupId) typeRebalance(rebalance, { groupId: next, markets: [], accountId: "" });
  }, [rebalance, ticket, groups, groupId]);
}
