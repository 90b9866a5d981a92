// Sells here and buys there, cut into slices that keep the net between them within a bound at every moment.
import { Decimal, ZERO } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { Side } from "../order-terms/order-terms.ts";

/** One leg of the pair; all legs are of the same underlying. */
export interface PairLeg {
  readonly side: Side;
  /** Size units, a multiple of `lot`. */
  readonly quantity: Decimal;
  readonly lot: Decimal;
  /** The least order that the venue takes, a multiple of `lot`. */
  readonly least: Decimal;
  /** Quote currency per size unit. */
  readonly unitNotional: Decimal;
}

export interface PairSlice {
  /** Index of its leg. */
  readonly leg: number;
  readonly quantity: Decimal;
  /** Signed net notional once it has traded whole; before it, the slice before says it. */
  readonly netAfter: Decimal;
}

const TWO = Decimal.fromInteger(2);

/** More slices than this are no longer one gesture. */
const MOST_SLICES = 10_000;

/**
 * Slices in the order of sending, each after the one before it is known to have filled or ended. The net stays within
 * the bound while a slice is partly filled too, for it moves one way. Refused when the bound is too small for two least
 * orders of some leg, or for the net that remains in the end.
 */
export function pairSlices(legs: readonly PairLeg[], bound: Decimal): Outcome<readonly PairSlice[]> {
  const wrong = wrongPair(legs, bound);
  if (wrong !== undefined) return wrong;
  const left = legs.map(({ quantity }) => quantity);
  const slices: PairSlice[] = [];
  let net = ZERO;
  for (;;) {
    const next = nextLeg(legs, left, net);
    if (next === undefined) return succeed(slices);
    if (slices.length === MOST_SLICES) return tooMany();
    const { leg, index, remaining } = next;
    const room = leg.side === "buy" ? bound.minus(net) : bound.plus(net);
    const quantity = sliceOf(leg, remaining, room);
    const moved = quantity.times(leg.unitNotional);
    net = leg.side === "buy" ? net.plus(moved) : net.minus(moved);
    left[index] = remaining.minus(quantity);
    slices.push({ leg: index, quantity, netAfter: net });
  }
}

/** The first unfinished leg that brings the net back, sells first from zero; else the first unfinished one. */
function nextLeg(
  legs: readonly PairLeg[],
  left: readonly Decimal[],
  net: Decimal,
): { leg: PairLeg; index: number; remaining: Decimal } | undefined {
  const back: Side = net.isNegative() ? "buy" : "sell";
  const open = legs.flatMap((leg, index) => {
    const remaining = left[index];
    return remaining?.isPositive() === true ? [{ leg, index, remaining }] : [];
  });
  return open.find(({ leg }) => leg.side === back) ?? open[0];
}

/** As much as there is room for, and never a rest that is less than the venue takes. */
function sliceOf(leg: PairLeg, remaining: Decimal, room: Decimal): Decimal {
  if (remaining.times(leg.unitNotional).atMost(room)) return remaining;
  const fitting = leg.lot.times(Decimal.fromInteger(room.inSteps(leg.unitNotional.times(leg.lot), "down")));
  const quantity = fitting.min(remaining.minus(leg.least));
  if (!quantity.isPositive()) throw new Error("Invariant: a bound of two least orders leaves room for one");
  return quantity;
}

function wrongPair(legs: readonly PairLeg[], bound: Decimal): ReturnType<typeof fail> | undefined {
  let net = ZERO;
  for (const [index, { side, quantity, lot, least, unitNotional }] of legs.entries()) {
    const place = `legs.${String(index)}`;
    if (![quantity, lot, least, unitNotional].every((value) => value.isPositive())) {
      return fail("not-positive", place, "A quantity, lot, least order or price is not positive.");
    }
    if (!quantity.isMultipleOf(lot) || !least.isMultipleOf(lot)) {
      return fail("off-lot", place, "A quantity is not a multiple of its lot.");
    }
    const value = quantity.times(unitNotional);
    net = side === "buy" ? net.plus(value) : net.minus(value);
    const needed = least.times(unitNotional).times(TWO);
    const whole = value.min(needed);
    if (bound.lessThan(whole)) return tooSmall(place, whole);
  }
  return net.abs().greaterThan(bound) ? tooSmall("bound", net.abs()) : undefined;
}

function tooSmall(place: string, needed: Decimal): ReturnType<typeof fail> {
  const message = `The bound on net exposure is below ${needed.toString()}, which this pair needs.`;
  return fail("bound-too-small", place, message, `Set a bound of at least ${needed.toString()}.`);
}

function tooMany(): ReturnType<typeof fail> {
  const message = `The pair would need more than ${String(MOST_SLICES)} slices.`;
  return fail("too-many-slices", "bound", message, "Set a larger bound.");
}
