// A market that moves: a seeded walk of every symbol, with public trades that reach resting orders.
import { Decimal } from "../../src-core/money/decimal.ts";
import { ladder, type SymbolMarket } from "../venues/binance-usdm/market.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";

const EVERY_MS = 1000;
const LEVELS = 20;

/** Moves one symbol by so many ticks; the book is one tick wide and this deep on each level. */
export function moveTo(scene: Scene, it: SymbolMarket, bid: Decimal, depth: string): void {
  const { market } = scene.venue.venue;
  const { instrument } = it;
  const at = bid.max(instrument.tick);
  const book = ladder(instrument, at, at.plus(instrument.tick), Decimal.of(depth), LEVELS);
  market.setBook(instrument.symbol, book.bids, book.asks);
  market.setMark(instrument.symbol, at);
}

function step(scene: Scene, it: SymbolMarket, chance: Random): void {
  const { market } = scene.venue.venue;
  const { instrument } = it;
  const size = Math.max(
    1,
    Math.round(instrument.startPrice.dividedBy(instrument.tick, 0, "half-even").toFloat() / 4000),
  );
  const ticks = Decimal.fromInteger(chance.between(-size, size));
  const bid = market.touch(instrument.symbol, "SELL").plus(instrument.tick.times(ticks));
  moveTo(scene, it, bid, (chance.next() * 2 + 0.05).toFixed(instrument.quantityPrecision));
  const buyerIsMaker = chance.chance(0.5);
  const price = market.touch(instrument.symbol, buyerIsMaker ? "SELL" : "BUY");
  const quantity = Decimal.of((chance.next() * 0.2 + 0.01).toFixed(instrument.quantityPrecision));
  market.trade(instrument.symbol, { price, quantity, buyerIsMaker });
}

/** Walks until the world ends. */
export function walkMarket(scene: Scene): void {
  const chance = scene.random("market");
  const { world, venue } = scene;
  const beat = (): void => {
    for (const it of venue.venue.market.all()) if (it.status === "TRADING") step(scene, it, chance);
    scene.trace.add(
      "market",
      venue.venue.market
        .all()
        .map(({ mark }) => mark.toString())
        .join(" "),
    );
    world.schedule(EVERY_MS, "market", beat);
  };
  world.schedule(EVERY_MS, "market", beat);
}
