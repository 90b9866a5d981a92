// What a trade costs: taker fee, half the spread, the visible book, and the square-root law beyond it.
import type { BookLevel } from "../market/order-book.ts";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import { unitNotional } from "./account-market.ts";
import type { RebalanceListing, TradeCost } from "./rebalance-request.ts";

/** Digits after the point of an impact and of the root in it, rounded up. */
const COST_DIGITS = 8;
const RATIO_DIGITS = 18;
const ROOT_UNITS = 10 ** COST_DIGITS;
/** Beyond a thousand days of volume the law says nothing; the float stays small. */
const MOST_OF_VOLUME = 1_000;

/** The cost of taking `quantity`, worth `notional`, now; an impact stays absent where neither the book nor volume and volatility cover it. */
export function tradeCost(
  listing: RebalanceListing,
  side: Side,
  quantity: Decimal,
  notional: Decimal,
): TradeCost {
  const [fee, spread] = [notional.times(listing.takerFee), notional.times(listing.halfSpread)];
  const impact = impactOf(listing, side, quantity, notional);
  return impact === undefined ? { fee, spread } : { fee, spread, impact };
}

/** Beyond the best price only: what the half spread covers is not counted again. */
function impactOf(
  listing: RebalanceListing,
  side: Side,
  quantity: Decimal,
  notional: Decimal,
): Decimal | undefined {
  const levels = side === "buy" ? listing.book?.asks : listing.book?.bids;
  if (levels === undefined || levels.length === 0) {
    const law = squareRootImpact(listing, quantity);
    return law && notional.times(law).rounded(COST_DIGITS, "ceil");
  }
  let [left, paid, distance] = [quantity, ZERO, ZERO];
  for (const level of levels) {
    if (left.isZero()) break;
    distance = distanceOf(levels[0], level);
    const taken = left.min(level.quantity);
    paid = paid.plus(taken.times(unitNotional(listing)).times(distance));
    left = left.minus(taken);
  }
  if (left.isZero()) return paid.rounded(COST_DIGITS, "ceil");
  const law = squareRootImpact(listing, left);
  if (law === undefined) return undefined;
  const beyond = left.times(unitNotional(listing)).times(distance.plus(law));
  return paid.plus(beyond).rounded(COST_DIGITS, "ceil");
}

/** How far a level lies from the best one, as a fraction of the best, rounded up. */
function distanceOf(best: BookLevel | undefined, level: BookLevel): Decimal {
  if (best === undefined) return ZERO;
  return level.price.minus(best.price).abs().dividedBy(best.price, RATIO_DIGITS, "ceil");
}

/**
 * Y sigma sqrt(Q/V) with Y = 1, as a fraction of the price; the peak, of which the average is two thirds. The root is
 * taken in floats and rounded up. Source: the square-root law of market impact (Donier and Bonart, arXiv 1412.4503).
 */
function squareRootImpact(listing: RebalanceListing, quantity: Decimal): Decimal | undefined {
  const { dailyVolume, dailyVolatility } = listing;
  if (dailyVolume === undefined || dailyVolatility === undefined) return undefined;
  const ratio = Math.min(quantity.toFloat() / dailyVolume.toFloat(), MOST_OF_VOLUME);
  const units = Math.ceil(Math.sqrt(ratio) * ROOT_UNITS);
  return dailyVolatility.times(Decimal.fromUnits(BigInt(units), COST_DIGITS));
}
