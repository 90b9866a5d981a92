import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { Candle } from "./candle.ts";
import { dailyMarket, levelsFor } from "./depth.ts";
import type { Quote } from "./quote.ts";

const d = (text: string): Decimal => Decimal.of(text);
const level = (price: string) => ({ price: d(price), quantity: d("1") });
const book = { listing: "x", bids: [level("99")], asks: [level("101")], atMs: 100_000 };
const quote: Quote = { listing: "x", bid: d("99"), ask: d("101"), atMs: 100_000 };

describe("the levels that a taker meets", () => {
  it("are the asks for a buy and the bids for a sell", () => {
    expect(levelsFor({ book }, "buy", quote, 100_000)).toBe(book.asks);
    expect(levelsFor({ book }, "sell", quote, 100_000)).toBe(book.bids);
  });

  it("hold three seconds, or a minute while the book begins where the quote does", () => {
    const moved = { ...quote, ask: d("100.9") };
    expect(levelsFor({ book }, "buy", moved, 103_000)).toBe(book.asks);
    expect(levelsFor({ book }, "buy", moved, 103_001)).toBeUndefined();
    expect(levelsFor({ book }, "buy", quote, 160_000)).toBe(book.asks);
    expect(levelsFor({ book }, "buy", quote, 160_001)).toBeUndefined();
  });

  it("are not known without a book, a touch, or a level", () => {
    expect(levelsFor({}, "buy", quote, 100_000)).toBeUndefined();
    expect(levelsFor({ book }, "buy", { listing: "x", atMs: 100_000 }, 100_000)).toBeUndefined();
    expect(levelsFor({ book: { ...book, asks: [] } }, "buy", quote, 100_000)).toBeUndefined();
  });
});

describe("a market's day", () => {
  const day = (close: string, volume = "10"): Candle => ({
    startMs: 0,
    open: d(close),
    high: d(close),
    low: d(close),
    close: d(close),
    volume: d(volume),
  });

  it("is the mean volume and the deviation of the closes' logarithms, without the day under way", () => {
    // Four moves of ln(1.1), up and down in turn: mean 0, deviation ln(1.1) x sqrt(4 / 3) = 0.11005472.
    const days = [day("100", "1"), day("110", "2"), day("100", "3"), day("110", "4"), day("100", "5")];
    const found = dailyMarket([...days, day("900", "900")]);
    expect([found?.volume.toString(), found?.volatility.toString()]).toEqual(["3", "0.11005472"]);
  });

  it("is not known from fewer than five whole days, without trades, or without a move", () => {
    const four = [day("100"), day("110"), day("100"), day("110")];
    expect(dailyMarket([...four, day("100")])).toBeUndefined();
    expect(dailyMarket([...four, day("100"), day("100")])).toBeDefined();
    expect(dailyMarket(Array.from({ length: 6 }, () => day("100")))).toBeUndefined();
    expect(
      dailyMarket([...four, day("100"), day("1")].map((one) => ({ ...one, volume: d("0") }))),
    ).toBeUndefined();
  });
});
