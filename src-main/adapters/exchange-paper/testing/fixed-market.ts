// A market that a test sets by hand: one listing's book and prices, changed when the test says so.
import type { ListingKey } from "../../../../src-core/market/listing.ts";
import type { BookLevel } from "../../../../src-core/market/order-book.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import { fail, succeed } from "../../../../src-core/money/outcome.ts";
import type { MarketMoment, MarketSource, MarketTrade } from "../market-source.ts";
import { PAPER_LISTINGS } from "../paper-listings.ts";

export type Levels = readonly (readonly [price: string, quantity: string])[];

export interface FixedBook {
  readonly bids: Levels;
  readonly asks: Levels;
  readonly last?: string;
  readonly mark?: string;
  readonly trades?: readonly MarketTrade[];
}

export interface FixedMarket extends MarketSource {
  set(listing: ListingKey, book: FixedBook): void;
  setFunding(rate: string): void;
}

/** Listings without a book have no price. */
export function fixedMarket(): FixedMarket {
  const moments = new Map<ListingKey, Omit<MarketMoment, "atMs">>();
  let version = 0;
  let rate: Decimal | undefined;
  return {
    listings: async () => succeed(PAPER_LISTINGS),
    listing: (key) => PAPER_LISTINGS.find((listing) => listing.key === key),
    set(listing, book) {
      version += 1;
      const last = Decimal.of(book.last ?? book.bids[0]?.[0] ?? "1");
      const mark = book.mark === undefined ? last : Decimal.of(book.mark);
      const trades = book.trades ?? [];
      const [bids, asks] = [levels(book.bids), levels(book.asks)];
      moments.set(listing, { listing, version, bids, asks, last, mark, index: mark, trades });
    },
    setFunding(text) {
      rate = Decimal.of(text);
    },
    moment(listing, nowMs) {
      const moment = moments.get(listing);
      return moment === undefined ? undefined : { ...moment, atMs: nowMs };
    },
    candles: async () => fail("no-candles", "listing", "A fixed market has no candles."),
    follow: () => () => undefined,
    fundingRate: () => rate,
    close: () => undefined,
  };
}

function levels(rows: Levels): readonly BookLevel[] {
  return rows.map(([price, quantity]) => ({ price: Decimal.of(price), quantity: Decimal.of(quantity) }));
}
