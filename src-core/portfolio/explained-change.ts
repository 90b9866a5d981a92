// Whether fills account for how a position changed between two readings. What they do not account for is not known.
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";

export interface PositionReading {
  /** Size units. */
  readonly quantitySigned: Decimal;
  /** The venue's time before the reading was asked for. */
  readonly atMs: number;
}

/** A reading shows its positions at some moment not later than this after its own time. */
export const READING_SPREAD_MS = 10_000;

/**
 * True when some run of the position's fills, in the order of their times, adds up to the change. A fill near a reading may be
 * in it already or not yet; one between the two readings counts for certain.
 */
export function isExplained(
  before: PositionReading,
  after: PositionReading,
  fills: readonly Fill[],
): boolean {
  const change = after.quantitySigned.minus(before.quantitySigned);
  const near = fills
    .filter(({ atMs }) => atMs >= before.atMs && atMs <= after.atMs + READING_SPREAD_MS)
    .toSorted((a, b) => a.atMs - b.atMs);
  const sums = runningSums(near);
  return sums.some((from, first) => {
    const skipped = near[first - 1];
    if (skipped !== undefined && skipped.atMs > before.atMs + READING_SPREAD_MS) return false;
    return sums.some((until, last) => {
      const left = near[last];
      if (last < first || (left !== undefined && left.atMs < after.atMs)) return false;
      return until.minus(from).equals(change);
    });
  });
}

/** Nearer to zero than before, or through it: what could make a position be taken for flat that is not. */
export function isShrunk(before: Decimal, after: Decimal): boolean {
  if (before.isZero()) return false;
  return after.sign() !== before.sign() || after.abs().lessThan(before.abs());
}

/** The sum of the first n fills, for every n. */
function runningSums(fills: readonly Fill[]): readonly Decimal[] {
  const sums = [ZERO];
  let total = ZERO;
  for (const { side, quantity } of fills) {
    total = side === "buy" ? total.plus(quantity) : total.minus(quantity);
    sums.push(total);
  }
  return sums;
}
