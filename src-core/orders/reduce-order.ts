// The order state machine: (order, event) -> order and what the edge should do. Total and pure; nothing here acts.
import { unreachable } from "../money/outcome.ts";
import { amendDisproved, amendForgotten, amendRequested, amendSeen, withAmendAnswer } from "./amend-order.ts";
import { cancelForgotten, cancelRequested, withCancelAnswer } from "./cancel-order.ts";
import type { VenueOrder } from "../order-terms/venue-event.ts";
import { withCreateAnswer } from "./create-answer.ts";
import { namesOrders } from "./evidence.ts";
import { isOverfilled, withFill } from "./fill-order.ts";
import { nextQueryMs } from "./in-flight.ts";
import { isEnded, isTerminal, neverLived, type Order } from "./order.ts";
import { doubted, inStatus, patched } from "./order-change.ts";
import type { OrderEffect, OrderEvent } from "./order-event.ts";
import { plausible } from "./plausible-event.ts";
import { withQueryAnswer } from "./query-answer.ts";
import { withReport } from "./report-order.ts";

export interface OrderStep {
  readonly order: Order;
  readonly effects: readonly OrderEffect[];
}

const STOPPED = "Yoke stopped before the venue's answer was recorded.";

/** Applies one event. The same order object comes back when nothing changed. */
export function reduceOrder(order: Order, event: OrderEvent): OrderStep {
  const { event: believed, unexplained } = plausible(order, event);
  const next = believed === undefined ? order : stamped(order, apply(order, believed), event.atMs);
  const effects: OrderEffect[] = [];
  const { clientId } = order;
  if (unexplained !== undefined) effects.push({ kind: "unexplained", clientId, detail: unexplained });
  if (believed !== undefined) effects.push(...effectsOf(order, next, believed));
  return { order: next, effects };
}

function apply(order: Order, event: OrderEvent): Order {
  switch (event.kind) {
    case "sending":
      return sending(order, event.atMs, event.acceptableUntilMs);
    case "create-answered":
      return withCreateAnswer(
        acceptableUntil(seenIn(order, event.answer), event.acceptableUntilMs),
        event.answer,
      );
    case "recovered":
      return recovered(order, event.acceptableUntilMs);
    case "reported":
      return withReport(
        namesOrders(event.evidence) ? amendSeen(order, event.order) : order,
        event.order,
        event.evidence,
      );
    case "filled":
      return withFill(order, event.fill);
    case "cancel-requested":
      return cancelRequested(order, event.atMs);
    case "cancel-answered":
      return withCancelAnswer(seenIn(order, event.answer), event.answer);
    case "amend-requested":
      return amendRequested(order, event);
    case "amend-answered":
      return withAmendAnswer(order, event);
    case "query-answered":
      return amendDisproved(withQueryAnswer(seenIn(order, event.answer), event), event);
    case "acknowledged":
      return acknowledged(order, event.by, event.why);
    case "credentials-lost":
      return order.status === "INTENT" || isTerminal(order.status) ? order : doubted(order, event.reason);
    default:
      return unreachable(event);
  }
}

/** Any answer that carries the order may show an amend applied. */
function seenIn(order: Order, answer: { readonly kind: string; readonly order?: VenueOrder }): Order {
  return answer.order === undefined ? order : amendSeen(order, answer.order);
}

function sending(order: Order, atMs: number, untilMs: number | undefined): Order {
  if (order.status !== "INTENT") return order;
  return acceptableUntil({ ...order, status: "SENDING", sentAtMs: atMs }, untilMs);
}

/** The later of what is known: the venue may still take the create until then. */
function acceptableUntil(order: Order, untilMs: number | undefined): Order {
  if (untilMs === undefined) return order;
  return patched(order, { acceptableUntilMs: Math.max(untilMs, order.acceptableUntilMs ?? untilMs) });
}

/** Whoever could have sent it is gone: it may be on its way, and so may its cancel and its amend. */
function recovered(order: Order, untilMs: number | undefined): Order {
  const unanswered = order.status === "INTENT" || order.status === "SENDING";
  const known = unanswered ? doubted(acceptableUntil(order, untilMs), STOPPED) : order;
  return amendForgotten(cancelForgotten(known, STOPPED), STOPPED);
}

/** Only what is in doubt can be taken over by a person: everything else has an answer of its own. */
function acknowledged(order: Order, by: string, why: string): Order {
  if (order.status !== "UNKNOWN") return order;
  return inStatus(order, "ACKNOWLEDGED", { reason: `Acknowledged without proof by ${by}: ${why}` });
}

function stamped(before: Order, after: Order, atMs: number): Order {
  return after === before ? before : { ...after, updatedAtMs: Math.max(before.updatedAtMs, atMs) };
}

/** The venue confirms what a person took on himself: it ended, and nothing more was filled. */
function endedAsAcknowledged(before: Order, after: Order): boolean {
  return before.status === "ACKNOWLEDGED" && isEnded(after.status) && after.filled.equals(before.filled);
}

function effectsOf(before: Order, after: Order, event: OrderEvent): readonly OrderEffect[] {
  const effects: OrderEffect[] = [];
  const { clientId } = after;
  if (neverLived(before.status) && !neverLived(after.status) && !endedAsAcknowledged(before, after))
    effects.push({ kind: "revived", clientId, from: before.status });
  if (isOverfilled(after) && after.filled.greaterThan(before.filled))
    effects.push({ kind: "overfilled", clientId });
  const notBeforeMs = nextQueryMs(before, after, event);
  if (notBeforeMs !== undefined) effects.push({ kind: "query", clientId, notBeforeMs });
  return effects;
}
