// What an account can hold at worst, in dollars: gross, and net both ways. One missing price makes it unknown.
import type { Listing, ListingKey } from "../market/listing.ts";
import { ONE, ZERO, type Decimal } from "../money/decimal.ts";
import type { PositionSide } from "../order-terms/order-terms.ts";
import { heldSigned } from "../plan/held-quantity.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import { isDollar } from "../portfolio/usd-rate.ts";
import { accountBook, inScaleOf, type BookedOrder } from "./account-book.ts";
import { VALUATION_STALE_AFTER_MS, highestMarketPrice, quoteWithin } from "./exposure-price.ts";
import type { AccountContext, DollarsPer, GateContext } from "./gate-context.ts";
import { coinKey } from "./holding.ts";
import { furthest, worstCaseValue, type WorstCase } from "./worst-case.ts";

export interface Exposure {
  readonly gross: Decimal;
  /** Signed: the furthest that all holdings together can go long and short. */
  readonly netHighest: Decimal;
  readonly netLowest: Decimal;
  /** The same net amounts by underlying. */
  readonly underlyings: ReadonlyMap<string, WorstCase>;
}

/** `missing` says in words what is not known. */
export type ExposureAnswer =
  { readonly known: true; readonly exposure: Exposure } | { readonly known: false; readonly missing: string };

export interface ExposureQuestion {
  readonly portfolio: Portfolio;
  /** The plan's legs by account and by what they move. */
  readonly accounts: ReadonlyMap<AccountId, Pick<AccountContext, "book" | "legsByHolding">>;
  readonly nowMs: number;
  readonly dollarsPer: DollarsPer;
}

interface Holding {
  readonly listing: ListingKey;
  readonly positionSide: PositionSide;
  readonly orders: readonly BookedOrder[];
}

/** What exposures are reckoned from, the plan's legs included. */
export function exposureQuestion({ input, accounts, dollarsPer }: GateContext): ExposureQuestion {
  return { portfolio: input.portfolio, nowMs: input.nowMs, accounts, dollarsPer };
}

const NO_EXPOSURE: Exposure = {
  gross: ZERO,
  netHighest: ZERO,
  netLowest: ZERO,
  underlyings: new Map(),
};

function accountExposure(state: AccountState, question: ExposureQuestion): ExposureAnswer {
  const answer = exposureParts(state, question);
  return answer.known ? { known: true, exposure: exposureOf(answer.parts) } : answer;
}

/** What an account can hold of one thing. */
export interface ExposurePart {
  readonly underlying: string;
  /** Absent for a coin in the wallet that no order moves. */
  readonly listing?: ListingKey;
  readonly worst: WorstCase;
}

export type PartsAnswer =
  | { readonly known: true; readonly parts: readonly ExposurePart[] }
  | { readonly known: false; readonly missing: string };

/** One account's worst case in dollars: positions, coins held, every order that can still trade, and the plan's legs. */
export function exposureParts(state: AccountState, question: ExposureQuestion): PartsAnswer {
  const { name } = state.account;
  if (state.syncedAtMs === undefined) return { known: false, missing: `the positions of ${name}` };
  const found = holdings(state, question);
  const parts: ExposurePart[] = [];
  for (const holding of found.values()) {
    const worst = holdingValue(state, holding, question);
    if (typeof worst === "string") return { known: false, missing: worst };
    parts.push({ underlying: underlyingOf(holding, question), listing: holding.listing, worst });
  }
  for (const { asset, wallet } of Object.values(state.balances)) {
    if (wallet.isZero() || isDollar(asset) || found.has(coinKey(asset))) continue;
    const rate = question.dollarsPer(asset, state.account.venue);
    if (rate === undefined) return { known: false, missing: `a recent price of ${asset}, held in ${name}` };
    const value = wallet.times(rate);
    parts.push({ underlying: asset, worst: { highestSigned: value, lowestSigned: value } });
  }
  return { known: true, parts };
}

export type ExposureMemory = Map<AccountState, ExposureAnswer>;

/** The sum over accounts; unknown when one of them is. `known` remembers what was reckoned before. */
export function scopeExposure(
  accounts: readonly AccountState[],
  question: ExposureQuestion,
  known: ExposureMemory,
): ExposureAnswer {
  let total = NO_EXPOSURE;
  for (const state of accounts) {
    const answer = known.get(state) ?? accountExposure(state, question);
    known.set(state, answer);
    if (!answer.known) return answer;
    total = addExposure(total, answer.exposure);
  }
  return { known: true, exposure: total };
}

function addExposure(one: Exposure, other: Exposure): Exposure {
  return {
    gross: one.gross.plus(other.gross),
    netHighest: one.netHighest.plus(other.netHighest),
    netLowest: one.netLowest.plus(other.netLowest),
    underlyings: addUnderlyings(one.underlyings, other.underlyings),
  };
}

/** The furthest from zero that a net amount can go. */
export function furthestNet({ highestSigned, lowestSigned }: WorstCase): Decimal {
  return highestSigned.abs().max(lowestSigned.abs());
}

function exposureOf(parts: readonly ExposurePart[]): Exposure {
  const underlyings = new Map<string, WorstCase>();
  let [gross, netHighest, netLowest] = [ZERO, ZERO, ZERO];
  for (const { underlying, worst } of parts) {
    gross = gross.plus(furthest(worst));
    netHighest = netHighest.plus(worst.highestSigned);
    netLowest = netLowest.plus(worst.lowestSigned);
    addTo(underlyings, underlying, worst);
  }
  return { gross, netHighest, netLowest, underlyings };
}

function addUnderlyings(
  one: Exposure["underlyings"],
  other: Exposure["underlyings"],
): Exposure["underlyings"] {
  if (one.size === 0) return other;
  const sum = new Map(one);
  for (const [underlying, worst] of other) addTo(sum, underlying, worst);
  return sum;
}

function addTo(sums: Map<string, WorstCase>, underlying: string, worst: WorstCase): void {
  const before = sums.get(underlying);
  const sum =
    before === undefined
      ? worst
      : {
          highestSigned: before.highestSigned.plus(worst.highestSigned),
          lowestSigned: before.lowestSigned.plus(worst.lowestSigned),
        };
  sums.set(underlying, sum);
}

function underlyingOf(holding: Holding, { portfolio }: ExposureQuestion): string {
  return portfolio.listings[holding.listing]?.underlying ?? holding.listing;
}

/** Derivative positions, and everything that orders can move. Spot balances without orders are counted as coins. */
function holdings(state: AccountState, question: ExposureQuestion): ReadonlyMap<string, Holding> {
  const found = new Map<string, Holding>();
  for (const [key, { listing, positionSide }] of Object.entries(state.positions)) {
    found.set(key, { listing, positionSide, orders: [] });
  }
  const add = (key: string, orders: readonly BookedOrder[]): void => {
    const [first] = orders;
    if (first === undefined) return;
    const before = found.get(key)?.orders ?? [];
    const { listing, positionSide } = first.terms;
    found.set(key, { listing, positionSide, orders: before.length === 0 ? orders : [...before, ...orders] });
  };
  const planned = question.accounts.get(state.account.id);
  const book = planned?.book ?? accountBook(question.portfolio.listings, state.working);
  for (const [key, orders] of book.byHolding) add(key, orders);
  for (const [key, orders] of planned?.legsByHolding ?? []) add(key, orders);
  return found;
}

function holdingValue(state: AccountState, holding: Holding, question: ExposureQuestion): WorstCase | string {
  const listing = question.portfolio.listings[holding.listing];
  if (listing === undefined) return `the listing ${holding.listing}, held in ${state.account.name}`;
  const price = valuationPrice(listing, question);
  const rate = question.dollarsPer(listing.quote, listing.venue);
  if (price === undefined || rate === undefined)
    return `a recent price of ${listing.name}, held in ${state.account.name}`;
  const held = heldSigned(state, listing, holding.positionSide) ?? ZERO;
  const worst = worstCaseValue(held, inScaleOf(listing, holding.orders), price);
  return { highestSigned: worst.highestSigned.times(rate), lowestSigned: worst.lowestSigned.times(rate) };
}

function valuationPrice(listing: Listing, { portfolio, nowMs }: ExposureQuestion): Decimal | undefined {
  if (listing.kind === "inverse") return ONE;
  const quote = quoteWithin(portfolio.quotes.get(listing.key), nowMs, VALUATION_STALE_AFTER_MS);
  return quote === undefined ? undefined : highestMarketPrice(quote);
}
