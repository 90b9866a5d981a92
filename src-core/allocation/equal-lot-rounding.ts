// Largest remainder (Hamilton): every account gets its whole lots, the lots left over go to the largest fractions.
import type { Rational } from "../money/rational.ts";
import { sumRationals } from "../money/rational.ts";

/** Lots per account from shares counted in lots of one size; as many as the shares hold together, ties by order. */
export function roundEqualLots(sharesInLots: readonly Rational[]): bigint[] {
  const lots = sharesInLots.map((share) => share.floor());
  const whole = lots.reduce((total, count) => total + count, 0n);
  const spare = sumRationals(sharesInLots).floor() - whole;
  const byFraction = sharesInLots
    .map((share, index) => ({ index, fraction: share.fraction() }))
    .toSorted((a, b) => b.fraction.compare(a.fraction));
  for (const { index } of byFraction.filter((_, rank) => BigInt(rank) < spare))
    lots[index] = (lots[index] ?? 0n) + 1n;
  return lots;
}
