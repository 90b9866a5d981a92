// What further orders of a plan's legs may do beside all that its pairs have moved: complete, unwind, and stay in bounds.
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { LegUse } from "./leg-use.ts";
import { isWithin, type NetRange } from "./pair-net.ts";
import type { Leg, Pair, PairStep, PlanBody } from "./plan.ts";

/** An order that would act for a leg of the plan, on its own side or on the way back. */
export interface PairOrder {
  /** Index of the leg in the plan that states the pairs. */
  readonly leg: number;
  readonly side: Side;
  /** Size units. */
  readonly quantity: Decimal;
}

const ROOM_DIGITS = 18;

/** Why the orders may not leave together beside all that is out, in words; undefined when every pair stays within its bound. */
export function pairFlaw(
  { legs, envelope }: PlanBody,
  use: readonly LegUse[],
  orders: readonly PairOrder[],
): string | undefined {
  const breached = (envelope.pairs ?? []).find((pair) => {
    const own = orders.filter(({ leg }) => stepOf(pair, leg) !== undefined);
    const after = own.reduce((range, order) => withOrder(range, pair, order), usedNet(pair, legs, use));
    return own.length > 0 && !isWithin(after, pair);
  });
  if (breached === undefined) return undefined;
  return `It could take ${breached.underlying} further apart than ${breached.netBound.toString()}.`;
}

/**
 * The orders cut to what their pairs have room for, those first that bring a net back; orders of no pair stay as they are.
 * `fitting` is what the venue takes of a quantity, and zero where that is too little: such an order is left out.
 */
export function withinPairs<T extends PairOrder>(
  { legs, envelope }: PlanBody,
  use: readonly LegUse[],
  orders: readonly T[],
  fitting: (order: T, quantity: Decimal) => Decimal,
): readonly T[] {
  const pairs = envelope.pairs ?? [];
  const free = orders.filter(({ leg }) => pairs.every((pair) => stepOf(pair, leg) === undefined));
  const cut = pairs.flatMap((pair) => {
    const own = orders.filter(({ leg }) => stepOf(pair, leg) !== undefined);
    let range = usedNet(pair, legs, use);
    return homewardFirst(own, range).flatMap((order) => {
      const quantity = fitting(order, roomFor(pair, range, order).min(order.quantity));
      if (!quantity.isPositive()) return [];
      const fitted = { ...order, quantity };
      range = withOrder(range, pair, fitted);
      return [fitted];
    });
  });
  return [...free, ...cut];
}

/** Where the pair's net may come to stand, by all that acted for its legs and whatever becomes of what is out. */
function usedNet(pair: Pair, legs: readonly Leg[], use: readonly LegUse[]): NetRange {
  let [lowest, highest] = [ZERO, ZERO];
  for (const { leg, unitNotional } of pair.steps) {
    const used = use[leg];
    if (used === undefined) continue;
    const least = used.filled.minus(used.back).times(unitNotional);
    const most = used.there.minus(used.unwound).times(unitNotional);
    const buys = legs[leg]?.terms.side === "buy";
    lowest = buys ? lowest.plus(least) : lowest.minus(most);
    highest = buys ? highest.plus(most) : highest.minus(least);
  }
  return { lowest, highest };
}

/** The range with one more order that may fill whole, or not at all. */
function withOrder(range: NetRange, pair: Pair, { leg, side, quantity }: PairOrder): NetRange {
  const step = stepOf(pair, leg);
  if (step === undefined) return range;
  const moved = quantity.times(step.unitNotional);
  return side === "buy"
    ? { ...range, highest: range.highest.plus(moved) }
    : { ...range, lowest: range.lowest.minus(moved) };
}

/** Size units, toward zero. */
function roomFor(pair: Pair, { lowest, highest }: NetRange, { leg, side }: PairOrder): Decimal {
  const step = stepOf(pair, leg);
  if (step === undefined) return ZERO;
  const room = side === "buy" ? pair.netBound.minus(highest) : pair.netBound.plus(lowest);
  return room.max(ZERO).dividedBy(step.unitNotional, ROOM_DIGITS, "down");
}

/** Sells first where the net is at or above zero, buys first below it; the orders' own order otherwise. */
function homewardFirst<T extends PairOrder>(
  orders: readonly T[],
  { lowest, highest }: NetRange,
): readonly T[] {
  const home: Side = lowest.plus(highest).isNegative() ? "buy" : "sell";
  return [...orders.filter(({ side }) => side === home), ...orders.filter(({ side }) => side !== home)];
}

function stepOf(pair: Pair, leg: number): PairStep | undefined {
  return pair.steps.find((step) => step.leg === leg);
}
