// Where the paper venue's prices come from: made up, recorded, or followed from a live venue. The engine sees only this.
import type { Candle, CandleInterval } from "../../../src-core/market/candle.ts";
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import type { BookLevel } from "../../../src-core/market/order-book.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import type { Outcome } from "../../../src-core/money/outcome.ts";
import type { Side } from "../../../src-core/order-terms/order-terms.ts";
import type { Stop } from "../../ports/exchange.ts";

/** A trade between strangers. */
export interface MarketTrade {
  readonly price: Decimal;
  readonly quantity: Decimal;
  /** Who crossed the spread. */
  readonly aggressor: Side;
}

/** One listing's market at one time. The book is what strangers show, without the paper accounts' own orders. */
export interface MarketMoment {
  readonly listing: ListingKey;
  readonly atMs: number;
  /** Rises when the book is a new one: what was taken from the old one is then there again. */
  readonly version: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  readonly last: Decimal;
  readonly mark: Decimal;
  readonly index: Decimal;
  /** Trades since the moment before. */
  readonly trades: readonly MarketTrade[];
  readonly fundingRate?: Decimal;
  readonly nextFundingMs?: number;
}

/** The lowest and highest last price of a span, for orders that rested while nobody looked. */
export interface PriceRange {
  readonly low: Decimal;
  readonly high: Decimal;
}

export interface MarketSource {
  /** What can be traded; a source that follows another market asks there until it knows. */
  listings(): Promise<Outcome<readonly Listing[]>>;
  /** Undefined while it is not known. */
  listing(key: ListingKey): Listing | undefined;
  /** Undefined while the source knows no price. Trades are those of (`sinceMs`, `nowMs`], at most the last second's. */
  moment(listing: ListingKey, nowMs: number, sinceMs: number): MarketMoment | undefined;
  candles(
    listing: ListingKey,
    interval: CandleInterval,
    limit: number,
    nowMs: number,
  ): Promise<Outcome<readonly Candle[]>>;
  /** The listing is needed until stopped. */
  follow(listing: ListingKey): Stop;
  /** Settled funding rate at a boundary, a fraction of notional that longs pay to shorts; undefined when unknown. */
  fundingRate(listing: ListingKey, boundaryMs: number): Decimal | undefined;
  /** Last prices of past whole minutes; only where `moment` can also answer for the past. */
  range?(listing: ListingKey, startMs: number, minutes: number): PriceRange;
  close(): void;
}
