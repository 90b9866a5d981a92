import { expect, test } from "vitest";
import { order } from "../../../e2e/fixtures/scene-entities.ts";
import type { BookView, OrderView } from "../../../src-core/contract/views.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { fittingTicks, gatherDepth, marketAgainst, ownLevels, rowPrices, topAround } from "./ladder-model.ts";

const ONE = Decimal.of("1");
const book = (venue: string, change: Partial<BookView> = {}): BookView => ({
  id: `${venue}:BTCUSDT`,
  venue,
  multiplier: "1",
  bids: [
    ["100.4", "2"],
    ["100.1", "3"],
  ],
  asks: [["100.6", "5"]],
  ...change,
});

test("bids gather downwards and asks upwards, so that no row is better than the book", () => {
  const depth = gatherDepth([book("a")], ONE, ONE);
  expect(depth.bids.get("100")?.quantity.toString()).toBe("5");
  expect(depth.asks.get("101")?.quantity.toString()).toBe("5");
  expect([depth.bestBid?.toString(), depth.bestAsk?.toString()]).toEqual(["100.4", "100.6"]);
});

test("levels of several venues add up in underlying units and say whose they are", () => {
  const thousands = book("b", { multiplier: "1000", bids: [["100400", "0.001"]], asks: [] });
  const depth = gatherDepth([book("a"), thousands], ONE, ONE);
  const level = depth.bids.get("100");
  expect(level?.quantity.toString()).toBe("6");
  expect([...(level?.venues ?? [])].map(([venue, part]) => [venue, part.toString()])).toEqual([
    ["a", "5"],
    ["b", "1"],
  ]);
});

test("own orders stand at their row with what is left of them, stops at their trigger", () => {
  const own = (id: string, change: Partial<OrderView>) => order(id, change)[2] as OrderView;
  const levels = ownLevels(
    [
      own("x", { side: "buy", price: "100.7", quantity: "3", filled: "1" }),
      own("y", { side: "buy", price: "100.2", quantity: "1", filled: "0" }),
      own("z", { side: "sell", price: "90", trigger: "99.5", quantity: "1", filled: "0" }),
    ],
    ONE,
  );
  expect(levels.get("buy 100")?.quantity.toString()).toBe("3");
  expect(levels.get("buy 100")?.orders).toHaveLength(2);
  expect(levels.get("sell 100")?.orders).toHaveLength(1);
});

test("rows run from the top down around the market, and the market may leave them", () => {
  const top = topAround(Decimal.of("100.4"), ONE, 5);
  const prices = rowPrices(top, ONE, 5);
  expect(prices.map(String)).toEqual(["102", "101", "100", "99", "98"]);
  const depth = gatherDepth([book("a")], ONE, ONE);
  expect(marketAgainst(depth, prices)).toBe("within");
  expect(marketAgainst(depth, rowPrices(Decimal.of("90"), ONE, 5))).toBe("above");
  expect(marketAgainst(gatherDepth([], ONE, ONE), prices)).toBe("unknown");
  expect(rowPrices(ONE, ONE, 3).map(String)).toEqual(["1"]);
});

test("as fits: the fewest ticks with which the depth stands in half of the rows", () => {
  const tick = Decimal.of("0.1");
  expect(fittingTicks([book("a")], tick, 6)).toBe(1);
  expect(fittingTicks([book("a")], tick, 4)).toBe(5);
  expect(fittingTicks([], tick, 4)).toBe(1);
});
