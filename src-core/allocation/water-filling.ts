// Shares of a total under caps: who is at the cap stays there, and the rest is divided among the others.
import { Rational, RATIONAL_ZERO, sumRationals } from "../money/rational.ts";
import type { ShareLine } from "./method-shares.ts";

export interface CappedLine extends ShareLine {
  /** Not negative; absent when nothing limits the account. */
  readonly cap?: Rational;
}

/**
 * Shares `min(cap, max(0, weight x level - offset))` at the one level where they sum to the total, exactly.
 * When all caps together are below the total, every account is at its cap.
 */
export function waterFill(lines: readonly CappedLine[], total: Rational): Rational[] {
  const sharesAt = (level: Rational): Rational[] => lines.map((line) => shareAt(line, level));
  const bends = lines.flatMap(bendsOf).toSorted((a, b) => a.compare(b));
  const start = lastBendWithin(bends, (level) => sumRationals(sharesAt(level)).compare(total) <= 0);
  if (start === undefined) return lines.map(() => RATIONAL_ZERO);
  const shares = sharesAt(start);
  const growing = sumRationals(lines.map((line) => (growsAt(line, start) ? line.weight : RATIONAL_ZERO)));
  const missing = total.minus(sumRationals(shares));
  if (missing.isZero() || growing.isZero()) return shares;
  return sharesAt(start.plus(missing.dividedBy(growing)));
}

function shareAt({ weight, offset, cap }: CappedLine, level: Rational): Rational {
  if (weight.isZero()) return RATIONAL_ZERO;
  const share = weight.times(level).minus(offset).max(RATIONAL_ZERO);
  return cap === undefined ? share : share.min(cap);
}

/** Levels where the line starts to rise and where it meets its cap. */
function bendsOf({ weight, offset, cap }: CappedLine): Rational[] {
  if (weight.isZero()) return [];
  const rise = offset.dividedBy(weight);
  return cap === undefined ? [rise] : [rise, offset.plus(cap).dividedBy(weight)];
}

function growsAt(line: CappedLine, level: Rational): boolean {
  if (line.weight.isZero()) return false;
  const [rise = level, top] = bendsOf(line);
  return rise.compare(level) <= 0 && (top === undefined || top.compare(level) > 0);
}

/** Binary search: what holds at a bend holds at every earlier one. */
function lastBendWithin(
  bends: readonly Rational[],
  holds: (level: Rational) => boolean,
): Rational | undefined {
  let low = 0;
  let high = bends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bend = bends[middle];
    if (bend !== undefined && holds(bend)) low = middle + 1;
    else high = middle;
  }
  return bends[low - 1];
}
