// What taking a quantity from one side of a book comes to: level by level, and by the square-root law beyond what is visible.
import { Decimal, ZERO } from "../money/decimal.ts";
import type { BookLevel } from "./order-book.ts";

/** How much a market moves and trades in a day. */
export interface DailyMarket {
  /** Size units a day. */
  readonly volume: Decimal;
  /** Fraction of the price per square root of a day. */
  readonly volatility: Decimal;
}

/** Distances are fractions of the best price, against the taker, never negative. */
export interface Sweep {
  /** Each part of the quantity times its distance, summed: size units. */
  readonly weighted: Decimal;
  /** Of the last part taken. */
  readonly furthest: Decimal;
}

/** Digits after the point of a distance, rounded up. */
const DISTANCE_DIGITS = 18;
const LAW_DIGITS = 8;
const LAW_UNITS = 10 ** LAW_DIGITS;
/** Beyond a thousand days of volume the law says nothing; the float stays small. */
const MOST_OF_VOLUME = 1_000;

/**
 * The sweep of `quantity`, in the levels' own units, best level first. Undefined where the levels hold less and nothing is
 * known of the market's day.
 */
export function sweep(
  levels: readonly BookLevel[],
  quantity: Decimal,
  daily: DailyMarket | undefined,
): Sweep | undefined {
  if (levels.length === 0) return daily && unseen(quantity, squareRootImpact(daily, quantity));
  let [left, weighted, furthest] = [quantity, ZERO, ZERO];
  for (const level of levels) {
    if (!left.isPositive()) break;
    furthest = distanceOf(levels[0], level);
    const taken = left.min(level.quantity);
    weighted = weighted.plus(taken.times(furthest));
    left = left.minus(taken);
  }
  if (!left.isPositive()) return { weighted, furthest };
  const rest = daily && unseen(left, furthest.plus(squareRootImpact(daily, left)));
  return rest && { weighted: weighted.plus(rest.weighted), furthest: rest.furthest };
}

/** What the book does not show is taken as all at the furthest distance. */
function unseen(quantity: Decimal, furthest: Decimal): Sweep {
  return { weighted: quantity.times(furthest), furthest };
}

/** How far a level lies from the best one, as a fraction of the best, rounded up. */
function distanceOf(best: BookLevel | undefined, level: BookLevel): Decimal {
  if (best === undefined || best === level) return ZERO;
  return level.price.minus(best.price).abs().dividedBy(best.price, DISTANCE_DIGITS, "ceil");
}

/**
 * Y sigma sqrt(Q/V) with Y = 1, as a fraction of the price; the peak, of which the average is two thirds. The root is
 * taken in floats and rounded up. Source: the square-root law of market impact (Donier and Bonart, arXiv 1412.4503).
 */
function squareRootImpact({ volume, volatility }: DailyMarket, quantity: Decimal): Decimal {
  const ratio = Math.min(quantity.toFloat() / volume.toFloat(), MOST_OF_VOLUME);
  const units = Math.ceil(Math.sqrt(ratio) * LAW_UNITS);
  return volatility.times(Decimal.fromUnits(BigInt(units), LAW_DIGITS));
}
