// Books and trades of what the ladders look at: gathered as they come, shown at a steady pace, bounded, and dropped when nobody looks.
import type { BookView } from "../../src-core/contract/views.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { OrderBook } from "../../src-core/market/order-book.ts";
import type { PublicTrade } from "../../src-core/market/public-trade.ts";
import type { Stop } from "../ports/exchange.ts";
import { every } from "./every.ts";
import type { Runtime } from "./runtime.ts";
import { bookView } from "./views/book-view.ts";

/** A ladder is read at a glance: more often cannot be seen. */
const SHOW_EVERY_MS = 50;
const MAX_TRADES = 40;

export interface BookWatch {
  /** What a window's ladder shows, until it says otherwise; nothing stops it. */
  look(window: string, listings: readonly ListingKey[]): void;
  leave(window: string): void;
  stop(): void;
}

interface Followed {
  readonly stops: readonly Stop[];
  book?: OrderBook;
  trades: readonly PublicTrade[];
  readonly showsTrades: boolean;
  changed: boolean;
}

/** Follows each listing once, whoever looks; `show` gets what changed since the last time. */
export function bookWatch(
  runtime: Runtime,
  show: (book: BookView) => void,
  hide: (id: string) => void,
): BookWatch {
  const looking = new Map<string, readonly ListingKey[]>();
  const followed = new Map<ListingKey, Followed>();

  function follow(key: ListingKey): void {
    const listing = runtime.state.portfolio.listings[key];
    const market = runtime.ports.venues.get(listing?.venue ?? "")?.market;
    if (market === undefined) return;
    const stops: Stop[] = [];
    const entry: Followed = {
      stops,
      trades: [],
      showsTrades: market.watchTrades !== undefined,
      changed: true,
    };
    followed.set(key, entry);
    stops.push(
      market.watchBook(key, (book) => {
        // Our own time: the age on the screen is how long nothing came.
        entry.book = { ...book, atMs: runtime.ports.clock.nowMs() };
        entry.changed = true;
      }),
    );
    const tradesStop = market.watchTrades?.(key, (trade) => {
      entry.trades = [trade, ...entry.trades].slice(0, MAX_TRADES);
      entry.changed = true;
    });
    if (tradesStop !== undefined) stops.push(tradesStop);
  }

  function refresh(): void {
    const wanted = new Set([...looking.values()].flat());
    for (const [key, { stops }] of [...followed]) {
      if (wanted.has(key)) continue;
      for (const stop of stops) stop();
      followed.delete(key);
      hide(key);
    }
    for (const key of wanted) if (!followed.has(key)) follow(key);
  }

  const stopShowing = every(runtime.ports.clock, SHOW_EVERY_MS, () => {
    for (const [key, entry] of followed) {
      const listing = runtime.state.portfolio.listings[key];
      if (!entry.changed || listing === undefined) continue;
      entry.changed = false;
      show(bookView(listing, entry.book, entry.showsTrades ? entry.trades : undefined));
    }
  });

  return {
    look(window, listings) {
      looking.set(window, listings);
      refresh();
    },
    leave(window) {
      looking.delete(window);
      refresh();
    },
    stop() {
      stopShowing();
      for (const { stops } of followed.values()) for (const stop of stops) stop();
      followed.clear();
    },
  };
}
