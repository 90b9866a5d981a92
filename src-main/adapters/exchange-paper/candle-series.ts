// Candles of a synthetic instrument for any interval and time; finished ones are remembered, the last one is still open.
import { type Candle, type CandleInterval, INTERVAL_MS } from "../../../src-core/market/candle.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { barOver, type InstrumentShape, ticksOf } from "./minute-bars.ts";
import { type MinuteSlots, minuteAt, slotAt } from "./minute-slots.ts";

/** Prices in whole ticks, volume in whole lots. */
interface TickBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lots: number;
}

export interface CandleSeries {
  /** Oldest first; the last one contains `nowMs` and closes at the current price. */
  candles(interval: CandleInterval, limit: number, nowMs: number): readonly Candle[];
}

/** Finished candles kept per instrument; the oldest are computed again when asked for. */
const MAX_KEPT = 8_000;
const MINUTE_MS = 60_000;

export function candleSeries(
  shape: InstrumentShape,
  tick: Decimal,
  lot: Decimal,
  slots: (minute: number) => MinuteSlots,
): CandleSeries {
  const kept = new Map<string, Candle>();

  function finished(interval: CandleInterval, startMs: number): Candle {
    const key = `${interval}${startMs}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = candleOf(
      startMs,
      whole(shape, minuteAt(startMs), INTERVAL_MS[interval] / MINUTE_MS),
      tick,
      lot,
    );
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? "");
    kept.set(key, made);
    return made;
  }

  function forming(startMs: number, nowMs: number): Candle {
    const now = minuteAt(nowMs);
    const current = upTo(slots(now), slotAt(nowMs));
    const minutes = now - minuteAt(startMs);
    const bar = minutes === 0 ? current : joined(whole(shape, minuteAt(startMs), minutes), current);
    return candleOf(startMs, bar, tick, lot);
  }

  return {
    candles(interval, limit, nowMs) {
      const length = INTERVAL_MS[interval];
      const lastStart = Math.floor(nowMs / length) * length;
      const before = Array.from({ length: Math.max(0, limit - 1) }, (_, index) =>
        finished(interval, lastStart - (limit - 1 - index) * length),
      );
      return [...before, forming(lastStart, nowMs)];
    },
  };
}

function whole(shape: InstrumentShape, firstMinute: number, count: number): TickBar {
  const bar = barOver(shape, firstMinute, count);
  return {
    open: ticksOf(shape, bar.open),
    high: ticksOf(shape, bar.high),
    low: ticksOf(shape, bar.low),
    close: ticksOf(shape, bar.close),
    lots: bar.lots,
  };
}

function upTo(slots: MinuteSlots, slot: number): TickBar {
  const prices = slots.ticks.subarray(0, slot + 1);
  return {
    open: prices[0] ?? 0,
    high: prices.reduce((top, price) => Math.max(top, price), 0),
    low: prices.reduce((bottom, price) => Math.min(bottom, price), Infinity),
    close: prices[slot] ?? 0,
    lots: slots.lots.subarray(0, slot + 1).reduce((sum, lots) => sum + lots, 0),
  };
}

function joined(first: TickBar, second: TickBar): TickBar {
  return {
    open: first.open,
    high: Math.max(first.high, second.high),
    low: Math.min(first.low, second.low),
    close: second.close,
    lots: first.lots + second.lots,
  };
}

function candleOf(startMs: number, bar: TickBar, tick: Decimal, lot: Decimal): Candle {
  return {
    startMs,
    open: Decimal.fromInteger(bar.open).times(tick),
    high: Decimal.fromInteger(bar.high).times(tick),
    low: Decimal.fromInteger(bar.low).times(tick),
    close: Decimal.fromInteger(bar.close).times(tick),
    volume: Decimal.fromInteger(bar.lots).times(lot),
  };
}
