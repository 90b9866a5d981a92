// Average prices as exact fractions, and how far those of several accounts lie apart.
import { Decimal } from "../money/decimal.ts";

/** A price as an exact fraction. */
export interface PriceFraction {
  readonly over: Decimal;
  readonly under: Decimal;
}

/** Digits after the point of an average price that is shown. */
const AVERAGE_SCALE = 12;

const BPS_SCALE = 2;
const BPS = Decimal.of("10000");

/** The price, half-even to 12 digits; `under` is positive. */
export function priceOf({ over, under }: PriceFraction): Decimal {
  return over.dividedBy(under, AVERAGE_SCALE, "half-even");
}

/** Largest distance of an account's average from the center's, basis points, half-even to 2 digits; absent below two accounts. */
export function dispersionBps(
  accounts: readonly PriceFraction[],
  center: PriceFraction,
): Decimal | undefined {
  if (accounts.length < 2 || !center.over.isPositive()) return undefined;
  const distances = accounts.map(({ over, under }) =>
    over
      .times(center.under)
      .minus(center.over.times(under))
      .abs()
      .times(BPS)
      .dividedBy(under.times(center.over), BPS_SCALE, "half-even"),
  );
  return distances.reduce((far, distance) => far.max(distance));
}
