// An order of ours that ended without anybody asking here: was it the countdown of a dead-man switch?
import { endedBy } from "../../src-core/orders/countdown.ts";
import type { OrderEvent } from "../../src-core/orders/order-event.ts";
import type { Order } from "../../src-core/orders/order.ts";
import type { VenueOrder } from "../../src-core/order-terms/venue-event.ts";
import { applyRecord } from "./apply.ts";
import { choosePolicy } from "./begin-pursuit.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Says plainly that a switch went off, turns it off, and lets the order's plan do nothing more by itself: orders that the
 * venue ended because nobody was there are not made again while nobody is there.
 */
export function hearEnding(runtime: Runtime, clientId: string, event: OrderEvent): void {
  const { state, ports, keeper } = runtime;
  const order = state.durable.orders.get(clientId);
  const report = reportIn(event);
  if (order === undefined || report === undefined || !endedUnasked(order)) return;
  const { accountId, terms } = order;
  const countdown = state.countdowns.get(accountId)?.get(terms.listing)?.countdown;
  if (countdown === undefined) return;
  if (state.durable.deadMen[accountId]?.fired?.orders.includes(clientId) === true) return;
  const clockErrorMs = state.sessions.get(accountId)?.clockErrorMs ?? 0;
  if (!endedBy(countdown, report.atMs + clockErrorMs)) return;
  const isFirst = state.durable.deadMen[accountId]?.fired === undefined;
  const atMs = ports.clock.nowMs();
  const record = {
    kind: "dead-man-fired",
    accountId,
    listing: terms.listing,
    orders: [clientId],
    atMs,
  } as const;
  keeper.note(record);
  applyRecord(runtime, record);
  choosePolicy(runtime, order.planId, "leave", "the dead-man switch");
  if (isFirst) tell(runtime, accountId);
}

function tell({ state, audience }: Runtime, accountId: string): void {
  const name = state.durable.accounts[accountId]?.name ?? accountId;
  audience.notice({
    level: "stop",
    text: `The dead-man switch of ${name} went off: the venue cancelled its orders, because it had not heard of Yoke in time.`,
    remedy: "Positions are open and may have no stop. Look at them, then arm the switch again.",
  });
}

/** It lived, the venue ended it, and no cancel of ours was on its way. */
function endedUnasked({ status, cancel }: Order): boolean {
  return (status === "CANCELED" || status === "EXPIRED") && cancel.requestedAtMs === undefined;
}

function reportIn(event: OrderEvent): VenueOrder | undefined {
  if (event.kind === "reported") return event.order;
  if (event.kind === "query-answered" && event.answer.kind === "found") return event.answer.order;
  return undefined;
}
