// Average prices of fills. For linear sizes value over quantity; an inverse size is value already, so its prices average
// harmonically: quantity over the sum of quantity / price.
import type { Listing, ListingKind } from "../market/listing.ts";
import { type PriceFraction, priceOf } from "../market/price-fraction.ts";
import { type Decimal, sum } from "../money/decimal.ts";
import { fillsOutstanding, type Order } from "./order.ts";

const OVER_PRICE_SCALE = 24;

/** The average of what the orders filled, half-even to 12 digits; undefined before the first fill or where the listing's kind is not known. */
export function averagePrice(
  orders: readonly Order[],
  listing: Pick<Listing, "kind"> | undefined,
): Decimal | undefined {
  const fraction = listing === undefined ? undefined : averageFraction(orders, listing.kind);
  return fraction && priceOf(fraction);
}

/** The same average before it is rounded. */
export function averageFraction(orders: readonly Order[], kind: ListingKind): PriceFraction | undefined {
  const parts = orders.map((order) => traded(order, kind));
  const fraction = { over: sum(parts.map(({ over }) => over)), under: sum(parts.map(({ under }) => under)) };
  return fraction.under.isPositive() ? fraction : undefined;
}

/** Of the known fills, or as the venue averages them while some of its fills have not arrived. */
function traded(order: Order, kind: ListingKind): PriceFraction {
  const inverse = kind === "inverse";
  const { filled, knownFilled, filledValue, filledOverPrice, reportedAverage } = order;
  if (fillsOutstanding(order).isPositive() && reportedAverage?.isPositive()) {
    return inverse
      ? { over: filled, under: filled.dividedBy(reportedAverage, OVER_PRICE_SCALE, "half-even") }
      : { over: filled.times(reportedAverage), under: filled };
  }
  return inverse ? { over: knownFilled, under: filledOverPrice } : { over: filledValue, under: knownFilled };
}
