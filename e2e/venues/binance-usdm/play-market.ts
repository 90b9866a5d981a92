// What moves the market: nothing, a seeded walk, or the real frames of a recording, looping.
import { existsSync } from "node:fs";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { ladder, type Market, type SymbolMarket } from "./market.ts";
import { loadRecording, playRecording } from "./recording.ts";
import { seededRandom } from "./seeded-random.ts";

export type MarketPlan =
  | { readonly kind: "still" }
  | { readonly kind: "walk"; readonly seed: number; readonly everyMs?: number }
  /** Recordings by symbol; a symbol without one walks. */
  | { readonly kind: "replay"; readonly files: Readonly<Record<string, string>>; readonly seed: number };

const STEP_MS = 200;

function step(market: Market, it: SymbolMarket, random: () => number): void {
  const { instrument } = it;
  const { symbol } = instrument;
  const ticks = Decimal.fromInteger(Math.round((random() - 0.5) * 12));
  const bid = market.touch(symbol, "SELL").plus(instrument.tick.times(ticks)).max(instrument.tick);
  const ask = bid.plus(instrument.tick);
  const quantity = Decimal.of((random() * 8 + 0.5).toFixed(instrument.quantityPrecision));
  const book = ladder(instrument, bid, ask, quantity);
  market.setBook(symbol, book.bids, book.asks);
  const buyerIsMaker = random() < 0.5;
  const traded = Decimal.of((random() * 0.9 + 0.1).toFixed(instrument.quantityPrecision));
  market.trade(symbol, { price: buyerIsMaker ? bid : ask, quantity: traded, buyerIsMaker });
}

function walk(market: Market, symbols: readonly string[], seed: number, everyMs: number): () => void {
  const random = seededRandom(seed);
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    for (const symbol of symbols) {
      const it = market.of(symbol);
      step(market, it, random);
      if (count % Math.ceil(1000 / everyMs) === 0) market.setMark(symbol, market.touch(symbol, "SELL"));
    }
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}

/** Starts the plan; the answer stops it. */
export function playMarket(market: Market, plan: MarketPlan): () => void {
  const all = market.all().map((it) => it.instrument.symbol);
  if (plan.kind === "still") return () => undefined;
  if (plan.kind === "walk") return walk(market, all, plan.seed, plan.everyMs ?? STEP_MS);
  const recorded = all.filter((symbol) => existsSync(plan.files[symbol] ?? ""));
  const stops = recorded.map((symbol) =>
    playRecording(market, symbol, loadRecording(plan.files[symbol] ?? "")),
  );
  const rest = all.filter((symbol) => !recorded.includes(symbol));
  stops.push(walk(market, rest, plan.seed, STEP_MS));
  return () => {
    for (const stop of stops) stop();
  };
}
