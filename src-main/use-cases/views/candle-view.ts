// A candle as the chart reads it.
import type { CandleView } from "../../../src-core/contract/views.ts";
import type { Candle } from "../../../src-core/market/candle.ts";

/** Exact texts of a candle's prices and volume. */
export function candleView(candle: Candle): CandleView {
  return {
    startMs: candle.startMs,
    open: candle.open.toString(),
    high: candle.high.toString(),
    low: candle.low.toString(),
    close: candle.close.toString(),
    volume: candle.volume.toString(),
  };
}
