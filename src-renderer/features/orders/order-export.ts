// Every order of one environment as comma-separated text, oldest first, amounts exactly as main published them.
import type { OrderView } from "../../../src-core/contract/views.ts";
import { csvText } from "../../ui/csv.ts";

const HEAD = [
  "created",
  "updated",
  "account",
  "instrument",
  "side",
  "type",
  "quantity",
  "price",
  "trigger",
  "filled",
  "average",
  "fees",
  "status",
  "origin",
  "order id",
  "group order id",
  "reason",
];

/** Times are UTC, ISO 8601; an empty cell is not known or does not exist. */
export function ordersCsv(orders: readonly OrderView[], nameOf: (accountId: string) => string): string {
  const sorted = orders.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  return csvText(
    HEAD,
    sorted.map((order) => [
      new Date(order.createdAtMs).toISOString(),
      new Date(order.updatedAtMs).toISOString(),
      { words: nameOf(order.accountId) },
      { words: order.name },
      order.side,
      order.type,
      order.quantity,
      order.price ?? "",
      order.trigger ?? "",
      order.filled,
      order.averagePrice ?? "",
      order.fees ?? "",
      order.status,
      { words: order.origin },
      order.id,
      order.groupOrderId ?? "",
      { words: order.reason ?? "" },
    ]),
  );
}
