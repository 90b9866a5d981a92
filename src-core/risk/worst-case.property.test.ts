import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { explorePaths, type PathOrder } from "./testing/fill-paths.ts";
import { furthest, worstCase, worstCaseValue, type OpenExposure } from "./worst-case.ts";

const pathOrder: fc.Arbitrary<PathOrder> = fc.record({
  side: fc.constantFrom("buy", "sell"),
  units: fc.integer({ min: 0, max: 3 }),
  clamped: fc.boolean(),
});
const price = fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined });
const position = fc.integer({ min: -6, max: 6 });

function exposureOf(order: PathOrder, own?: number): OpenExposure {
  const open = { side: order.side, remaining: Decimal.fromInteger(order.units), clamped: order.clamped };
  return own === undefined ? open : { ...open, price: Decimal.fromInteger(own) };
}

describe("worst case", () => {
  it("is exactly the furthest long and short that any order of fills reaches", () => {
    fc.assert(
      fc.property(position, fc.array(pathOrder, { maxLength: 5 }), (held, orders) => {
        const paths = explorePaths(held, orders);
        const worst = worstCase(
          Decimal.fromInteger(held),
          orders.map((order) => exposureOf(order)),
        );
        expect([worst.highestSigned.toString(), worst.lowestSigned.toString()]).toEqual([
          String(paths.highest),
          String(paths.lowest),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it("in money is never below any reachable position at the market price", () => {
    fc.assert(
      fc.property(
        position,
        fc.array(fc.tuple(pathOrder, price), { maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        (held, orders, market) => {
          const paths = explorePaths(
            held,
            orders.map(([order]) => order),
          );
          const worst = worstCaseValue(
            Decimal.fromInteger(held),
            orders.map(([order, own]) => exposureOf(order, own)),
            Decimal.fromInteger(market),
          );
          const reached = Math.max(paths.highest, -paths.lowest, 0) * market;
          expect(furthest(worst).atLeast(Decimal.fromInteger(reached))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never shrinks when an order is added or grows", () => {
    fc.assert(
      fc.property(
        position,
        fc.array(fc.tuple(pathOrder, price), { maxLength: 4 }),
        fc.tuple(pathOrder, price),
        (held, orders, [extra, own]) => {
          const market = Decimal.fromInteger(100);
          const before = orders.map(([order, at]) => exposureOf(order, at));
          const value = (more: readonly OpenExposure[]): Decimal =>
            furthest(worstCaseValue(Decimal.fromInteger(held), [...before, ...more], market));
          const larger = { ...extra, units: extra.units + 1 };
          expect(value([exposureOf(extra, own)]).atLeast(value([]))).toBe(true);
          expect(value([exposureOf(larger, own)]).atLeast(value([exposureOf(extra, own)]))).toBe(true);
        },
      ),
    );
  });
});
