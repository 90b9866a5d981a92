// What the answer to a create means: a rejection or "not sent" ends an order only while nothing has shown that it lives.
import { hasLived, neverLived, type Order } from "./order.ts";
import type { CreateAnswer } from "./order-event.ts";
import { doubted, inStatus } from "./order-change.ts";
import { withReport } from "./report-order.ts";

/** The order after the create's answer. Anything that is not proven is UNKNOWN. */
export function withCreateAnswer(order: Order, answer: CreateAnswer): Order {
  switch (answer.kind) {
    case "report":
      return withReport(order, answer.order, "query");
    case "accepted":
      return accepted(order, answer.venueOrderId);
    case "rejected":
      return refused(order, "REJECTED", `${answer.code}: ${answer.reason}`);
    case "not-sent":
      return refused(order, "DENIED", answer.reason);
    case "unknown":
      return order.status === "INTENT" || order.status === "SENDING" ? doubted(order, answer.reason) : order;
  }
}

/** The venue took the request. A rejection that the venue reported already came after that, and stands. */
function accepted(order: Order, venueOrderId: string): Order {
  const revives = neverLived(order.status) && order.basis === undefined;
  if (!isUnanswered(order) && !revives)
    return order.venueOrderId === undefined ? { ...order, venueOrderId } : order;
  const named = { ...order, venueOrderId: order.venueOrderId ?? venueOrderId, notFound: [] };
  return inStatus(named, order.filled.isPositive() ? "PARTIAL" : "ACCEPTED", {});
}

function refused(order: Order, status: "REJECTED" | "DENIED", reason: string): Order {
  const proven = (order.status === "ABSENT" || order.status === "ACKNOWLEDGED") && status === "REJECTED";
  if (!isUnanswered(order) && !proven) return order;
  return hasLived(order) ? order : inStatus(order, status, { reason });
}

function isUnanswered(order: Order): boolean {
  return order.status === "INTENT" || order.status === "SENDING" || order.status === "UNKNOWN";
}
