// Amends have a state of their own: until a report shows the new terms, or proof that they never came, both may hold.
import { amendedTerms, showsChange } from "../order-terms/order-terms.ts";
import type { VenueOrder } from "../order-terms/venue-event.ts";
import { isFull } from "./fill-order.ts";
import { isEnded, isTerminal, openAmend, type AmendState, type Order } from "./order.ts";
import { inStatus } from "./order-change.ts";
import type { OrderEvent } from "./order-event.ts";
import { withReport } from "./report-order.ts";

type Of<K extends OrderEvent["kind"]> = Extract<OrderEvent, { readonly kind: K }>;

/** Beyond the acceptance window and twice the clock error, a late request has either arrived or never will. */
const LATE_AFTER_MS = 2_000;
const KEPT = "The venue still showed the old terms after the change could no longer arrive.";
const OTHER_TERMS = "The venue answered with other terms than were asked for.";

/** A change is on its way. One at a time: a settled order, or one whose last change is open, is left alone. */
export function amendRequested(order: Order, { planId, terms, atMs }: Of<"amend-requested">): Order {
  if (isTerminal(order.status) || openAmend(order) !== undefined) return order;
  return { ...order, amend: { status: "pending", planId, terms, requestedAtMs: atMs } };
}

/** The order after the amend's answer. What is not proven leaves the change open. */
export function withAmendAnswer(order: Order, event: Of<"amend-answered">): Order {
  const { answer, planId, acceptableUntilMs } = event;
  const timed = acceptableUntil(order, planId, acceptableUntilMs);
  switch (answer.kind) {
    case "amended": {
      const reported = withReport(amendSeen(timed, answer.order), answer.order, "query");
      return inAmend(reported, planId, "unknown", OTHER_TERMS);
    }
    case "accepted":
      return timed;
    case "rejected":
      return inAmend(timed, planId, "rejected", answer.reason);
    case "not-found":
    case "unknown":
      return inAmend(timed, planId, "unknown", answer.reason);
  }
}

/** The process that asked is gone: whether the change left is not known. */
export function amendForgotten(order: Order, reason: string): Order {
  const { amend } = order;
  return amend?.status === "pending" ? inAmend(order, amend.planId, "unknown", reason) : order;
}

/** A report that shows the new terms proves the change, unless it is older than the terms that are known. */
export function amendSeen(order: Order, report: VenueOrder): Order {
  const amend = openAmend(order);
  if (amend === undefined || isEnded(order.status)) return order;
  if (order.termsAtMs !== undefined && report.atMs < order.termsAtMs) return order;
  if (!showsChange(report.terms, amend.terms)) return order;
  const { amend: _, ...rest } = order;
  return fullOrNot({ ...rest, terms: amendedTerms(order.terms, amend.terms), termsAtMs: report.atMs });
}

/** Asked after the change could no longer arrive and shown with the old terms: it never came. */
export function amendDisproved(order: Order, event: Of<"query-answered">): Order {
  const amend = openAmend(order);
  const { answer, askedAtMs, clockErrorMs } = event;
  if (amend?.acceptableUntilMs === undefined || answer.kind !== "found" || clockErrorMs === undefined)
    return order;
  const surelyLateMs = amend.acceptableUntilMs + 2 * Math.abs(clockErrorMs) + LATE_AFTER_MS;
  if (askedAtMs <= surelyLateMs || showsChange(answer.order.terms, amend.terms)) return order;
  return inAmend(order, amend.planId, "rejected", KEPT);
}

function acceptableUntil(order: Order, planId: string, untilMs: number | undefined): Order {
  const amend = openAmend(order);
  if (untilMs === undefined || amend?.planId !== planId || amend.acceptableUntilMs === untilMs) return order;
  return { ...order, amend: { ...amend, acceptableUntilMs: untilMs } };
}

/** Only the change that is open is judged, and only by what is said about it: a late answer to an earlier one is not. */
function inAmend(order: Order, planId: string, status: AmendState["status"], reason: string): Order {
  const amend = openAmend(order);
  if (amend?.planId !== planId || (amend.status === status && amend.reason === reason)) return order;
  return fullOrNot({ ...order, amend: { ...amend, status, reason } });
}

/** With the change settled, what is filled may be all there is. */
function fullOrNot(order: Order): Order {
  return isFull(order) && !isTerminal(order.status)
    ? inStatus(order, "FILLED", { basis: order.basis })
    : order;
}
