// The net exposure of a whole group, moved where that costs least: the cheapest accounts trade, each as far as it may.
// Costs are proportional, so filling in the order of cost is the optimum; only least orders can make room worth giving.
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { type AccountMarket, type Holding, unitNotional } from "./account-market.ts";
import { type BandEdges, isBelowLeast, isReducing, leastQuantity, NO_BAND, sizeUnits } from "./size-trade.ts";

/** What an account's holding should change by, signed size units on its lot; or why it is left alone. */
export type GroupShare =
  | { readonly change: Decimal }
  | { readonly change?: undefined; readonly limitedBy: "none" | "band"; readonly because: string };

interface Trader {
  readonly holding: Holding;
  /** Cost of a unit of notional. */
  readonly rate: Decimal;
  /** Quote currency per lot. */
  readonly lotValue: Decimal;
  /** The most lots that it may trade this way; absent where nothing limits it. */
  readonly mostLots?: bigint;
}

interface Fill {
  readonly lots: readonly bigint[];
  /** Quote currency that nobody takes. */
  readonly unfilled: Decimal;
}

/** Net notional over equity that all accounts together should have. */
export interface GroupExposure {
  readonly symbol: string;
  readonly fraction: Decimal;
}

/**
 * Every trading account's share. Accounts without positive equity are counted and do not trade; a spot holding is sold to
 * zero at most. The band is that of the cheapest account. What stays missing is less than a lot of the account that
 * trades last, or than the least order of whoever has room.
 */
export function groupShares(
  markets: readonly AccountMarket[],
  { symbol, fraction }: GroupExposure,
  edgesOf: (holding: Holding) => BandEdges | undefined,
): ReadonlyMap<Holding, GroupShare> {
  const equity = sum(markets.map(({ account }) => account.equity));
  const holdings = markets.flatMap(({ account, holdings: own }) =>
    account.equity.isPositive() ? own.filter(({ listing }) => listing.symbol === symbol) : [],
  );
  const leave = (limitedBy: "none" | "band", because: string): ReadonlyMap<Holding, GroupShare> =>
    new Map(holdings.map((holding) => [holding, { limitedBy, because }]));
  if (!equity.isPositive()) return leave("none", "The group's equity is not positive.");
  const net = sum(markets.flatMap(({ holdings: own }) => own.map(({ notional }) => notional)));
  const gap = fraction.times(equity).minus(net);
  if (gap.isZero()) return leave("none", "The group is at its target.");
  const buys = gap.isPositive();
  const traders = holdings
    .map((holding) => traderOf(holding, buys))
    .toSorted((a, b) => a.rate.compare(b.rate));
  const edges = (traders[0] && edgesOf(traders[0].holding)) ?? NO_BAND;
  if (gap.abs().atMost(edges.trigger.times(equity))) return leave("band", edges.idleText);
  const wanted = gap.abs().minus(edges.tradeTo.times(equity));
  const { lots } = cheapestFill(traders, wanted, buys);
  return new Map(traders.map((trader, index) => [trader.holding, shareOf(trader, lots[index] ?? 0n, buys)]));
}

function traderOf(holding: Holding, buys: boolean): Trader {
  const { listing, quantity: held } = holding;
  const lot = sizeUnits(listing, listing.lot);
  const limits = [
    ...(listing.maxQuantity === undefined ? [] : [sizeUnits(listing, listing.maxQuantity)]),
    ...(listing.kind === "spot" && !buys ? [held.max(ZERO)] : []),
  ];
  const trader = {
    holding,
    rate: listing.takerFee.plus(listing.halfSpread),
    lotValue: lot.times(unitNotional(listing)),
  };
  const [first, ...others] = limits;
  if (first === undefined) return trader;
  return {
    ...trader,
    mostLots: others.reduce((least, limit) => least.min(limit), first).inSteps(lot, "down"),
  };
}

/** In the order of cost; where a least order keeps a cheaper account out, also with room made for it. The better of both. */
function cheapestFill(traders: readonly Trader[], wanted: Decimal, buys: boolean): Fill {
  const plain = fillFrom(traders, wanted, buys, []);
  const others = traders.flatMap((trader, index) => {
    if (plain.lots[index] !== 0n) return [];
    const made = withRoom(traders, plain.lots.slice(0, index), wanted, trader, buys);
    return made === undefined ? [] : [fillFrom(traders, wanted, buys, made)];
  });
  return others.reduce(
    (best, other) => (worthOf(traders, other).lessThan(worthOf(traders, best)) ? other : best),
    plain,
  );
}

/**
 * The lots of the first traders as given, the rest in the order of cost. It ends with the first that has room for more
 * than is missing: no dearer account trades what is less than a lot there.
 */
function fillFrom(
  traders: readonly Trader[],
  wanted: Decimal,
  buys: boolean,
  given: readonly bigint[],
): Fill {
  const filled = [...given];
  let unfilled = wanted.minus(valueOf(traders, given));
  for (const trader of traders.slice(given.length)) {
    const fitting = unfilled.inSteps(trader.lotValue, "down");
    const count = trader.mostLots !== undefined && trader.mostLots < fitting ? trader.mostLots : fitting;
    const taken = [count, closing(trader, count, buys)].find((lots) => !isTooSmall(trader, lots, buys)) ?? 0n;
    filled.push(taken);
    unfilled = unfilled.minus(trader.lotValue.times(Decimal.fromInteger(taken)));
    if (taken > 0n && taken === fitting) break;
  }
  return { lots: filled, unfilled };
}

/** Lots before the trader so reduced, at the dearest that can give, that its least order fits; undefined where none can. */
function withRoom(
  traders: readonly Trader[],
  before: readonly bigint[],
  wanted: Decimal,
  trader: Trader,
  buys: boolean,
): readonly bigint[] | undefined {
  const { listing } = trader.holding;
  const least = leastQuantity(listing, false).inSteps(sizeUnits(listing, listing.lot), "ceil");
  if (trader.mostLots !== undefined && trader.mostLots < least) return undefined;
  const needed = trader.lotValue.times(Decimal.fromInteger(least));
  const over = needed.minus(wanted.minus(valueOf(traders, before)));
  if (!over.isPositive()) return undefined;
  for (const [index, giver] of [...traders.slice(0, before.length).entries()].toReversed()) {
    const rest = (before[index] ?? 0n) - over.inSteps(giver.lotValue, "ceil");
    if (rest < 0n || isTooSmall(giver, rest, buys)) continue;
    return [...before.with(index, rest), least];
  }
  return undefined;
}

/** As many of the lots as only shrink what is held: those are often taken below a minimum. */
function closing({ holding }: Trader, count: bigint, buys: boolean): bigint {
  const { listing, quantity: held } = holding;
  const against = buys ? held.negated() : held;
  const most = against.max(ZERO).inSteps(sizeUnits(listing, listing.lot), "down");
  return most < count ? most : count;
}

/** Whether the venue would not take so few; nothing is always possible. */
function isTooSmall({ holding }: Trader, count: bigint, buys: boolean): boolean {
  if (count === 0n) return false;
  const quantity = quantityOf(holding, count);
  return isBelowLeast(
    holding.listing,
    quantity,
    isReducing(holding.quantity, buys ? quantity : quantity.negated()),
  );
}

/** What it costs, with what nobody takes at the dearest rate: less is better. */
function worthOf(traders: readonly Trader[], { lots, unfilled }: Fill): Decimal {
  const dearest = traders.at(-1)?.rate ?? ZERO;
  const costs = traders.map(({ rate, lotValue }, index) =>
    rate.times(lotValue).times(Decimal.fromInteger(lots[index] ?? 0n)),
  );
  return sum(costs).plus(dearest.abs().times(unfilled));
}

function valueOf(traders: readonly Trader[], lots: readonly bigint[]): Decimal {
  return sum(
    lots.map((count, index) => (traders[index]?.lotValue ?? ZERO).times(Decimal.fromInteger(count))),
  );
}

function quantityOf({ listing }: Holding, count: bigint): Decimal {
  return sizeUnits(listing, listing.lot).times(Decimal.fromInteger(count));
}

function shareOf({ holding }: Trader, lots: bigint, buys: boolean): GroupShare {
  if (lots === 0n)
    return { limitedBy: "none", because: "Other accounts trade what the group is missing, at less cost." };
  const quantity = quantityOf(holding, lots);
  return { change: buys ? quantity : quantity.negated() };
}
