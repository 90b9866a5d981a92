import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CANDLE_INTERVALS,
  type Candle,
  type CandleInterval,
  INTERVAL_MS,
} from "../../../src-core/market/candle.ts";
import { sum } from "../../../src-core/money/decimal.ts";
import type { MarketSource } from "./market-source.ts";
import { PAPER_LISTINGS } from "./paper-listings.ts";
import { pathShape, pathStretch } from "./price-path.ts";
import { syntheticMarket } from "./synthetic-market.ts";

const market = syntheticMarket("laws", PAPER_LISTINGS);
const listing = fc.constantFrom(...PAPER_LISTINGS.map((each) => each.key));
const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });

async function read(
  key: string,
  interval: CandleInterval,
  limit: number,
  nowMs: number,
  of: MarketSource = market,
) {
  const answer = await of.candles(key, interval, limit, nowMs);
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

const text = (value: unknown) => JSON.stringify(value);

describe("the synthetic market", () => {
  it("is the same from the same seed and another from another", async () => {
    await fc.assert(
      fc.asyncProperty(listing, time, async (key, nowMs) => {
        const twin = syntheticMarket("laws", PAPER_LISTINGS);
        const other = syntheticMarket("others", PAPER_LISTINGS);
        expect(text(twin.moment(key, nowMs, nowMs - 1_000))).toBe(
          text(market.moment(key, nowMs, nowMs - 1_000)),
        );
        expect(text(await read(key, "1m", 5, nowMs, twin))).toBe(text(await read(key, "1m", 5, nowMs)));
        expect(text(other.moment(key, nowMs, nowMs))).not.toBe(text(market.moment(key, nowMs, nowMs)));
      }),
      { numRuns: 30 },
    );
  });

  it("the last candle of every interval closes at the last price", async () => {
    await fc.assert(
      fc.asyncProperty(listing, time, fc.constantFrom(...CANDLE_INTERVALS), async (key, nowMs, interval) => {
        const candle = (await read(key, interval, 2, nowMs)).at(-1);
        expect(candle?.close.toString()).toBe(market.moment(key, nowMs, nowMs)?.last.toString());
        expect((candle?.startMs ?? 0) + INTERVAL_MS[interval]).toBeGreaterThan(nowMs);
      }),
      { numRuns: 60 },
    );
  });

  it("a candle is exactly its minutes: open, extremes, close and volume", async () => {
    await fc.assert(
      fc.asyncProperty(
        listing,
        time,
        fc.constantFrom<CandleInterval>("5m", "15m", "1h", "4h"),
        async (key, nowMs, interval) => {
          const large = (await read(key, interval, 2, nowMs))[0];
          if (large === undefined) throw new Error("no candle");
          const minutes = await read(
            key,
            "1m",
            INTERVAL_MS[interval] / 60_000,
            large.startMs + INTERVAL_MS[interval] - 1,
          );
          expect(text(large)).toBe(text(joined(minutes)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("a finished minute is exactly its slots, and opens where the one before closed", async () => {
    await fc.assert(
      fc.asyncProperty(listing, time, async (key, nowMs) => {
        const startMs = Math.floor(nowMs / 60_000) * 60_000;
        const [before, minute] = await read(key, "1m", 3, startMs + 60_000);
        const lastPrices = Array.from({ length: 240 }, (_, slot) => {
          const atMs = startMs + slot * 250;
          const moment = market.moment(key, atMs, atMs - 250);
          if (moment === undefined) throw new Error("no moment");
          return moment;
        });
        if (minute === undefined) throw new Error("no minute");
        const prices = lastPrices.map((moment) => moment.last);
        expect(prices.reduce((top, price) => top.max(price)).toString()).toBe(minute.high.toString());
        expect(prices.reduce((low, price) => low.min(price)).toString()).toBe(minute.low.toString());
        expect(prices[0]?.toString()).toBe(minute.open.toString());
        expect(before?.close.toString()).toBe(minute.open.toString());
        const traded = sum(lastPrices.flatMap((moment) => moment.trades.map((trade) => trade.quantity)));
        expect(traded.toString()).toBe(minute.volume.toString());
      }),
      { numRuns: 10 },
    );
  });

  it("quotes a book without a cross, with the last price at the touch", () => {
    fc.assert(
      fc.property(listing, time, (key, nowMs) => {
        const moment = market.moment(key, nowMs, nowMs);
        const [bid, ask] = [moment?.bids[0]?.price, moment?.asks[0]?.price];
        if (moment === undefined || bid === undefined || ask === undefined) throw new Error("no touch");
        expect(bid.lessThan(ask)).toBe(true);
        expect(moment.last.equals(bid) || moment.last.equals(ask)).toBe(true);
        moment.bids.slice(1).forEach((level, index) => {
          expect(level.price.lessThan(moment.bids[index]?.price ?? level.price)).toBe(true);
        });
        moment.asks.slice(1).forEach((level, index) => {
          expect(level.price.greaterThan(moment.asks[index]?.price ?? level.price)).toBe(true);
        });
      }),
    );
  });

  it("moves about as much as it was asked to", () => {
    for (const [name, asked] of [
      ["BTC", 0.5],
      ["ETH", 0.65],
      ["SOL", 0.85],
    ] as const) {
      const shape = pathShape("volatility", name, 100, asked);
      const year = pathStretch(shape, 29_000_000, 525_600).logPrices;
      const hourly = annualised(year, 60);
      expect(hourly / asked).toBeGreaterThan(0.85);
      expect(hourly / asked).toBeLessThan(1.15);
      expect(annualised(year, 1_440) / asked).toBeGreaterThan(0.7);
      expect(annualised(year, 1_440) / asked).toBeLessThan(1.3);
    }
  });

  it("gives a minute the same price whatever stretch it is read in", () => {
    const shape = pathShape("laws", "BTC", 65_000, 0.5);
    fc.assert(
      fc.property(fc.integer({ min: 26_000_000, max: 34_000_000 }), fc.nat(3_000), (first, into) => {
        const long = pathStretch(shape, first, into + 1).logPrices[into];
        expect(pathStretch(shape, first + into, 1).logPrices[0]).toBe(long);
      }),
    );
  });
});

function annualised(logPrices: Float64Array, lag: number): number {
  let squares = 0;
  let count = 0;
  for (let index = 0; index + lag < logPrices.length; index += lag) {
    const move = (logPrices[index + lag] ?? 0) - (logPrices[index] ?? 0);
    squares += move * move;
    count += 1;
  }
  return Math.sqrt((squares / count) * (525_600 / lag));
}

function joined(minutes: readonly Candle[]): Candle {
  const [first, last] = [minutes[0], minutes.at(-1)];
  if (first === undefined || last === undefined) throw new Error("no minutes");
  return {
    startMs: first.startMs,
    open: first.open,
    high: minutes.reduce((top, each) => top.max(each.high), first.high),
    low: minutes.reduce((low, each) => low.min(each.low), first.low),
    close: last.close,
    volume: sum(minutes.map((each) => each.volume)),
  };
}
