// The public side over real sockets: listings, candles, merged quotes, books, and what a drop does to them.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import type { OrderBook } from "../../../../src-core/market/order-book.ts";
import type { Quote } from "../../../../src-core/market/quote.ts";
import { ccxtVenues } from "../ccxt-venues.ts";
import type { MarketPort, VenuePort } from "../../../ports/exchange.ts";
import { handClock, type HandClock } from "../testing/hand-clock.ts";
import { BTC, d, must, openKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let clock: HandClock;
let port: VenuePort;
let market: MarketPort;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1" }] });
  clock = handClock();
  const [only] = ccxtVenues({ clock, relay: venue.url });
  if (only === undefined) throw new Error("no venue");
  port = only;
  market = port.market;
});

afterEach(async () => {
  await market.close();
  await venue.close();
});

const asked = (path: string): number => venue.truth.requests.filter((it) => it.path === path).length;

describe("listings", () => {
  it("are read once, without a key, with every filter exact", async () => {
    const [listings, again] = await Promise.all([must(market.listings()), must(market.listings())]);
    await must(market.listings());
    expect(again).toBe(listings);
    expect(asked("/fapi/v1/exchangeInfo")).toBe(1);
    expect(listings.map((it) => it.venueSymbol)).toEqual(["BTCUSDT", "ETHUSDT", "SOLUSDT"]);
    expect(listings[0]).toMatchObject({
      key: BTC,
      name: "BTC/USDT:USDT",
      kind: "linear",
      version: 1,
      tick: d("0.1"),
      lot: d("0.001"),
      minNotional: d("100"),
      maxQuantity: d("1000"),
      maxMarketQuantity: d("120"),
      status: "active",
      tiers: [],
    });
    expect(venue.truth.requests.every((it) => it.apiKey === undefined)).toBe(true);
  });

  it("can be had after a first failure", async () => {
    venue.control.failNext("GET /fapi/v1/exchangeInfo", "503-unknown");
    expect(await market.listings()).toMatchObject({ ok: false, failure: { code: "venue-read-failed" } });
    expect(await must(market.listings())).toHaveLength(3);
  });

  it("get a new version when their status changes, and keep it when nothing does", async () => {
    await must(market.listings());
    venue.control.setStatus("SOLUSDT", "SETTLING");
    const versions = (await must(market.listings(true))).map((it) => [it.base, it.version, it.status]);
    expect(versions).toEqual([
      ["BTC", 1, "active"],
      ["ETH", 1, "active"],
      ["SOL", 2, "settling"],
    ]);
    expect((await must(market.listings(true)))[2]?.version).toBe(2);
  });

  it("gain their position tiers when an account with a key connects", async () => {
    const kit = await openKit(venue.url);
    await kit.connect();
    const [btc] = await must(kit.port.market.listings());
    expect(btc?.tiers[1]).toEqual({
      floor: d("300000"),
      cap: d("800000"),
      maxLeverage: d("100"),
      maintenanceRate: d("0.005"),
      maintenanceDeduction: d("300"),
    });
    await kit.close();
  });
});

describe("candles", () => {
  it("come exact, oldest first, as many as asked for", async () => {
    await must(market.listings());
    const candles = await must(market.candles(BTC, "5m", 120));
    expect(candles).toHaveLength(120);
    expect(
      candles.every(
        (it, index) => index === 0 || it.startMs - (candles[index - 1]?.startMs ?? 0) === 300_000,
      ),
    ).toBe(true);
    expect(
      candles.every((it) => it.high.atLeast(it.open.max(it.close)) && it.low.atMost(it.open.min(it.close))),
    ).toBe(true);
  });

  it("of a listing that is not there are a failure", async () => {
    await must(market.listings());
    expect(await market.candles("binance-usdm:NOPE", "1m", 10)).toMatchObject({
      ok: false,
      failure: { code: "venue-read-failed" },
    });
  });
});

describe("watchQuote", () => {
  const last = (quotes: readonly Quote[]): Quote | undefined => quotes.at(-1);

  it("merges best prices, mark and last trade into one quote", async () => {
    const quotes: Quote[] = [];
    const stop = market.watchQuote(BTC, (quote) => quotes.push(quote));
    await clock.until(
      "both parts",
      () => last(quotes)?.bid !== undefined && last(quotes)?.mark !== undefined,
    );
    venue.control.setTouch("BTCUSDT", "61810.1", "61810.2", "3.5");
    venue.control.trade("BTCUSDT", "61810.2", "0.1", "BUY");
    await clock.until("the trade", () => last(quotes)?.last !== undefined);
    expect(last(quotes)).toMatchObject({
      listing: BTC,
      bid: d("61810.1"),
      bidQuantity: d("3.5"),
      ask: d("61810.2"),
      mark: d("61800"),
      fundingRate: d("0.0001"),
      last: d("61810.2"),
    });
    stop();
    stop();
    await clock.until("no listener", () => venue.truth.streamListeners("btcusdt@bookTicker") === 0);
  });

  it("leaves the mark out when it is older than three seconds", async () => {
    const quotes: Quote[] = [];
    market.watchQuote(BTC, (quote) => quotes.push(quote));
    await clock.until(
      "both parts",
      () => last(quotes)?.bid !== undefined && last(quotes)?.mark !== undefined,
    );
    clock.advance(3_100);
    const before = quotes.length;
    venue.control.setTouch("BTCUSDT", "61820.1", "61820.2");
    await clock.until("a new quote", () => quotes.length > before);
    expect(last(quotes)).toMatchObject({ bid: d("61820.1") });
    expect(last(quotes)?.mark).toBeUndefined();
  });

  it("comes back after a drop, and shares one stream between listeners", async () => {
    const [first, second]: [Quote[], Quote[]] = [[], []];
    market.watchQuote(BTC, (quote) => first.push(quote));
    market.watchQuote(BTC, (quote) => second.push(quote));
    await clock.until("quotes", () => first.length > 0 && second.length > 0);
    expect(venue.truth.streamListeners("btcusdt@bookTicker")).toBe(1);
    venue.control.dropMarketStreams();
    await clock.until("a new subscription", () => venue.truth.streamListeners("btcusdt@bookTicker") === 1);
    const before = second.length;
    venue.control.setTouch("BTCUSDT", "61830.1", "61830.2");
    await clock.until(
      "quotes again",
      () => second.length > before && last(second)?.bid?.equals(d("61830.1")) === true,
    );
  });
});

describe("watchBook", () => {
  it("shows twenty levels of each side, best first, whole each time", async () => {
    const books: OrderBook[] = [];
    market.watchBook(BTC, (book) => books.push(book));
    await clock.until("a book", () => books.length > 0);
    venue.control.setTouch("BTCUSDT", "61700.0", "61700.5", "1.25");
    await clock.until("the change", () => books.at(-1)?.bids[0]?.price.equals(d("61700")) === true);
    const book = books.at(-1);
    expect(book?.bids).toHaveLength(20);
    expect(book?.asks).toHaveLength(20);
    expect(book?.asks[1]).toEqual({ price: d("61700.6"), quantity: d("1.25") });
    expect(book?.bids[19]?.price).toEqual(d("61698.1"));
  });
});

describe("many subscriptions", () => {
  it("leave in few messages", async () => {
    for (const symbol of ["BTCUSDT", "ETHUSDT", "SOLUSDT"]) {
      market.watchQuote(`binance-usdm:${symbol}`, () => undefined);
      market.watchBook(`binance-usdm:${symbol}`, () => undefined);
    }
    await clock.until("all", () =>
      ["btcusdt@bookTicker", "ethusdt@depth20@100ms", "solusdt@aggTrade", "solusdt@markPrice@1s"].every(
        (stream) => venue.truth.streamListeners(stream) === 1,
      ),
    );
    expect(venue.truth.subscriptionMessages()).toBeLessThanOrEqual(4);
  });
});
