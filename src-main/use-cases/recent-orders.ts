// Orders of the last minute, for the rule that asks twice before the same order goes out again.
import type { DurableState } from "../../src-core/journal/durable-state.ts";
import type { Order } from "../../src-core/orders/order.ts";
import type { RecentOrder } from "../../src-core/risk/gate-input.ts";

/** Longer than any duplicate window that a limit may set. */
const LOOK_BACK_MS = 60_000;

/** What was sent in the last minute, newest last. Denied orders never left and do not count. */
export function recentOrders(durable: DurableState, nowMs: number): readonly RecentOrder[] {
  return [...durable.orders.values()]
    .filter((order) => nowMs - order.createdAtMs <= LOOK_BACK_MS && order.status !== "DENIED")
    .map(recentOrder);
}

function recentOrder(order: Order): RecentOrder {
  const { listing, side, type, quantity, price } = order.terms;
  const recent = {
    listing,
    side,
    type,
    quantity,
    accountId: order.accountId,
    planId: order.planId,
    atMs: order.createdAtMs,
  };
  return price === undefined ? recent : { ...recent, price };
}
