// Small, complete values for tests: each takes only what the test is about.
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { Decimal } from "../money/decimal.ts";
import type { AccountSnapshot, Fill, VenueBalance, VenuePosition } from "../order-terms/venue-event.ts";
import type { Account } from "./account.ts";
import type { PortfolioEvent } from "./portfolio-event.ts";
import { EMPTY_PORTFOLIO, type Portfolio, type WorkingOrder } from "./portfolio.ts";
import { reducePortfolio } from "./reduce-portfolio.ts";

const d = (text: string) => Decimal.of(text);

/** BTCUSDT linear at the venue `sim`, tick 0.1, lot 0.001. */
export function sampleListing(change: Partial<Listing> = {}): Listing {
  return {
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
    maxMarketQuantity: d("100"),
    minNotional: d("5"),
    makerFee: d("0.0002"),
    takerFee: d("0.0005"),
    tiers: [],
    status: "active",
    ...change,
  };
}

/** BTCUSD inverse at the venue `sim`: size in USD, money in BTC. */
export function sampleInverse(change: Partial<Listing> = {}): Listing {
  return sampleListing({
    key: "sim:BTCUSD",
    venueSymbol: "BTCUSD",
    name: "BTC/USD:BTC",
    kind: "inverse",
    quote: "USD",
    settle: "BTC",
    lot: d("1"),
    minQuantity: d("1"),
    ...change,
  });
}

export function sampleAccount(id: string, change: Partial<Account> = {}): Account {
  return {
    id,
    name: `Account ${id}`,
    digit: 1,
    venue: "sim",
    environment: "paper",
    owner: "me",
    master: id,
    positionMode: "one-way",
    ...change,
  };
}

/** A buy of 1 at 100 without fee, one second after the samples' snapshot. */
export function sampleFill(change: Partial<Fill> = {}): Fill {
  return {
    listing: "sim:BTCUSDT",
    tradeId: "1",
    venueOrderId: "7",
    side: "buy",
    positionSide: "both",
    quantity: d("1"),
    price: d("100"),
    fee: d("0"),
    feeAsset: "USDT",
    liquidity: "taker",
    atMs: 2_000,
    ...change,
  };
}

export function samplePosition(
  quantitySigned: string,
  entryPrice: string,
  change: Partial<VenuePosition> = {},
): VenuePosition {
  return {
    listing: "sim:BTCUSDT",
    positionSide: "both",
    quantitySigned: d(quantitySigned),
    entryPrice: d(entryPrice),
    ...change,
  };
}

export function sampleBalance(asset: string, wallet: string, available = wallet): VenueBalance {
  return { asset, wallet: d(wallet), available: d(available) };
}

export function sampleQuote(mark: string, change: Partial<Quote> = {}): Quote {
  return { listing: "sim:BTCUSDT", mark: d(mark), atMs: 1_000, ...change };
}

export function sampleWorking(id: string): WorkingOrder {
  return {
    id,
    terms: {
      listing: "sim:BTCUSDT",
      side: "buy",
      positionSide: "both",
      type: "limit",
      quantity: d("1"),
      price: d("90"),
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: false,
    },
    filled: d("0"),
    origin: "yoke",
    certainty: "working",
  };
}

/** A complete reading at venue time 1,000, reconciled at our time 1,000. */
export function snapshotOf(
  accountId: string,
  change: Partial<AccountSnapshot> = {},
  nowMs = 1_000,
): PortfolioEvent {
  const snapshot: AccountSnapshot = {
    balances: [sampleBalance("USDT", "1000")],
    positions: [],
    openOrders: [],
    positionMode: "one-way",
    atMs: 1_000,
    ...change,
  };
  return { kind: "snapshot", accountId, snapshot, nowMs };
}

/** The fold of events over an empty portfolio. */
export function portfolioOf(...events: readonly PortfolioEvent[]): Portfolio {
  return events.reduce(reducePortfolio, EMPTY_PORTFOLIO);
}

/** One account `a` and both sample listings, before anything was read. */
export function samplePortfolio(...events: readonly PortfolioEvent[]): Portfolio {
  return portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing(), sampleInverse()] },
    { kind: "account-saved", account: sampleAccount("a") },
    ...events,
  );
}
