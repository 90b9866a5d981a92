// Candles of a recorded market, made from the trades that have been played so far.
import { type Candle, type CandleInterval, INTERVAL_MS } from "../../../src-core/market/candle.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";

export interface RecordedCandles {
  add(atMs: number, price: Decimal, quantity: Decimal): void;
  /** Oldest first; intervals without a trade have no candle. */
  candles(interval: CandleInterval, limit: number): readonly Candle[];
}

export function recordedCandles(): RecordedCandles {
  const minutes: Candle[] = [];
  return {
    add(atMs, price, quantity) {
      const startMs = startOf(atMs, "1m");
      const made = { startMs, open: price, high: price, low: price, close: price, volume: quantity };
      const last = minutes.at(-1);
      if (last?.startMs === startMs) minutes[minutes.length - 1] = joined(last, made);
      else minutes.push(made);
    },
    candles(interval, limit) {
      const larger: Candle[] = [];
      for (const minute of minutes) {
        const candle = { ...minute, startMs: startOf(minute.startMs, interval) };
        const last = larger.at(-1);
        if (last?.startMs === candle.startMs) larger[larger.length - 1] = joined(last, candle);
        else larger.push(candle);
      }
      return larger.slice(-limit);
    },
  };
}

function startOf(atMs: number, interval: CandleInterval): number {
  return Math.floor(atMs / INTERVAL_MS[interval]) * INTERVAL_MS[interval];
}

function joined(first: Candle, second: Candle): Candle {
  return {
    ...first,
    high: first.high.max(second.high),
    low: first.low.min(second.low),
    close: second.close,
    volume: first.volume.plus(second.volume),
  };
}
