import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { type BandCosts, type NoTradeBand, noTradeBand } from "./no-trade-band.ts";

const GRID = 40;

const costs = fc
  .record({
    c: fc.integer({ min: 0, max: 1000 }),
    f: fc.integer({ min: 0, max: 1000 }),
    s: fc.integer({ min: 1, max: 3000 }),
    l: fc.integer({ min: 1, max: 100_000 }),
  })
  .filter(({ c, f }) => c + f > 0)
  .map(({ c, f, s, l }): BandCosts => ({
    proportionalCost: Decimal.fromUnits(BigInt(c), 5),
    fixedCost: Decimal.fromUnits(BigInt(f), 6),
    volatility: Decimal.fromUnits(BigInt(s), 3),
    penalty: Decimal.fromUnits(BigInt(l), 3),
  }));

function bandOf(given: BandCosts): NoTradeBand {
  const band = noTradeBand(given);
  if (!band.ok) throw new Error(band.failure.message);
  return band.value;
}

/** The definition as it is written down; traded to the edge itself without a fixed cost, it is c s^2/(2b). */
function bandCost(given: BandCosts, a: number, b: number): number {
  const [c, f] = [given.proportionalCost.toFloat(), given.fixedCost.toFloat()];
  const [variance, penalty] = [given.volatility.toFloat() ** 2, given.penalty.toFloat()];
  const trading =
    a === b && f === 0 ? (c * variance) / (2 * b) : ((f + c * (b - a)) * variance) / (b * b - a * a);
  return trading + (penalty * (a * a + b * b)) / 6;
}

describe("the no-trade band", () => {
  it("no band of a grid around it costs less", () => {
    fc.assert(
      fc.property(costs, (given) => {
        const band = bandOf(given);
        const least = band.annualCost.toFloat();
        const reach = band.trigger.toFloat() * 3;
        for (let j = 1; j <= GRID; j += 1) {
          for (let i = 0; i < j; i += 1) {
            const other = bandCost(given, (reach * i) / GRID, (reach * j) / GRID);
            if (other < least * (1 - 1e-6) - 1e-9) expect(other).toBeGreaterThanOrEqual(least);
          }
        }
      }),
    );
  });

  it("the cost that it states is the cost of the band that it names", () => {
    fc.assert(
      fc.property(costs, (given) => {
        const band = bandOf(given);
        fc.pre(band.trigger.toFloat() > 1e-4);
        const again = bandCost(given, band.tradeTo.toFloat(), band.trigger.toFloat());
        expect(Math.abs(again / band.annualCost.toFloat() - 1)).toBeLessThan(1e-3);
      }),
    );
  });

  it("never trades past the target nor beyond the trigger", () => {
    fc.assert(
      fc.property(costs, (given) => {
        const band = bandOf(given);
        expect(band.tradeTo.isNegative()).toBe(false);
        expect(band.tradeTo.atMost(band.trigger)).toBe(true);
      }),
    );
  });

  it("dearer trading never narrows the trigger", () => {
    fc.assert(
      fc.property(costs, (given) => {
        const dearer = { ...given, proportionalCost: given.proportionalCost.plus(Decimal.of("0.001")) };
        expect(bandOf(dearer).trigger.atLeast(bandOf(given).trigger)).toBe(true);
        const costlier = { ...given, fixedCost: given.fixedCost.plus(Decimal.of("0.001")) };
        expect(bandOf(costlier).trigger.atLeast(bandOf(given).trigger)).toBe(true);
      }),
    );
  });
});
