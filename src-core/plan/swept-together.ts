// Legs that take from the same side of the same book take from each other: one sweep for all of them.
import { levelsFor } from "../market/depth.ts";
import type { BookLevel } from "../market/order-book.ts";
import { type DailyMarket, type Sweep, sweep } from "../market/sweep.ts";
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { Leg } from "./plan.ts";

/** A sweep and the quantity that it takes: size units. */
export interface SweptTogether extends Sweep {
  readonly quantity: Decimal;
}

type Market = Pick<Portfolio, "quotes" | "depths">;

/**
 * What the leg and its plan's other legs of the same kind at the same listing take at once. A limit price ends the sweep.
 * Undefined while the touch is known to hold less and the book is not known, or holds less and no day is known.
 */
export function sweptTogether(
  legs: readonly Leg[],
  { terms }: Leg,
  market: Market,
  nowMs: number,
): SweptTogether | undefined {
  const quote = market.quotes.get(terms.listing);
  if (quote === undefined) return undefined;
  const quantity = sum(legs.filter((leg) => takesAlike(leg.terms, terms)).map((leg) => leg.terms.quantity));
  const atTouch = terms.side === "buy" ? quote.askQuantity : quote.bidQuantity;
  if (atTouch?.atLeast(quantity) === true) return { quantity, weighted: ZERO, furthest: ZERO };
  const depth = market.depths.get(terms.listing);
  const levels = depth && levelsFor(depth, terms.side, quote, nowMs);
  if (levels === undefined) return undefined;
  return within(levels, quantity, terms, depth?.daily);
}

function takesAlike(one: OrderTerms, other: OrderTerms): boolean {
  const samePrice = one.price === other.price || (one.price && other.price?.equals(one.price)) === true;
  const both = [one, other];
  return (
    samePrice &&
    one.listing === other.listing &&
    one.side === other.side &&
    both.every(({ trigger }) => trigger === undefined)
  );
}

function within(
  levels: readonly BookLevel[],
  quantity: Decimal,
  { price, side }: OrderTerms,
  daily: DailyMarket | undefined,
): SweptTogether | undefined {
  if (price === undefined) {
    const swept = sweep(levels, quantity, daily);
    return swept && { ...swept, quantity };
  }
  const open = levels.filter((level) =>
    side === "buy" ? level.price.atMost(price) : level.price.atLeast(price),
  );
  const taken = quantity.min(sum(open.map((level) => level.quantity)));
  const swept = sweep(open, taken, undefined);
  return swept && { ...swept, quantity: taken };
}
