// The public side of Binance USD-M: keyless, one for all accounts.
import type { Candle, CandleInterval } from "../../../../src-core/market/candle.ts";
import type { Listing, ListingKey, PositionTier } from "../../../../src-core/market/listing.ts";
import type { OrderBook } from "../../../../src-core/market/order-book.ts";
import type { PublicTrade } from "../../../../src-core/market/public-trade.ts";
import type { Quote } from "../../../../src-core/market/quote.ts";
import { succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { MarketPort, Stop } from "../../../ports/exchange.ts";
import { isJson, textOf } from "../json-fields.ts";
import { StreamHub } from "../stream-hub.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";
import { watchMergedQuote, type QuoteStreams } from "./merged-quote.ts";
import { readListings, withVersions } from "./read-listing.ts";
import { readBook, readCandles, readPublicTrade } from "./read-market.ts";
import { VENUE } from "./read-order.ts";

/** The venue's most rows per request. */
const MOST_CANDLES = 1500;

/** The stream that a public message belongs to. */
function streamOf(message: unknown): string | undefined {
  if (!isJson(message)) return undefined;
  const symbol = textOf(message["s"])?.toLowerCase();
  if (symbol === undefined) return undefined;
  switch (message["e"]) {
    case "bookTicker":
      return `${symbol}@bookTicker`;
    case "depthUpdate":
      return `${symbol}@depth20@100ms`;
    case "markPriceUpdate":
      return `${symbol}@markPrice@1s`;
    case "aggTrade":
      return `${symbol}@aggTrade`;
    default:
      return undefined;
  }
}

export class BinanceMarket implements MarketPort {
  readonly venue = VENUE;
  private readonly session: BinanceSession;
  private readonly books: StreamHub;
  private readonly prices: StreamHub;
  private known: ReadonlyMap<ListingKey, Listing> = new Map();
  private loading: Promise<Outcome<readonly Listing[]>> | undefined;

  constructor(session: BinanceSession) {
    this.session = session;
    const { source, context } = session;
    const hub = (category: string): StreamHub => {
      const address = async (): Promise<string> =>
        `${String((await source.get()).getWsUrl("future", category))}/0`;
      return new StreamHub({ source, clock: context.clock, address, streamOf });
    };
    this.books = hub("public");
    this.prices = hub("market");
  }

  async listings(refresh = false): Promise<Outcome<readonly Listing[]>> {
    if (this.known.size > 0 && !refresh) return succeed([...this.known.values()]);
    // A failed load is not kept: the next call asks again.
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    return this.loading;
  }

  /** A listing that has been loaded. */
  listing(key: ListingKey): Listing | undefined {
    return this.known.get(key);
  }

  /** Whether a keyed account has brought the tiers. */
  get hasTiers(): boolean {
    return [...this.known.values()].some((listing) => listing.tiers.length > 0);
  }

  /** Tiers by venue symbol, which only a keyed account can read; until then listings have none. */
  learnTiers(tiers: ReadonlyMap<string, readonly PositionTier[]>): void {
    const all = [...this.known.values()];
    this.known = new Map(all.map((it) => [it.key, { ...it, tiers: tiers.get(it.venueSymbol) ?? it.tiers }]));
  }

  async candles(
    listing: ListingKey,
    interval: CandleInterval,
    limit: number,
  ): Promise<Outcome<readonly Candle[]>> {
    const rows = String(Math.min(MOST_CANDLES, Math.max(1, Math.trunc(limit))));
    const result = await this.session.ask(
      "klines",
      { symbol: symbolOf(listing), interval, limit: rows },
      "ask",
    );
    return readBody(result, "candles", readCandles);
  }

  watchQuote(listing: ListingKey, hear: (quote: Quote) => void): Stop {
    const symbol = symbolOf(listing).toLowerCase();
    const streams: QuoteStreams = {
      book: (listener) => this.books.subscribe(`${symbol}@bookTicker`, listener),
      mark: (listener) => this.prices.subscribe(`${symbol}@markPrice@1s`, listener),
      last: (listener) => this.prices.subscribe(`${symbol}@aggTrade`, listener),
    };
    return watchMergedQuote(listing, streams, this.session.context.clock, hear);
  }

  watchBook(listing: ListingKey, hear: (book: OrderBook) => void): Stop {
    return this.books.subscribe(`${symbolOf(listing).toLowerCase()}@depth20@100ms`, {
      heard: (message) => {
        const book = readBook(message, listing);
        if (book !== undefined) hear(book);
      },
      lost: () => undefined,
    });
  }

  watchTrades(listing: ListingKey, hear: (trade: PublicTrade) => void): Stop {
    return this.prices.subscribe(`${symbolOf(listing).toLowerCase()}@aggTrade`, {
      heard: (message) => {
        const trade = readPublicTrade(message, listing);
        if (trade !== undefined) hear(trade);
      },
      lost: () => undefined,
    });
  }

  async close(): Promise<void> {
    this.books.close();
    this.prices.close();
    await this.session.close();
  }

  private async load(): Promise<Outcome<readonly Listing[]>> {
    const read = readBody(await this.session.ask("exchangeInfo", {}, "ask"), "listings", readListings);
    if (!read.ok) return read;
    const listings = withVersions(this.known, read.value);
    this.known = new Map(listings.map((listing) => [listing.key, listing]));
    return succeed(listings);
  }
}

/** The venue's symbol in a listing key of ours. */
export function symbolOf(listing: ListingKey): string {
  return listing.startsWith(`${VENUE}:`) ? listing.slice(VENUE.length + 1) : listing;
}
