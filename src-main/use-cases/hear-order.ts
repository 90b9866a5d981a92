// An order as a venue shows it: one of ours advances, one of others is counted while it works.
import { clientOrigin } from "../../src-core/orders/order-origin.ts";
import type { Evidence, VenueOrder } from "../../src-core/order-terms/venue-event.ts";
import type { WorkingOrder } from "../../src-core/portfolio/portfolio.ts";
import { applyPortfolio } from "./apply.ts";
import { advanceOrder } from "./order-effects.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** Applies one report. An order is ours only if we journaled its client id for this very account. */
export function hearOrder(
  runtime: Runtime,
  session: AccountSession,
  order: VenueOrder,
  evidence: Evidence,
): void {
  const accountId = session.account.id;
  const atMs = runtime.ports.clock.nowMs();
  const ours = order.clientId === undefined ? undefined : runtime.state.durable.orders.get(order.clientId);
  if (ours?.accountId === accountId) {
    advanceOrder(runtime, ours.clientId, { kind: "reported", order, evidence, atMs });
    return;
  }
  const foreign = foreignOrder(runtime, order);
  const works = order.status === "open" || order.status === "accepted";
  if (works) applyPortfolio(runtime, { kind: "working", accountId, order: foreign });
  else applyPortfolio(runtime, { kind: "settled", accountId, id: foreign.id });
}

function foreignOrder(runtime: Runtime, order: VenueOrder): WorkingOrder {
  return {
    id: order.clientId ?? order.venueOrderId,
    venueOrderId: order.venueOrderId,
    terms: order.terms,
    filled: order.filled,
    origin: clientOrigin(order.clientId, runtime.state.durable.installation ?? ""),
    certainty: "working",
  };
}
