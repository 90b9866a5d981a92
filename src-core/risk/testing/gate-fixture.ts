// A small market, an account and a plan that the gate approves; tests and benches change one thing at a time.
import type { Listing } from "../../market/listing.ts";
import type { Quote } from "../../market/quote.ts";
import { Decimal, ZERO, sum } from "../../money/decimal.ts";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import type { VenueBalance } from "../../order-terms/venue-event.ts";
import type { Envelope, Leg, Plan, PlanBody } from "../../plan/plan.ts";
import type { Account } from "../../portfolio/account.ts";
import {
  positionKey,
  type AccountState,
  type Portfolio,
  type Position,
  type WorkingOrder,
} from "../../portfolio/portfolio.ts";
import { gateContext } from "../gate-context.ts";
import type { GateInput, Readings } from "../gate-input.ts";
import type { Rule } from "../rule-table.ts";
import type { RuleReading } from "../verdict.ts";

export const NOW_MS = 1_750_000_000_000;

export const d = (text: string): Decimal => Decimal.of(text);

/** A copy that lacks the named keys: what a reading looks like when something is not known. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...value };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

/** A linear perpetual with mark 50,000, tick 0.1, lot 0.001. */
export const PERP: Listing = {
  key: "sim:BTCUSDT",
  venue: "sim",
  venueSymbol: "BTCUSDT",
  name: "BTC/USDT:USDT",
  version: 1,
  kind: "linear",
  base: "BTC",
  quote: "USDT",
  settle: "USDT",
  underlying: "BTC",
  underlyingMultiplier: d("1"),
  tick: d("0.1"),
  lot: d("0.001"),
  minQuantity: d("0.001"),
  maxQuantity: d("1000"),
  maxMarketQuantity: d("120"),
  minNotional: d("5"),
  makerFee: d("0.0002"),
  takerFee: d("0.0005"),
  tiers: [
    {
      floor: ZERO,
      cap: d("100000000"),
      maxLeverage: d("20"),
      maintenanceRate: d("0.01"),
      maintenanceDeduction: ZERO,
    },
  ],
  status: "active",
  enforcesReduceOnly: true,
};

export const SPOT: Listing = {
  ...PERP,
  key: "sim:BTCUSDT.spot",
  venueSymbol: "BTCUSDT.spot",
  name: "BTC/USDT",
  kind: "spot",
  tiers: [],
  enforcesReduceOnly: false,
};

/** Sizes in whole contracts of 100 dollars, margined in BTC. */
export const INVERSE: Listing = {
  ...PERP,
  key: "sim:BTCUSD",
  venueSymbol: "BTCUSD",
  name: "BTC/USD:BTC",
  kind: "inverse",
  quote: "USD",
  settle: "BTC",
  lot: d("100"),
  minQuantity: d("100"),
  maxQuantity: d("10000000"),
  maxMarketQuantity: d("1000000"),
};

export function quoteOf(listing: Listing, changes: Partial<Quote> = {}): Quote {
  return {
    listing: listing.key,
    bid: d("49999"),
    bidQuantity: d("1000000"),
    ask: d("50001"),
    askQuantity: d("1000000"),
    last: d("50000"),
    mark: d("50000"),
    index: d("50000"),
    atMs: NOW_MS,
    ...changes,
  };
}

export function accountOf(id: string, changes: Partial<Account> = {}): Account {
  return {
    id,
    name: `Paper ${id}`,
    digit: 1,
    venue: "sim",
    environment: "paper",
    owner: "me",
    master: id,
    positionMode: "one-way",
    ...changes,
  };
}

export function balanceOf(asset: string, amount: string, available = amount): VenueBalance {
  return { asset, wallet: d(amount), available: d(available) };
}

export function positionOf(
  listing: Listing,
  quantitySigned: string,
  changes: Partial<Position> = {},
): Position {
  return {
    listing: listing.key,
    positionSide: "both",
    quantitySigned: d(quantitySigned),
    entryPrice: d("50000"),
    realisedPnl: ZERO,
    fees: ZERO,
    asOfMs: NOW_MS,
    ...changes,
  };
}

export function termsOf(changes: Partial<OrderTerms> = {}): OrderTerms {
  return {
    listing: PERP.key,
    side: "buy",
    positionSide: "both",
    type: "market",
    quantity: d("0.1"),
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
    ...changes,
  };
}

export function workingOf(id: string, terms: OrderTerms, changes: Partial<WorkingOrder> = {}): WorkingOrder {
  return { id, terms, filled: ZERO, origin: "yoke", certainty: "working", ...changes };
}

/** A live, reconciled account with a million of cash. */
export function stateOf(
  account: Account,
  changes: Partial<Omit<AccountState, "balances" | "positions" | "working">> & {
    readonly balances?: readonly VenueBalance[];
    readonly positions?: readonly Position[];
    readonly working?: readonly WorkingOrder[];
  } = {},
): AccountState {
  const { balances = [balanceOf("USDT", "1000000")], positions = [], working = [], ...rest } = changes;
  return {
    account,
    stream: "live",
    syncedAtMs: NOW_MS - 60_000,
    ...rest,
    balances: Object.fromEntries(balances.map((balance) => [balance.asset, balance])),
    positions: Object.fromEntries(
      positions.map((each) => [positionKey(each.listing, each.positionSide), each]),
    ),
    working: Object.fromEntries(working.map((order) => [order.id, order])),
  };
}

export function portfolioOf(accounts: readonly AccountState[], changes: Partial<Portfolio> = {}): Portfolio {
  const listings = [PERP, SPOT, INVERSE];
  return {
    accounts: Object.fromEntries(accounts.map((state) => [state.account.id, state])),
    groups: {},
    listings: Object.fromEntries(listings.map((listing) => [listing.key, listing])),
    quotes: new Map(listings.map((listing) => [listing.key, quoteOf(listing)])),
    depths: new Map(),
    ...changes,
  };
}

export function legOf(accountId: string, terms: OrderTerms, changes: Partial<Leg> = {}): Leg {
  return { accountId, listingVersion: 1, effect: "open", terms, ...changes };
}

export function planOf(
  legs: readonly Leg[],
  changes: Partial<Omit<Plan, "body">> & {
    readonly body?: Partial<PlanBody>;
    readonly envelope?: Partial<Envelope>;
  } = {},
): Plan {
  const { body = {}, envelope = {}, ...rest } = changes;
  const quantities = legs.map((leg) => leg.terms.quantity);
  return {
    planId: "plan-1",
    hash: "0".repeat(64),
    body: {
      gesture: "group-order",
      environment: "paper",
      legs,
      envelope: {
        maximumByLeg: quantities,
        maximumTotal: sum(quantities),
        deadlineMs: NOW_MS + 60_000,
        followUps: [],
        ...envelope,
      },
      policies: { leftover: "leave", denial: "reject-all", failure: "leave" },
      ...body,
    },
    madeAtMs: NOW_MS,
    title: "Test",
    reasons: [],
    unallocated: ZERO,
    listing: PERP.key,
    ...rest,
  };
}

/** Limits that never bind for the environment, so that a test sets just the one it is about. */
export function inputOf(
  portfolio: Portfolio,
  plan: Plan,
  changes: Partial<Omit<GateInput, "readings">> & { readonly readings?: Partial<Readings> } = {},
): GateInput {
  const { readings = {}, ...rest } = changes;
  return {
    plan,
    clientIds: plan.body.legs.map((_, index) => `c${String(index)}`),
    portfolio,
    limits: { "environment:paper": {}, "environment:live": {} },
    causes: [],
    readings: { journalWritable: true, recentOrders: [], confirmedDuplicates: [], ...readings },
    nowMs: NOW_MS,
    ...rest,
  };
}

/** One account, one leg: the shortest way to an input. */
export function oneLeg(
  terms: Partial<OrderTerms> = {},
  state: Parameters<typeof stateOf>[1] = {},
  changes: Parameters<typeof inputOf>[2] = {},
): GateInput {
  const leg = legOf("a", termsOf(terms), { effect: terms.reduceOnly === true ? "close" : "open" });
  return inputOf(portfolioOf([stateOf(accountOf("a"), state)]), planOf([leg]), changes);
}

/** What one rule says of an input, in full. */
export function readingsOf(rule: Rule, input: GateInput): readonly RuleReading[] {
  return rule(gateContext(input));
}

/** The messages of one rule's denials. */
export function denials(rule: Rule, input: GateInput): readonly string[] {
  return readingsOf(rule, input).flatMap((reading) => (reading.outcome === "deny" ? [reading.message] : []));
}
