// What the answer to a query by client id means. "Not found" is weighed by whether the order was ever seen.
import { hasLived, isTerminal, type Order } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";
import { cancelOutlived } from "./cancel-order.ts";
import { doubted, inStatus } from "./order-change.ts";
import { countedAnswers, provesAbsence, spaced } from "./negative-proof.ts";
import { withReport } from "./report-order.ts";

type QueryAnswered = Extract<OrderEvent, { readonly kind: "query-answered" }>;

const VANISHED_AFTER = 3;

/** The order after the answer to a query. */
export function withQueryAnswer(order: Order, event: QueryAnswered): Order {
  const { answer, askedAtMs } = event;
  switch (answer.kind) {
    case "found": {
      const reported = withReport(order, answer.order, "query");
      return isTerminal(reported.status) ? reported : cancelOutlived(reported, askedAtMs);
    }
    case "not-found":
      return withNotFound(order, event);
    case "unknown":
      return order;
  }
}

function withNotFound(order: Order, event: QueryAnswered): Order {
  switch (order.status) {
    case "SENDING":
    case "UNKNOWN":
      return hasLived(order) ? order : unseen(order, event);
    case "ACCEPTED":
    case "OPEN":
    case "PARTIAL":
      return vanishing(order, event);
    default:
      return order;
  }
}

/** Never seen at the venue: ABSENT once the answers prove it, UNKNOWN until then. */
function unseen(order: Order, event: QueryAnswered): Order {
  const notFound = countedAnswers(order, event);
  const counted = notFound === order.notFound ? order : { ...order, notFound };
  if (order.status === "SENDING") return doubted(counted, "The venue does not show the order.");
  return provesAbsence(counted)
    ? inStatus(counted, "ABSENT", { reason: "The venue never had this order." })
    : counted;
}

/** Seen before and not found now: it has ended in a way that nobody told us, or the read lags. Doubted after the third time. */
function vanishing(order: Order, event: QueryAnswered): Order {
  if (!event.positiveControl || !spaced(order, event)) return order;
  const { askedAtMs, positiveControl } = event;
  const notFound = [...order.notFound, { askedAtMs, positiveControl }];
  if (notFound.length < VANISHED_AFTER) return { ...order, notFound };
  return doubted({ ...order, notFound: [] }, "The venue no longer finds this order.");
}
