// Figures of which some may be unknown: a sum with an unknown part is unknown, never smaller.
import { type Decimal, ZERO } from "./decimal.ts";

/** The exact sum, or undefined when any part is; zero for an empty list. */
export function sumKnown(values: Iterable<Decimal | undefined>): Decimal | undefined {
  let total = ZERO;
  for (const value of values) {
    if (value === undefined) return undefined;
    total = total.plus(value);
  }
  return total;
}

/** The product, or undefined when either factor is. */
export function timesKnown(left: Decimal | undefined, right: Decimal | undefined): Decimal | undefined {
  return left === undefined || right === undefined ? undefined : left.times(right);
}

/** The smallest known value; undefined when none is known. */
export function leastKnown(values: Iterable<Decimal | undefined>): Decimal | undefined {
  let least: Decimal | undefined;
  for (const value of values) {
    if (value !== undefined) least = least === undefined ? value : least.min(value);
  }
  return least;
}

/** A copy without the keys whose value is undefined: what is not known is absent. */
export function knownOnly<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const known: Record<string, unknown> = {};
  // Not through a list of entries: every row of every frame is made here.
  for (const key of Object.keys(value)) {
    const part = value[key as keyof T];
    if (part !== undefined) known[key] = part;
  }
  return known as T;
}
