// Cancels have a state of their own and free nothing: only a report of an ending does.
import { FIRST_QUERY_AFTER_MS } from "./in-flight.ts";
import { isTerminal, type CancelState, type Order } from "./order.ts";
import type { CancelAnswer } from "./order-event.ts";
import { withReport } from "./report-order.ts";

const STILL_WORKS = "The venue still showed the order after the cancel.";

/** A cancel is on its way; a settled order is left alone. */
export function cancelRequested(order: Order, atMs: number): Order {
  if (isTerminal(order.status)) return order;
  return { ...order, cancel: { status: "pending", requestedAtMs: atMs } };
}

/** The order after the cancel's answer. "Canceled" without the order is a receipt: the ending is still to be shown. */
export function withCancelAnswer(order: Order, answer: CancelAnswer): Order {
  if (answer.kind === "canceled") {
    const reported = answer.order === undefined ? order : withReport(order, answer.order, "query");
    return isTerminal(reported.status) ? reported : inCancel(reported, "pending");
  }
  if (isTerminal(order.status)) return order;
  return inCancel(order, answer.kind === "rejected" ? "rejected" : "unknown", answer.reason);
}

/** The process that asked is gone: whether the cancel left is not known, and it may be asked for again. */
export function cancelForgotten(order: Order, reason: string): Order {
  return order.cancel.status === "pending" ? inCancel(order, "unknown", reason) : order;
}

/** A cancel that the venue seems to have lost may be asked for again. `askedAtMs`: when the venue was asked and showed the order. */
export function cancelOutlived(order: Order, askedAtMs: number): Order {
  const { status, requestedAtMs } = order.cancel;
  if (status !== "pending" || requestedAtMs === undefined) return order;
  return askedAtMs - requestedAtMs < FIRST_QUERY_AFTER_MS ? order : inCancel(order, "unknown", STILL_WORKS);
}

function inCancel(order: Order, status: CancelState["status"], reason?: string): Order {
  const { requestedAtMs } = order.cancel;
  if (order.cancel.status === status && order.cancel.reason === reason) return order;
  return {
    ...order,
    cancel: {
      status,
      ...(requestedAtMs === undefined ? {} : { requestedAtMs }),
      ...(reason === undefined ? {} : { reason }),
    },
  };
}
