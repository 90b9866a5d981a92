// Fills and filled quantities: each fill counts once, nothing is ever unfilled, and endings do not turn fills away.
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import { fillId, isEnded, largestQuantity, type Order, type OrderStatus } from "./order.ts";
import { inStatus } from "./order-change.ts";

const OVER_PRICE_SCALE = 24;

/** The order with one more fill; the same order when it knew the fill. A fill is the strongest evidence of life. */
export function withFill(order: Order, fill: Fill): Order {
  const id = fillId(fill);
  if (order.fillIds.includes(id)) return order;
  const knownFilled = order.knownFilled.plus(fill.quantity);
  const grown: Order = {
    ...order,
    venueOrderId: order.venueOrderId ?? fill.venueOrderId,
    knownFilled,
    filled: order.filled.max(knownFilled),
    filledValue: order.filledValue.plus(fill.quantity.times(fill.price)),
    filledOverPrice: order.filledOverPrice.plus(overPrice(fill)),
    fees: withFee(order.fees, fill),
    fillIds: [...order.fillIds, id],
    notFound: [],
  };
  const status = statusWhenFilled(grown);
  return status === order.status ? grown : inStatus(grown, status, { basis: "fill" });
}

/** All that was asked for is filled, or more; an amend that may have enlarged it counts. */
export function isFull(order: Order): boolean {
  return order.filled.atLeast(largestQuantity(order));
}

/** More was filled than asked for. */
export function isOverfilled(order: Order): boolean {
  return order.filled.greaterThan(largestQuantity(order));
}

function statusWhenFilled(order: Order): OrderStatus {
  if (isFull(order)) return "FILLED";
  return isEnded(order.status) ? order.status : "PARTIAL";
}

/** Zero where the price is not positive: no inverse listing has such a price. */
function overPrice(fill: Fill): Decimal {
  if (!fill.price.isPositive()) return ZERO;
  return fill.quantity.dividedBy(fill.price, OVER_PRICE_SCALE, "half-even");
}

function withFee(fees: Order["fees"], { fee, feeAsset }: Fill): Order["fees"] {
  if (fee.isZero()) return fees;
  const paid = Object.hasOwn(fees, feeAsset) ? fees[feeAsset] : undefined;
  return { ...fees, [feeAsset]: (paid ?? ZERO).plus(fee) };
}
