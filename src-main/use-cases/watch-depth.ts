// How deep the markets are that somebody plans with: the book as it comes, and the market's day once an hour.
import { dailyMarket, type MarketDepth } from "../../src-core/market/depth.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { MarketPort, Stop } from "../ports/exchange.ts";
import { applyPortfolio } from "./apply.ts";
import { every } from "./every.ts";
import type { Runtime } from "./runtime.ts";

/** Days that the mean volume and the volatility are taken over, and the one under way. */
const DAYS = 31;
const LOOK_EVERY_MS = 60_000;
const DAY_HOLDS_MS = 3_600_000;

export interface DepthWatch {
  /** Follows exactly these listings; of others nothing stays known. */
  follow(listings: ReadonlySet<ListingKey>): void;
  stop(): void;
}

interface Followed {
  readonly market: MarketPort;
  stop: Stop;
  depth: MarketDepth;
  /** When the day was last asked for. */
  askedMs: number;
}

/** Follows each listing once; what comes goes into the portfolio, where plans and the gate find it. */
export function depthWatch(runtime: Runtime): DepthWatch {
  const { clock, venues } = runtime.ports;
  const followed = new Map<ListingKey, Followed>();

  function put(listing: ListingKey, entry: Followed, news: MarketDepth): void {
    if (followed.get(listing) !== entry) return;
    entry.depth = { ...entry.depth, ...news };
    applyPortfolio(runtime, { kind: "depth", listing, depth: entry.depth });
  }

  function begin(listing: ListingKey): void {
    const market = venues.get(runtime.state.portfolio.listings[listing]?.venue ?? "")?.market;
    if (market === undefined) return;
    const entry: Followed = { market, stop: () => undefined, depth: {}, askedMs: 0 };
    followed.set(listing, entry);
    put(listing, entry, {});
    // Our own time: its age is how long nothing came.
    entry.stop = market.watchBook(listing, (book) => {
      put(listing, entry, { book: { ...book, atMs: clock.nowMs() } });
    });
    void readDay(listing, entry);
  }

  async function readDay(listing: ListingKey, entry: Followed): Promise<void> {
    entry.askedMs = clock.nowMs();
    const days = await entry.market.candles(listing, "1d", DAYS);
    const daily = days.ok ? dailyMarket(days.value) : undefined;
    if (daily !== undefined) put(listing, entry, { daily });
  }

  function end(listing: ListingKey, { stop }: Followed): void {
    stop();
    followed.delete(listing);
    applyPortfolio(runtime, { kind: "depth", listing });
  }

  const stopLooking = every(clock, LOOK_EVERY_MS, () => {
    const nowMs = clock.nowMs();
    for (const [listing, entry] of followed) {
      const holdsMs = entry.depth.daily === undefined ? 0 : DAY_HOLDS_MS;
      if (nowMs - entry.askedMs >= holdsMs) void readDay(listing, entry);
    }
  });

  return {
    follow(listings) {
      for (const [listing, entry] of [...followed]) if (!listings.has(listing)) end(listing, entry);
      for (const listing of listings) if (!followed.has(listing)) begin(listing);
    },
    stop() {
      stopLooking();
      for (const { stop } of followed.values()) stop();
      followed.clear();
    },
  };
}
