import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import { changePosition } from "./position-change.ts";

const fill = fc.record({
  lots: fc.integer({ min: -5_000, max: 5_000 }).filter((count) => count !== 0),
  ticks: fc.integer({ min: 1, max: 999_999 }),
});
const FLAT = { quantitySigned: ZERO, costSigned: ZERO };

function walk(fills: readonly { readonly lots: number; readonly ticks: number }[]) {
  let held = FLAT;
  const realised: Decimal[] = [];
  const cash: Decimal[] = [];
  for (const { lots, ticks } of fills) {
    const change = Decimal.fromUnits(BigInt(lots), 3);
    const price = Decimal.fromUnits(BigInt(ticks), 1);
    const next = changePosition(held, change, price);
    realised.push(next.realised);
    cash.push(change.times(price).negated());
    held = next;
  }
  return { held, realised: sum(realised), cash: sum(cash) };
}

describe("a position through its fills", () => {
  it("realised plus what is still invested is exactly the cash that moved", () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 30 }), (fills) => {
        const { held, realised, cash } = walk(fills);
        expect(realised.minus(held.costSigned).equals(cash)).toBe(true);
      }),
    );
  });

  it("a round trip back to flat leaves no cost behind", () => {
    fc.assert(
      fc.property(
        fc.array(fill, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 999_999 }),
        (fills, ticks) => {
          const net = fills.reduce((total, each) => total + each.lots, 0);
          fc.pre(net !== 0);
          const { held, realised, cash } = walk([...fills, { lots: -net, ticks }]);
          expect(held.quantitySigned.isZero() && held.costSigned.isZero()).toBe(true);
          expect(realised.equals(cash)).toBe(true);
        },
      ),
    );
  });

  it("cost has the sign of the quantity", () => {
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 30 }), (fills) => {
        const { held } = walk(fills);
        expect(held.costSigned.sign()).toBe(held.quantitySigned.sign());
      }),
    );
  });
});
