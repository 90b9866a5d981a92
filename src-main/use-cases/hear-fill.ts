// An execution as a venue shows it: it advances our order, or is kept as foreign; positions must add up either way.
import type { Order } from "../../src-core/orders/order.ts";
import type { Fill } from "../../src-core/order-terms/venue-event.ts";
import { applyForeignFill } from "./apply.ts";
import { noteFillChanges } from "./explain-balances.ts";
import { advanceOrder } from "./order-effects.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** Applies one fill, from the stream or from a reading. Ours is known by our client id, else by the venue's order id. */
export function hearFill(runtime: Runtime, session: AccountSession, fill: Fill): void {
  const accountId = session.account.id;
  const atMs = runtime.ports.clock.nowMs();
  noteFillChanges(runtime, session, fill);
  const ours = ownOrder(runtime, accountId, fill);
  if (ours === undefined) applyForeignFill(runtime, accountId, fill, atMs);
  else advanceOrder(runtime, ours.clientId, { kind: "filled", fill, atMs });
}

function ownOrder(runtime: Runtime, accountId: string, fill: Fill): Order | undefined {
  const { orders } = runtime.state.durable;
  const named = fill.clientId === undefined ? undefined : orders.get(fill.clientId);
  if (named !== undefined) return named.accountId === accountId ? named : undefined;
  return [...orders.values()].find(
    (order) =>
      order.accountId === accountId &&
      (order.venueOrderId === fill.venueOrderId || order.madeOrderId === fill.venueOrderId),
  );
}
