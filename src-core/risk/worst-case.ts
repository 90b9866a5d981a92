// How far a position can go if every order that can still trade does so in the worst order of events.
import { ZERO, type Decimal } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";

/** An order that can still trade, as far as exposure is concerned. */
export interface OpenExposure {
  readonly side: Side;
  /** Quantity less fills, never negative. */
  readonly remaining: Decimal;
  /** The venue lets it shrink the position and nothing else: it never crosses zero. */
  readonly clamped: boolean;
  /** The order's own highest price, quote currency; absent for a market order, and for inverse, whose sizes are value. */
  readonly price?: Decimal;
}

/** The furthest reachable positions, signed, in size units: `lowestSigned` <= position <= `highestSigned`. */
export interface WorstCase {
  readonly highestSigned: Decimal;
  readonly lowestSigned: Decimal;
}

/**
 * The furthest long and short that any order of fills can reach. A clamped order cannot cross zero itself, but by taking
 * the position first it exposes what the others then open, so it moves the starting point of the opposite case to zero.
 */
export function worstCase(positionSigned: Decimal, orders: Iterable<OpenExposure>): WorstCase {
  const sums = totals(orders, (order) => order.remaining);
  return {
    highestSigned: shrunkShort(positionSigned, sums.clampedBuys).plus(sums.buys),
    lowestSigned: shrunkLong(positionSigned, sums.clampedSells).minus(sums.sells),
  };
}

/**
 * The worst case as signed amounts of the quote currency. The position counts at `marketPrice`, every order at the higher
 * of its own price and `marketPrice`, so the amount is never below quantity x `marketPrice`.
 */
export function worstCaseValue(
  positionSigned: Decimal,
  orders: readonly OpenExposure[],
  marketPrice: Decimal,
): WorstCase {
  const held = positionSigned.times(marketPrice);
  const clampedAt = totals(orders, (order) => order.remaining.times(marketPrice));
  const sums = totals(orders, (order) =>
    order.remaining.times(order.price === undefined ? marketPrice : order.price.max(marketPrice)),
  );
  return {
    highestSigned: shrunkShort(held, clampedAt.clampedBuys).plus(sums.buys),
    lowestSigned: shrunkLong(held, clampedAt.clampedSells).minus(sums.sells),
  };
}

/** The larger of the long and the short that can be reached; zero when neither can. */
export function furthest(worst: WorstCase): Decimal {
  return worst.highestSigned.max(worst.lowestSigned.negated()).max(ZERO);
}

interface Totals {
  readonly buys: Decimal;
  readonly sells: Decimal;
  readonly clampedBuys: Decimal;
  readonly clampedSells: Decimal;
}

function totals(orders: Iterable<OpenExposure>, amountOf: (order: OpenExposure) => Decimal): Totals {
  let buys = ZERO;
  let sells = ZERO;
  let clampedBuys = ZERO;
  let clampedSells = ZERO;
  for (const order of orders) {
    const amount = amountOf(order);
    if (order.side === "buy") {
      if (order.clamped) clampedBuys = clampedBuys.plus(amount);
      else buys = buys.plus(amount);
    } else if (order.clamped) clampedSells = clampedSells.plus(amount);
    else sells = sells.plus(amount);
  }
  return { buys, sells, clampedBuys, clampedSells };
}

function shrunkLong(signed: Decimal, by: Decimal): Decimal {
  return signed.isPositive() ? signed.minus(by).max(ZERO) : signed;
}

function shrunkShort(signed: Decimal, by: Decimal): Decimal {
  return signed.isNegative() ? signed.plus(by).min(ZERO) : signed;
}
