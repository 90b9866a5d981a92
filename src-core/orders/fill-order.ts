// Fills and filled quantities: each fill counts once, nothing is ever unfilled, and terminals do not turn fills away.
import type { Decimal } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import { fillId, type Order, type OrderStatus } from "./order.ts";

/** The order with one more fill; the same order when it knew the fill. */
export function withFill(order: Order, fill: Fill, atMs: number): Order {
  const id = fillId(fill);
  if (order.fillIds.includes(id)) return order;
  const knownFilled = order.knownFilled.plus(fill.quantity);
  const grown: Order = {
    ...order,
    venueOrderId: order.venueOrderId ?? fill.venueOrderId,
    knownFilled,
    filled: order.filled.max(knownFilled),
    filledValue: order.filledValue.plus(fill.quantity.times(fill.price)),
    fees: order.fees.plus(fill.fee),
    fillIds: [...order.fillIds, id],
    updatedAtMs: atMs,
  };
  return { ...grown, status: statusWhenFilled(grown) };
}

/** The order with a larger cumulative quantity; a smaller one is out of date and changes nothing. */
export function withReportedFilled(order: Order, filled: Decimal): Order {
  if (filled.atMost(order.filled)) return order;
  const grown: Order = { ...order, filled };
  return { ...grown, status: statusWhenFilled(grown) };
}

/** Filled in full outranks every status; something filled proves that the order lives or lived. */
function statusWhenFilled(order: Order): OrderStatus {
  if (order.filled.atLeast(order.terms.quantity)) return "FILLED";
  switch (order.status) {
    case "CANCELED":
    case "EXPIRED":
    case "FILLED":
      return order.status;
    default:
      return "PARTIAL";
  }
}

/** More was filled than asked for. */
export function isOverfilled(order: Order): boolean {
  return order.filled.greaterThan(order.terms.quantity);
}
