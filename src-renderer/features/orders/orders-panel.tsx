// Group orders that open to their legs, and orders made elsewhere. Below: why the chosen one is not simply done.
import { useMemo, type ReactNode } from "react";
import { useEntities, useEntity, useTerminal, useWorkspace } from "../../stores/use-terminal.ts";
import { selectRow, setOpen } from "../../stores/workspace.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/messages.tsx";
import { ORDER_COLUMNS } from "./order-cells.tsx";
import { PlanOutcome } from "./plan-outcome.tsx";
import { TakeOverOrder } from "./take-over-order.tsx";
import { orderFilter } from "./order-filter.ts";
import { groupOrderLines, loneOrderIds, orderRowOf, orderRows } from "./order-rows.ts";

export function OrdersPanel(): ReactNode {
  const { workspace, entities } = useTerminal();
  const environment = useWorkspace((state) => state.environment);
  const open = useWorkspace((state) => state.open);
  const selected = useWorkspace((state) => state.selected.order);
  const filter = useWorkspace((state) => state.filters.orders);
  const isWanted = orderFilter(filter, entities);
  const lines = useEntities("groupOrder", (table) => groupOrderLines(table, environment).filter(isWanted));
  const lone = useEntities("order", (table) => loneOrderIds(table, environment).filter(isWanted));
  const rows = useMemo(() => orderRows(lines, lone), [lines, lone]);
  const expanded = useMemo(() => {
    const status = entities.groupOrder.getState().byId;
    return Object.fromEntries(rows.map(({ id }) => [id, open[id] ?? opensByItself(status[id]?.status)]));
  }, [rows, open, entities]);
  if (rows.length === 0 && filter !== "")
    return (
      <EmptyState title="No such order">No order has all of these letters. Change the filter.</EmptyState>
    );
  if (rows.length === 0) {
    return (
      <EmptyState title="No order yet">
        Send one from the ticket. Each group order is one row; open it to see the order of each account and
        what became of it.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption="Group orders and their accounts"
        rows={rows}
        columns={ORDER_COLUMNS}
        selected={selected}
        expanded={expanded}
        onSelect={(id) => selectRow(workspace, "order", id)}
        onOpen={(id, shown) => setOpen(workspace, id, shown)}
      />
      <Explanation rowId={selected} />
    </>
  );
}

/** What needs a person opens by itself. */
function opensByItself(status: string | undefined): boolean {
  return status === "UNKNOWN" || status === "PROBLEM";
}

function Explanation({ rowId }: { readonly rowId: string | undefined }): ReactNode {
  const { orderId, groupOrderId } = orderRowOf(rowId ?? "");
  const status = useEntity("order", orderId, (order) => order.status);
  const reason = useEntity("order", orderId, (order) => order.reason);
  const text = textOf(status, reason);
  if (groupOrderId !== undefined && groupOrderId !== "")
    return <PlanOutcome key={groupOrderId} id={groupOrderId} />;
  if (text === undefined) return null;
  if (status !== "UNKNOWN" || orderId === undefined) return <p className="explanation">{text}</p>;
  return (
    <>
      <p className="explanation warn">{text}</p>
      <TakeOverOrder key={orderId} orderId={orderId} />
    </>
  );
}

function textOf(status: string | undefined, reason: string | undefined): string | undefined {
  if (status === "UNKNOWN") {
    const why = reason === undefined ? "" : `${reason} `;
    return `${why}It may or may not exist. It is not sent again, and its worst case stays reserved. Ask the venue, cancel it, or take it over.`;
  }
  return reason;
}
