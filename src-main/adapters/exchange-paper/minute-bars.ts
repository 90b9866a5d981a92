// One-minute bars of a synthetic price: the path gives open and close, the law of a Brownian bridge gives the wicks.
// Larger candles are folds of these, so that an hour contains its minutes exactly.
import { hashOf } from "./noise.ts";
import { minuteVolatility, type PathShape, pathStretch } from "./price-path.ts";

/** A synthetic instrument in whole ticks and lots. */
export interface InstrumentShape {
  readonly path: PathShape;
  readonly tickSize: number;
  /** Lots that trade in a usual minute. */
  readonly lotsPerMinute: number;
}

/** Log prices, and volume in whole lots. */
export interface LogBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lots: number;
}

const LUCK = 101;
/** -2 ln(u) at 4096 midpoints: how far a bridge strays, squared, in variances. */
const STRAYS = Float64Array.from({ length: 4_096 }, (_, index) => -2 * Math.log((index + 0.5) / 4_096));

/** One bar over `count` whole minutes from `firstMinute` (since 1970); `count` is at least 1. */
export function barOver(shape: InstrumentShape, firstMinute: number, count: number): LogBar {
  const { logPrices, volatility } = pathStretch(shape.path, firstMinute, count + 1);
  const unit = minuteVolatility(shape.path);
  let high = -Infinity;
  let low = Infinity;
  let lots = 0;
  for (let index = 0; index < count; index += 1) {
    // One hash a minute: twelve bits for each wick, eight for the volume.
    const luck = hashOf(shape.path.seed + LUCK, firstMinute + index);
    const from = logPrices[index] ?? 0;
    const to = logPrices[index + 1] ?? 0;
    const factor = volatility[index] ?? 1;
    const variance = unit * unit * factor * factor;
    high = Math.max(high, (from + to + bridge(luck >>> 20, to - from, variance)) / 2);
    low = Math.min(low, (from + to - bridge((luck >>> 8) & 0xfff, to - from, variance)) / 2);
    lots += minuteLots(shape, (luck & 0xff) / 256, factor);
  }
  return { open: logPrices[0] ?? 0, high, low, close: logPrices[count] ?? 0, lots };
}

/** Twice the distance of a bridge's extreme from the middle of its ends: sqrt(d^2 - 2 v ln u), u by its place in the table. */
function bridge(place: number, rise: number, variance: number): number {
  return Math.sqrt(rise * rise + variance * (STRAYS[place] ?? 0));
}

/** Busier when volatile; at least one lot. */
function minuteLots(shape: InstrumentShape, luck: number, volatility: number): number {
  return 1 + Math.floor(shape.lotsPerMinute * volatility * (0.35 + 1.95 * luck * luck));
}

/** Nearest whole tick of a log price. */
export function ticksOf(shape: InstrumentShape, logPrice: number): number {
  return Math.max(1, Math.round(Math.exp(logPrice) / shape.tickSize));
}
