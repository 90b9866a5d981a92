// Reads what an account's venue has on record since an order's intent: the proof of absence where no stream watched.
import type { Order } from "../../src-core/orders/order.ts";
import { showsNoTrace } from "../../src-core/orders/no-trace.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** Read from this long before the intent: clocks differ. */
const MARGIN_MS = 10_000;

/** `control` is an order of the same listing that the venue is known to have. True when orders of every kind and fills were read whole and none can be this order; false when not, or not known. */
export async function readsNoTrace(
  runtime: Runtime,
  session: AccountSession,
  order: Order,
  control: Order,
): Promise<boolean> {
  const { port } = session;
  const { listing } = order.terms;
  if (control.venueOrderId === undefined) return false;
  const sinceMs = Math.min(order.createdAtMs, control.createdAtMs) - MARGIN_MS;
  // Fills first: an order that fills between the two readings is then in the second.
  const fills = await port.fillsSince(listing, sinceMs);
  if (!fills.ok) return false;
  const orders = await port.ordersSince?.(listing, sinceMs);
  if (orders?.ok !== true) return false;
  const record = { orders: orders.value, fills: fills.value };
  return showsNoTrace(order, record, {
    control: control.venueOrderId,
    others: otherOrders(runtime, order),
  });
}

function otherOrders({ state }: Runtime, missing: Order): ReadonlySet<string> {
  const others = [...state.durable.orders.values()].filter(
    ({ accountId, clientId }) => accountId === missing.accountId && clientId !== missing.clientId,
  );
  return new Set(others.flatMap(({ venueOrderId }) => venueOrderId ?? []));
}
