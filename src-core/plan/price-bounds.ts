// The worst prices that a plan may trade at: part of the envelope, so part of what was shown and hashed.
import type { Listing } from "../market/listing.ts";
import { Decimal, ONE } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { Envelope } from "./plan.ts";

/** How far beyond the reference price a market order may trade, as a fraction. */
const MARKET_PRICE_BOUND = Decimal.of("0.01");

/** The bound around a reference price, drawn inward to the tick; a bound never comes out at zero or below. */
export function marketBound(reference: Decimal, side: Side, listing: Listing): Decimal {
  if (side === "buy")
    return reference.times(ONE.plus(MARKET_PRICE_BOUND)).toStep(listing.tick, "floor").max(reference);
  const lowest = reference.times(ONE.minus(MARKET_PRICE_BOUND)).toStep(listing.tick, "ceil");
  return lowest.min(reference);
}

/** The one bound that holds for all: the highest for buys, the lowest for sells. */
export function envelopeBound(
  side: Side,
  bounds: readonly Decimal[],
): Pick<Envelope, "highestBuy" | "lowestSell"> {
  const [first, ...others] = bounds;
  if (first === undefined) return {};
  if (side === "buy") return { highestBuy: others.reduce((worst, bound) => worst.max(bound), first) };
  return { lowestSell: others.reduce((worst, bound) => worst.min(bound), first) };
}
