import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { advance, type PriceAlert, readAlert } from "./price-alert.ts";

const LEVEL = Decimal.of("1000");
const ALERT: PriceAlert = { id: "a", listing: "paper:BTC", level: LEVEL, state: "waiting", repeats: false };
const price = fc.integer({ min: 990, max: 1010 }).map((whole) => Decimal.fromInteger(whole));
const walk = fc.array(price, { minLength: 1, maxLength: 60 });

/** The prices at which it fired. */
function fired(alert: PriceAlert, prices: readonly Decimal[]): readonly string[] {
  let held = alert;
  const at: string[] = [];
  for (const next of prices) {
    const step = advance(held, next, 1);
    held = step.alert;
    if (step.fired) at.push(next.toString());
  }
  return at;
}

const texts = (...prices: readonly string[]) => prices.map((text) => Decimal.of(text));

describe("a price alert", () => {
  test("fires at most once unless it repeats", () => {
    fc.assert(fc.property(walk, (prices) => fired(ALERT, prices).length <= 1));
  });

  test("never fires on its first price, whichever side it is on", () => {
    fc.assert(fc.property(price, (first) => fired(ALERT, [first]).length === 0));
  });

  test("fires when the price came from one side and reached the level, and only then", () => {
    fc.assert(
      fc.property(walk, (prices) => {
        const [first] = prices;
        if (first === undefined) return;
        const below = first.lessThan(LEVEL);
        const reached = prices.slice(1).some((next) => (below ? next.atLeast(LEVEL) : next.atMost(LEVEL)));
        expect(fired(ALERT, prices).length).toBe(reached ? 1 : 0);
      }),
    );
  });

  test("that repeats needs the price to leave the band before it can fire again", () => {
    const repeating = { ...ALERT, repeats: true };
    expect(fired(repeating, texts("999", "1000", "999.5", "1000.5", "999.5", "1000"))).toEqual(["1000"]);
    expect(fired(repeating, texts("999", "1000", "998.9", "1000"))).toEqual(["1000", "1000"]);
  });

  test("is read back from its text, and anything else is not", () => {
    const alert = { ...ALERT, state: "fired" as const, firedAtMs: 5 };
    expect(readAlert(JSON.parse(JSON.stringify(alert)))).toEqual(alert);
    for (const wrong of [
      null,
      {},
      { ...alert, level: "0" },
      { ...alert, level: "x" },
      { ...alert, state: "?" },
    ])
      expect(readAlert(JSON.parse(JSON.stringify(wrong)))).toBeUndefined();
  });
});
