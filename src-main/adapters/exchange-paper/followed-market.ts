// Paper trading on a live venue's public prices: its listings under the paper venue's name, its book, its candles.
// There is no past to catch up with, and strangers' trades are not told: resting orders fill when the book crosses them.
import { type Listing, type ListingKey, listingKey } from "../../../src-core/market/listing.ts";
import type { OrderBook } from "../../../src-core/market/order-book.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { fail, type Outcome, succeed } from "../../../src-core/money/outcome.ts";
import type { MarketPort, Stop } from "../../ports/exchange.ts";
import { MARGIN_ASSET } from "./margin.ts";
import type { MarketMoment, MarketSource } from "./market-source.ts";
import { tiersOf } from "./position-tiers.ts";

/** Older prices are not prices: nothing trades on them. */
const STALE_AFTER_MS = 5_000;

interface Followed {
  /** As the paper venue lists it. */
  listing: Listing;
  /** As the followed venue calls it. */
  readonly key: ListingKey;
  followers: number;
  stop: Stop;
  book?: OrderBook;
  quote?: Quote;
  version: number;
  /** Last known rates by the boundary at which they are paid. */
  readonly rates: Map<number, Decimal>;
}

/**
 * The market of the paper venue `venue` that follows another venue's. Nothing is asked there before `listings`; those in
 * USDT can be traded on paper. The caller keeps and closes the followed market itself.
 */
export function followedMarket(venue: string, market: MarketPort): MarketSource {
  const all = new Map<ListingKey, Followed>();

  async function listings(): Promise<Outcome<readonly Listing[]>> {
    const loaded = await market.listings();
    if (!loaded.ok) return loaded;
    for (const listing of loaded.value.filter(isTradable)) {
      const own = onPaper(venue, listing);
      const known = all.get(own.key);
      if (known === undefined) all.set(own.key, unfollowed(own, listing.key));
      else known.listing = own;
    }
    return succeed([...all.values()].map((one) => one.listing));
  }

  function start(one: Followed): void {
    const stopQuote = market.watchQuote(one.key, (quote) => hearQuote(one, quote));
    const stopBook = market.watchBook(one.key, (book) => {
      one.book = book;
      one.version += 1;
    });
    one.stop = () => {
      stopQuote();
      stopBook();
    };
  }

  return {
    listings,
    listing: (key) => all.get(key)?.listing,
    moment: (listing, nowMs) => momentOf(all.get(listing), nowMs),
    async candles(listing, interval, limit) {
      const one = all.get(listing);
      if (one === undefined)
        return fail("unknown-listing", "listing", "The paper venue does not trade this.");
      return market.candles(one.key, interval, limit);
    },
    follow(listing) {
      const one = all.get(listing);
      if (one === undefined) return () => undefined;
      one.followers += 1;
      if (one.followers === 1) start(one);
      return once(() => {
        one.followers -= 1;
        if (one.followers === 0) one.stop();
      });
    },
    fundingRate: (listing, boundaryMs) => all.get(listing)?.rates.get(boundaryMs),
    close() {
      for (const one of all.values()) one.stop();
    },
  };
}

function isTradable({ kind, settle, quote }: Listing): boolean {
  return (kind === "linear" && settle === MARGIN_ASSET) || (kind === "spot" && quote === MARGIN_ASSET);
}

/** Position tiers are told to holders of keys only: without them the ones of the smallest known contract hold, the most careful. */
function onPaper(venue: string, listing: Listing): Listing {
  const key = listingKey(venue, listing.venueSymbol);
  const tiers =
    listing.kind === "linear" && listing.tiers.length === 0 ? tiersOf(listing.base) : listing.tiers;
  return { ...listing, key, venue, tiers, enforcesReduceOnly: listing.kind !== "spot" };
}

function unfollowed(listing: Listing, key: ListingKey): Followed {
  return { listing, key, followers: 0, stop: () => undefined, version: 0, rates: new Map() };
}

function hearQuote(one: Followed, quote: Quote): void {
  one.quote = quote;
  if (quote.fundingRate === undefined || quote.nextFundingMs === undefined) return;
  one.rates.clear();
  one.rates.set(quote.nextFundingMs, quote.fundingRate);
}

function momentOf(one: Followed | undefined, nowMs: number): MarketMoment | undefined {
  const { book, quote } = one ?? {};
  if (one === undefined || book === undefined || quote === undefined) return undefined;
  if (nowMs - book.atMs > STALE_AFTER_MS || nowMs - quote.atMs > STALE_AFTER_MS) return undefined;
  const last = quote.last ?? book.bids[0]?.price ?? book.asks[0]?.price;
  if (last === undefined) return undefined;
  const mark = quote.mark ?? last;
  return {
    listing: one.listing.key,
    atMs: nowMs,
    version: one.version,
    bids: book.bids,
    asks: book.asks,
    last,
    mark,
    index: quote.index ?? mark,
    trades: [],
    ...(quote.fundingRate === undefined ? {} : { fundingRate: quote.fundingRate }),
    ...(quote.nextFundingMs === undefined ? {} : { nextFundingMs: quote.nextFundingMs }),
  };
}

function once(run: () => void): Stop {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
