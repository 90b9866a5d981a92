import { describe, expect, it } from "vitest";
import { listingKey } from "../../../src-core/market/listing.ts";
import type { OrderBook } from "../../../src-core/market/order-book.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import { fail, succeed } from "../../../src-core/money/outcome.ts";
import type { MarketPort } from "../../ports/exchange.ts";
import { followedMarket } from "./followed-market.ts";
import type { MarketSource } from "./market-source.ts";
import { PAPER_LISTINGS } from "./paper-listings.ts";
import { BTC, dec } from "./testing/paper-desk.ts";

const LIVE = PAPER_LISTINGS.map((listing) => ({
  ...listing,
  venue: "live",
  key: listingKey("live", listing.venueSymbol),
}));

function livePort() {
  const ears = { quote: new Set<(quote: Quote) => void>(), book: new Set<(book: OrderBook) => void>() };
  const port: MarketPort = {
    venue: "live",
    listings: async () =>
      succeed([
        ...LIVE,
        ...LIVE.map((listing) => ({
          ...listing,
          key: `${listing.key}-C`,
          venueSymbol: `${listing.venueSymbol}-C`,
          settle: "USDC",
          quote: "USDC",
        })),
      ]),
    candles: async () => succeed([]),
    watchQuote(_listing, hear) {
      ears.quote.add(hear);
      return () => ears.quote.delete(hear);
    },
    watchBook(_listing, hear) {
      ears.book.add(hear);
      return () => ears.book.delete(hear);
    },
    close: async () => undefined,
  };
  return { port, ears };
}

async function followed(): Promise<{
  source: MarketSource;
  ears: ReturnType<typeof livePort>["ears"];
  tell: (atMs: number, last: string) => void;
}> {
  const { port, ears } = livePort();
  const source = followedMarket("paper", port);
  await source.listings();
  return {
    source,
    ears,
    tell(atMs, last) {
      const level = { price: dec(last), quantity: dec("1") };
      const ask = { price: dec(last).plus(dec("1")), quantity: dec("1") };
      const listing = "live:BTCUSDT";
      for (const hear of ears.book) hear({ listing, bids: [level], asks: [ask], atMs });
      for (const hear of ears.quote)
        hear({
          listing,
          last: dec(last),
          mark: dec(last),
          fundingRate: dec("0.0003"),
          nextFundingMs: 5_000,
          atMs,
        });
    },
  };
}

describe("a followed market", () => {
  it("trades the live listings in USDT under the paper venue's name", async () => {
    const { source } = await followed();
    const listed = await source.listings();
    const own = listed.ok ? listed.value : [];
    expect(own.map((listing) => listing.key)).toEqual(PAPER_LISTINGS.map((listing) => listing.key));
    expect(own.every((listing) => listing.venue === "paper")).toBe(true);
  });

  it("asks nothing before its listings are wanted, asks again after a failure, and carries the reason", async () => {
    const { port } = livePort();
    let asked = 0;
    const source = followedMarket("paper-live", {
      ...port,
      listings: async () => {
        asked += 1;
        return asked === 1 ? fail("offline", "live", "The venue cannot be reached.") : port.listings();
      },
    });
    expect(asked).toBe(0);
    expect(await source.listings()).toMatchObject({ ok: false, failure: { code: "offline" } });
    expect(source.listing("paper-live:BTCUSDT")).toBeUndefined();
    expect((await source.listings()).ok).toBe(true);
    expect(source.listing("paper-live:BTCUSDT")?.venue).toBe("paper-live");
  });

  it("has margin tiers for every future, though strangers are not told them", async () => {
    const { port } = livePort();
    const bare = async () => succeed(LIVE.map((listing) => ({ ...listing, base: "DOGE", tiers: [] })));
    const listed = await followedMarket("paper", { ...port, listings: bare }).listings();
    const tiers = (listed.ok ? listed.value : []).map(({ kind, tiers: own }) => [kind, own.length > 0]);
    expect(new Set(tiers.map(String))).toEqual(new Set(["linear,true", "spot,false"]));
  });

  it("knows a price only while it is followed and fresh", async () => {
    const { source, tell } = await followed();
    tell(1_000, "60000");
    expect(source.moment(BTC, 1_000, 0)).toBeUndefined();
    source.follow(BTC);
    tell(1_000, "60000");
    expect(source.moment(BTC, 6_000, 0)?.last.toString()).toBe("60000");
    expect(source.moment(BTC, 6_001, 0)).toBeUndefined();
  });

  it("knows none while the quote goes on and the book has stopped", async () => {
    const { source, ears, tell } = await followed();
    source.follow(BTC);
    tell(1_000, "60000");
    for (const hear of ears.quote) hear({ listing: "live:BTCUSDT", last: dec("60001"), atMs: 8_000 });
    expect(source.moment(BTC, 8_000, 0)).toBeUndefined();
  });

  it("subscribes once for all followers, and stops with the last of them", async () => {
    const { source, ears } = await followed();
    const [first, second] = [source.follow(BTC), source.follow(BTC)];
    expect(ears.book.size).toBe(1);
    first();
    first();
    expect(ears.book.size).toBe(1);
    second();
    expect([ears.book.size, ears.quote.size]).toEqual([0, 0]);
  });

  it("settles the last rate that it heard for a boundary", async () => {
    const { source, tell } = await followed();
    source.follow(BTC);
    tell(1_000, "60000");
    expect(source.fundingRate(BTC, 5_000)?.toString()).toBe("0.0003");
    expect(source.fundingRate(BTC, 6_000)).toBeUndefined();
  });
});
