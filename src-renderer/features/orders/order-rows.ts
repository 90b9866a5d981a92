// Which orders are shown and in what order: trouble first, then the newest.
import type { GroupOrderView, OrderView } from "../../../src-core/contract/views.ts";
import { listOf, type EntityTable } from "../../stores/entities.ts";
import type { Environment } from "../../stores/workspace.ts";
import type { TableRow } from "../../ui/data-table.tsx";

const TROUBLE: Readonly<Record<GroupOrderView["status"], number>> = {
  UNKNOWN: 0,
  PROBLEM: 1,
  WORKING: 2,
  PARTIAL: 3,
  FILLED: 4,
  CANCELED: 4,
};

const SEPARATOR = "\u0000";
/** Marks rows of single orders: an order and a group order may have the same id. */
const ORDER = "order:";

/** Group orders of one environment as `id leg leg`, worst and newest first. */
export function groupOrderLines(
  table: EntityTable<GroupOrderView>,
  environment: Environment,
): readonly string[] {
  return listOf(table)
    .filter((order) => order.environment === environment)
    .sort((a, b) => TROUBLE[a.status] - TROUBLE[b.status] || b.createdAtMs - a.createdAtMs)
    .map(({ id, legs }) => [id, ...legs].join(SEPARATOR));
}

/** The ids in a line: the group order's and its legs', or an order's alone. */
export function idsIn(line: string): readonly string[] {
  return line.split(SEPARATOR);
}

/** Orders that no group order of ours holds: made elsewhere, or by an earlier installation. */
export function loneOrderIds(table: EntityTable<OrderView>, environment: Environment): readonly string[] {
  return listOf(table)
    .filter((order) => order.environment === environment && order.groupOrderId === undefined)
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .map(({ id }) => id);
}

/** Group orders opening to their legs, then the orders that stand alone. */
export function orderRows(lines: readonly string[], lone: readonly string[]): readonly TableRow[] {
  const groups = lines.map((line) => {
    const [id = "", ...legs] = line.split(SEPARATOR);
    return { id, legs: legs.map((leg) => ({ id: `${ORDER}${leg}` })) };
  });
  return [...groups, ...lone.map((id) => ({ id: `${ORDER}${id}` }))];
}

/** What a row stands for. */
export function orderRowOf(rowId: string): { readonly orderId?: string; readonly groupOrderId?: string } {
  return rowId.startsWith(ORDER) ? { orderId: rowId.slice(ORDER.length) } : { groupOrderId: rowId };
}
