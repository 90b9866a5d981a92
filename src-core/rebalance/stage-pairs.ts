// Trades of one underlying in both directions, put into stages: cut where the bound asks for it, and in what order to go.
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import { type Outcome, fail, succeed } from "../money/outcome.ts";
import type { Pair } from "../plan/plan.ts";
import { unitNotional } from "./account-market.ts";
import { type PairLeg, type PairSlice, pairSlices } from "./pair-slices.ts";
import type { RebalanceLeg, RebalanceListing } from "./rebalance-request.ts";
import { leastQuantity, sizeUnits } from "./size-trade.ts";

/** A trade with the listing that it goes through. */
export interface Trade {
  readonly leg: RebalanceLeg;
  readonly listing: RebalanceListing;
  readonly underlying: string;
}

export interface StagedTrades {
  /** Per trade the quantities of its orders, first to last; together the trade. */
  readonly slices: readonly (readonly Decimal[])[];
  /** Legs are counted as if every slice were one, in the order of the trades. */
  readonly pairs: readonly Pair[];
}

/**
 * Stages of the trades. Without a bound nothing is cut: whole trades take turns, and the bound is what that needs. A bound
 * in USD holds for each underlying; refused when it is too small for two least orders or for the net that is wanted.
 */
export function stagePairs(trades: readonly Trade[], bound?: Decimal): Outcome<StagedTrades> {
  const slices: Decimal[][] = trades.map(({ leg }) => [leg.quantity]);
  const staged: {
    readonly members: readonly number[];
    readonly cut: readonly PairSlice[];
    bound: Decimal;
  }[] = [];
  for (const members of pairedTrades(trades)) {
    const legs = members.map((index) => pairLeg(tradeAt(trades, index)));
    const cut = pairSlices(legs, bound ?? wholeOf(legs));
    if (!cut.ok) return fail(cut.failure.code, "exposureBound", cut.failure.message, cut.failure.remedy);
    for (const [place, index] of members.entries()) {
      slices[index] = cut.value.filter(({ leg }) => leg === place).map(({ quantity }) => quantity);
    }
    staged.push({ members, cut: cut.value, bound: bound ?? furthest(cut.value) });
  }
  const firstLegs = offsets(slices);
  const pairs = staged.map(({ members, cut, bound: netBound }): Pair => {
    const { underlying } = tradeAt(trades, members[0]);
    const sent = members.map(() => 0);
    const steps = cut.map(({ leg: place }) => {
      const trade = members[place];
      const leg = (firstLegs[trade ?? -1] ?? 0) + (sent[place] ?? 0);
      sent[place] = (sent[place] ?? 0) + 1;
      return { leg, unitNotional: unitNotional(tradeAt(trades, trade).listing) };
    });
    return { underlying, netBound, steps };
  });
  return succeed({ slices, pairs });
}

/** Indices of the trades of each underlying that some buy and some sell. */
function pairedTrades(trades: readonly Trade[]): readonly (readonly number[])[] {
  const groups = Map.groupBy(trades.keys(), (index) => tradeAt(trades, index).underlying);
  const sidesOf = (indices: readonly number[]): number =>
    new Set(indices.map((index) => tradeAt(trades, index).leg.side)).size;
  return [...groups.values()].filter((indices) => sidesOf(indices) === 2);
}

/** Every trade's place among all slices: that of its first one. */
function offsets(slices: readonly (readonly Decimal[])[]): readonly number[] {
  let next = 0;
  return slices.map((own) => {
    const first = next;
    next += own.length;
    return first;
  });
}

function pairLeg({ leg, listing }: Trade): PairLeg {
  return {
    side: leg.side,
    quantity: leg.quantity,
    lot: sizeUnits(listing, listing.lot),
    least: leastQuantity(listing, leg.reducing),
    unitNotional: unitNotional(listing),
  };
}

/** A bound under which nothing is cut. */
function wholeOf(legs: readonly PairLeg[]): Decimal {
  return sum(legs.map(({ quantity, unitNotional: unit }) => quantity.times(unit)));
}

function furthest(cut: readonly PairSlice[]): Decimal {
  return cut.reduce((far, { netAfter }) => far.max(netAfter.abs()), ZERO);
}

function tradeAt(trades: readonly Trade[], index: number | undefined): Trade {
  const trade = index === undefined ? undefined : trades[index];
  if (trade === undefined) throw new Error("Invariant: no such trade");
  return trade;
}
