import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import type { BookLevel } from "./order-book.ts";
import { type DailyMarket, sweep } from "./sweep.ts";

const d = (text: string): Decimal => Decimal.of(text);
const DAY: DailyMarket = { volume: d("1000"), volatility: d("0.04") };

const asks = fc
  .array(fc.record({ step: fc.integer({ min: 0, max: 500 }), lots: fc.integer({ min: 1, max: 9_000 }) }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((rows) => {
    let units = 1_000_000n;
    return rows.map(({ step, lots }, index): BookLevel => {
      if (index > 0) units += BigInt(step);
      return { price: Decimal.fromUnits(units, 1), quantity: Decimal.fromUnits(BigInt(lots), 3) };
    });
  });
const quantity = fc.integer({ min: 1, max: 200_000 }).map((lots) => Decimal.fromUnits(BigInt(lots), 3));

const held = (levels: readonly BookLevel[]): Decimal => sum(levels.map((level) => level.quantity));

describe("a sweep", () => {
  it("within the first level is at no distance", () => {
    const [levels] = [[{ price: d("100"), quantity: d("2") }]];
    expect(sweep(levels, d("2"), undefined)).toEqual({ weighted: ZERO, furthest: ZERO });
  });

  it("counts each level at its own distance from the best, for buys and for sells", () => {
    const up = [
      { price: d("100"), quantity: d("1") },
      { price: d("101"), quantity: d("1") },
      { price: d("104"), quantity: d("5") },
    ];
    const swept = sweep(up, d("3"), undefined);
    expect([swept?.weighted.toString(), swept?.furthest.toString()]).toEqual(["0.05", "0.04"]);
    const down = up.map((level) => ({ ...level, price: d("200").minus(level.price) }));
    expect(sweep(down, d("3"), undefined)?.weighted.toString()).toBe("0.05");
  });

  it("beyond what is visible is the square-root law's, on top of the last level, or unknown", () => {
    const levels = [
      { price: d("100"), quantity: d("1") },
      { price: d("102"), quantity: d("1") },
    ];
    expect(sweep(levels, d("2.001"), undefined)).toBeUndefined();
    // 0.04 x sqrt(10 / 1000) = 0.004 beyond the 2 % of the last level.
    const swept = sweep(levels, d("12"), DAY);
    expect(swept?.furthest.toString()).toBe("0.024");
    expect(swept?.weighted.toString()).toBe("0.26");
  });

  it("without any level is the law's alone", () => {
    expect(sweep([], d("10"), undefined)).toBeUndefined();
    expect(sweep([], d("10"), DAY)?.furthest.toString()).toBe("0.004");
  });

  it("lies between no distance and its furthest, which a larger quantity never brings nearer", () => {
    fc.assert(
      fc.property(asks, quantity, quantity, (levels, one, more) => {
        const [near, far] = [sweep(levels, one, DAY), sweep(levels, one.plus(more), DAY)];
        if (near === undefined || far === undefined) throw new Error("the law covers every quantity");
        expect(near.weighted.isNegative()).toBe(false);
        expect(near.weighted.atMost(one.times(near.furthest))).toBe(true);
        expect(near.furthest.atMost(far.furthest)).toBe(true);
        expect(near.weighted.atMost(far.weighted)).toBe(true);
      }),
    );
  });

  it("is known without a day exactly where the levels hold the quantity, and then needs none", () => {
    fc.assert(
      fc.property(asks, quantity, (levels, wanted) => {
        const bare = sweep(levels, wanted, undefined);
        expect(bare !== undefined).toBe(wanted.atMost(held(levels)));
        if (bare !== undefined) expect(bare).toEqual(sweep(levels, wanted, DAY));
      }),
    );
  });
});
