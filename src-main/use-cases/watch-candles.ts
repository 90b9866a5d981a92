// The last candle of each watched chart, built from quotes between readings of the venue's own candles.
import type { LiveCandleView } from "../../src-core/contract/views.ts";
import { INTERVAL_MS, type Candle, type CandleInterval } from "../../src-core/market/candle.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import { ZERO, type Decimal } from "../../src-core/money/decimal.ts";
import { every } from "./every.ts";
import { candleView } from "./views/candle-view.ts";
import type { Runtime } from "./runtime.ts";

/** How often the venue's own candle replaces the one made of quotes: volume and missed extremes come from it. */
const READ_EVERY_MS = 15_000;

export interface CandleWatch {
  look(window: string, listing: ListingKey, interval: CandleInterval): void;
  leave(window: string): void;
  heardQuote(quote: Quote): void;
  stop(): void;
}

interface Watched {
  readonly listing: ListingKey;
  readonly interval: CandleInterval;
}

/** Watches one chart a window; `show` gets each changed candle, `hide` those nobody looks at any more. */
export function candleWatch(
  runtime: Runtime,
  show: (candle: LiveCandleView) => void,
  hide: (id: string) => void,
): CandleWatch {
  const looking = new Map<string, Watched>();
  const candles = new Map<string, Candle>();

  async function read(watched: Watched): Promise<void> {
    const id = candleId(watched);
    const latest = await runtime.ports.venues
      .get(runtime.state.portfolio.listings[watched.listing]?.venue ?? "")
      ?.market.candles(watched.listing, watched.interval, 1);
    const candle = latest?.ok === true ? latest.value.at(-1) : undefined;
    if (candle !== undefined && isWatched(id)) put(id, candle);
  }

  function isWatched(id: string): boolean {
    return [...looking.values()].some((watched) => candleId(watched) === id);
  }

  function put(id: string, candle: Candle): void {
    candles.set(id, candle);
    show({ id, ...candleView(candle) });
  }

  function forget(): void {
    for (const id of [...candles.keys()]) {
      if (isWatched(id)) continue;
      candles.delete(id);
      hide(id);
    }
  }

  const timer = every(runtime.ports.clock, READ_EVERY_MS, () => {
    for (const watched of looking.values()) void read(watched);
  });

  return {
    look(window, listing, interval) {
      const watched = { listing, interval };
      looking.set(window, watched);
      forget();
      void read(watched);
    },
    leave(window) {
      looking.delete(window);
      forget();
    },
    heardQuote(quote) {
      const price = quote.last ?? quote.mark;
      if (price === undefined) return;
      for (const watched of looking.values()) {
        if (watched.listing !== quote.listing) continue;
        const id = candleId(watched);
        put(id, grown(candles.get(id), price, quote.atMs, INTERVAL_MS[watched.interval]));
      }
    },
    stop: timer,
  };
}

/** `listing|interval`. */
function candleId(watched: Watched): string {
  return `${watched.listing}|${watched.interval}`;
}

/** A candle with one more price in it, or the next candle when its time is over. */
export function grown(candle: Candle | undefined, price: Decimal, atMs: number, intervalMs: number): Candle {
  const startMs = Math.floor(atMs / intervalMs) * intervalMs;
  if (candle === undefined || candle.startMs < startMs) {
    return { startMs, open: price, high: price, low: price, close: price, volume: ZERO };
  }
  return { ...candle, high: candle.high.max(price), low: candle.low.min(price), close: price };
}
