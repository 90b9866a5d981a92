// The order state machine: (order, event) -> order and what the edge should do. Total and pure; nothing here acts.
import { unreachable } from "../money/outcome.ts";
import { withFill, isOverfilled } from "./fill-order.ts";
import { countedAnswers, countsFromMs, provesAbsence } from "./negative-proof.ts";
import { isTerminal, type Order, type OrderStatus } from "./order.ts";
import type { CancelAnswer, CreateAnswer, OrderEffect, OrderEvent } from "./order-event.ts";
import { withReport } from "./report-order.ts";

/** An order that is not answered is asked about from here on, and again after each doubt. */
export const FIRST_QUERY_AFTER_MS = 5_000;
export const QUERY_AGAIN_AFTER_MS = 2_000;

export interface OrderStep {
  readonly order: Order;
  readonly effects: readonly OrderEffect[];
}

/** Applies one event. The same order object comes back when nothing changed. */
export function reduceOrder(order: Order, event: OrderEvent): OrderStep {
  const next = apply(order, event);
  return { order: next, effects: effectsOf(order, next, event) };
}

function apply(order: Order, event: OrderEvent): Order {
  switch (event.kind) {
    case "sending":
      return sending(order, event);
    case "create-answered":
      return createAnswered(order, event);
    case "recovered":
      return recovered(order, event.atMs);
    case "reported":
      return withReport(order, event.order, event.atMs);
    case "filled":
      return withFill(order, event.fill, event.atMs);
    case "cancel-requested":
      return cancelRequested(order, event.atMs);
    case "cancel-answered":
      return cancelAnswered(order, event.answer, event.atMs);
    case "query-answered":
      return queryAnswered(order, event);
    case "credentials-lost":
      return isTerminal(order.status) ? order : doubted(order, event.reason, event.atMs);
    default:
      return unreachable(event);
  }
}

type EventOf<K extends OrderEvent["kind"]> = Extract<OrderEvent, { readonly kind: K }>;

function sending(order: Order, event: EventOf<"sending">): Order {
  if (order.status !== "INTENT") return order;
  return { ...order, status: "SENDING", sentAtMs: event.atMs, updatedAtMs: event.atMs };
}

function createAnswered(order: Order, event: EventOf<"create-answered">): Order {
  const { answer, acceptableUntilMs, atMs } = event;
  const dated = acceptableUntilMs === undefined ? order : { ...order, acceptableUntilMs };
  const outcome = answerOf(dated, answer, atMs);
  return outcome === dated && dated !== order ? { ...dated, updatedAtMs: atMs } : outcome;
}

function answerOf(order: Order, answer: CreateAnswer, atMs: number): Order {
  if (answer.kind === "report") return withReport(order, answer.order, atMs);
  if (!isUnanswered(order.status)) return order;
  switch (answer.kind) {
    case "accepted":
      return { ...order, status: "ACCEPTED", venueOrderId: answer.venueOrderId, updatedAtMs: atMs };
    case "rejected":
      return ended(order, "REJECTED", `${answer.code}: ${answer.reason}`, atMs);
    case "not-sent":
      return ended(order, "DENIED", answer.reason, atMs);
    case "unknown":
      return doubted(order, answer.reason, atMs);
  }
}

function isUnanswered(status: OrderStatus): boolean {
  return status === "INTENT" || status === "SENDING" || status === "UNKNOWN";
}

/** The process that could have sent it is gone, so nothing is signed later than now; how long the venue takes it is not known here. */
function recovered(order: Order, atMs: number): Order {
  if (order.status !== "INTENT" && order.status !== "SENDING") return order;
  return doubted(order, "Yoke stopped before the venue's answer was recorded.", atMs);
}

function cancelRequested(order: Order, atMs: number): Order {
  if (isTerminal(order.status)) return order;
  return { ...order, cancel: { status: "pending", requestedAtMs: atMs }, updatedAtMs: atMs };
}

/** A cancel frees nothing by itself: only a report with a terminal status does. */
function cancelAnswered(order: Order, answer: CancelAnswer, atMs: number): Order {
  if (answer.kind === "canceled" && answer.order !== undefined) return withReport(order, answer.order, atMs);
  if (isTerminal(order.status)) return order;
  const { requestedAtMs } = order.cancel;
  const asked = requestedAtMs === undefined ? {} : { requestedAtMs };
  if (answer.kind === "canceled")
    return { ...order, cancel: { ...asked, status: "pending" }, updatedAtMs: atMs };
  const status = answer.kind === "rejected" ? ("rejected" as const) : ("unknown" as const);
  return { ...order, cancel: { ...asked, status, reason: answer.reason }, updatedAtMs: atMs };
}

function queryAnswered(order: Order, event: EventOf<"query-answered">): Order {
  const { answer, atMs } = event;
  if (answer.kind === "found") return withReport(order, answer.order, atMs);
  if (answer.kind === "unknown" || isTerminal(order.status)) return order;
  const answers = countedAnswers(order, event);
  if (provesAbsence(order, answers) && order.status === "UNKNOWN") {
    return { ...ended(order, "ABSENT", "The venue never had this order.", atMs), notFound: answers };
  }
  if (order.status === "SENDING")
    return { ...doubted(order, "The venue does not show the order.", atMs), notFound: answers };
  return answers === order.notFound ? order : { ...order, notFound: answers, updatedAtMs: atMs };
}

function ended(order: Order, status: OrderStatus, reason: string, atMs: number): Order {
  return { ...order, status, reason, cancel: { status: "none" }, updatedAtMs: atMs };
}

function doubted(order: Order, reason: string, atMs: number): Order {
  return { ...order, status: "UNKNOWN", reason, updatedAtMs: atMs };
}

function effectsOf(before: Order, after: Order, event: OrderEvent): readonly OrderEffect[] {
  const effects: OrderEffect[] = [];
  const { clientId } = after;
  const wasDead = before.status === "REJECTED" || before.status === "ABSENT" || before.status === "DENIED";
  if (wasDead && after.status !== before.status)
    effects.push({ kind: "revived", clientId, from: before.status });
  if (isOverfilled(after) && after.filled.greaterThan(before.filled))
    effects.push({ kind: "overfilled", clientId });
  const askAgainMs = nextQueryMs(after, event);
  if (askAgainMs !== undefined) effects.push({ kind: "query", clientId, notBeforeMs: askAgainMs });
  return effects;
}

/** When the venue should be asked next because of this event; undefined when the event leaves nothing in doubt. */
function nextQueryMs(after: Order, event: OrderEvent): number | undefined {
  if (isTerminal(after.status)) return undefined;
  if (event.kind === "sending") return event.atMs + FIRST_QUERY_AFTER_MS;
  if (event.kind === "create-answered" && after.status === "UNKNOWN") return event.atMs;
  if (event.kind === "cancel-answered" && event.answer.kind !== "rejected")
    return event.atMs + QUERY_AGAIN_AFTER_MS;
  if (event.kind !== "query-answered" || after.status !== "UNKNOWN") return undefined;
  const countsMs = countsFromMs(after, event.clockErrorMs);
  return Math.max(event.atMs + QUERY_AGAIN_AFTER_MS, countsMs ?? 0);
}
