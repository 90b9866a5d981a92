// Candles: a seeded past that ends at the present price, and live ones built from trades.
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Market, PublicTrade } from "./market.ts";
import { seededRandom } from "./seeded-random.ts";

const INTERVALS: Readonly<Record<string, number>> = {
  "1m": 60_000,
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "4h": 14_400_000,
  "1d": 86_400_000,
};

/** One row of `GET /fapi/v1/klines`. */
export type KlineRow = readonly [
  number,
  string,
  string,
  string,
  string,
  string,
  number,
  string,
  number,
  string,
  string,
  string,
];

interface Bar {
  readonly startMs: number;
  readonly open: Decimal;
  high: Decimal;
  low: Decimal;
  close: Decimal;
  volume: Decimal;
}

function row(bar: Bar, span: number): KlineRow {
  const end = bar.startMs + span - 1;
  const turnover = bar.volume.times(bar.close).toString();
  const { open, high, low, close, volume } = bar;
  const texts = [open, high, low, close, volume].map(String) as [string, string, string, string, string];
  return [bar.startMs, ...texts, end, turnover, 100, volume.toString(), turnover, "0"];
}

export class KlineBuilder {
  private readonly live = new Map<string, Bar>();
  private readonly market: Market;
  private readonly now: () => number;

  constructor(market: Market, now: () => number) {
    this.market = market;
    this.now = now;
    market.listen((change) => {
      if (change.kind === "trade") this.add(change.symbol, change.trade);
    });
  }

  /** The live kline of every interval, in the shape of the stream's `k`. */
  current(symbol: string): readonly (readonly [string, Record<string, unknown>])[] {
    return Object.entries(INTERVALS).flatMap(([interval, span]) => {
      const bar = this.live.get(`${symbol}|${interval}`);
      if (bar === undefined) return [];
      const [t, o, h, l, c, v, T] = row(bar, span);
      return [[interval, { t, T, s: symbol, i: interval, o, h, l, c, v, x: false }] as const];
    });
  }

  /** The last `limit` rows, oldest first; the past is the same for the same symbol, interval and time. */
  rows(symbol: string, interval: string, limit: number): readonly KlineRow[] | undefined {
    const span = INTERVALS[interval];
    if (span === undefined) return undefined;
    const end = Math.floor(this.now() / span) * span;
    const { instrument, last } = this.market.of(symbol);
    const bars: Bar[] = [];
    let close = this.live.get(`${symbol}|${interval}`)?.open ?? last;
    for (let startMs = end - span; bars.length < limit - 1; startMs -= span) {
      const random = seededRandom(startMs / 1000 + symbol.charCodeAt(0));
      const move = (size: number): Decimal =>
        close.times(Decimal.of(((random() - 0.5) * size).toFixed(6))).toStep(instrument.tick, "half-even");
      const open = close.plus(move(0.004));
      const wick = move(0.002).abs();
      const volume = Decimal.of((random() * 50 + 1).toFixed(instrument.quantityPrecision));
      bars.push({
        startMs,
        open,
        close,
        high: open.max(close).plus(wick),
        low: open.min(close).minus(wick),
        volume,
      });
      close = open;
    }
    const live = this.live.get(`${symbol}|${interval}`) ?? this.flat(end, last);
    return [...bars.reverse(), live].map((bar) => row(bar, span));
  }

  private flat(startMs: number, price: Decimal): Bar {
    return { startMs, open: price, high: price, low: price, close: price, volume: Decimal.of("0") };
  }

  private add(symbol: string, trade: PublicTrade): void {
    for (const [interval, span] of Object.entries(INTERVALS)) {
      const startMs = Math.floor(this.now() / span) * span;
      const key = `${symbol}|${interval}`;
      const known = this.live.get(key);
      const bar = known?.startMs === startMs ? known : this.flat(startMs, trade.price);
      bar.high = bar.high.max(trade.price);
      bar.low = bar.low.min(trade.price);
      bar.close = trade.price;
      bar.volume = bar.volume.plus(trade.quantity);
      this.live.set(key, bar);
    }
  }
}
