import fc from "fast-check";
import { expect, it } from "vitest";
import { profit, settleNotional } from "../market/contract-math.ts";
import type { PositionTier } from "../market/listing.ts";
import { Decimal, ONE, ZERO, sum } from "../money/decimal.ts";
import { type LiquidationInput, liquidationPrice } from "./liquidation.ts";
import { maintenanceMargin } from "./maintenance.ts";

const amount = (max: number) =>
  fc.integer({ min: 1, max }).map((units) => Decimal.fromUnits(BigInt(units), 2));

/** Tables as venues make them: rising rates, deductions that keep maintenance margin continuous. */
const tiers: fc.Arbitrary<readonly PositionTier[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 1, max: 40 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((steps) => {
    const table: PositionTier[] = [];
    for (const [width, rise] of steps) {
      const last = table.at(-1);
      const floor = last?.cap ?? ZERO;
      const rate = (last?.maintenanceRate ?? ZERO).plus(Decimal.fromUnits(BigInt(rise), 3));
      const step = rate.minus(last?.maintenanceRate ?? rate);
      table.push({
        floor,
        cap: floor.plus(Decimal.fromInteger(width)),
        maxLeverage: ONE,
        maintenanceRate: rate,
        maintenanceDeduction: (last?.maintenanceDeduction ?? ZERO).plus(floor.times(step)),
      });
    }
    return table;
  });

const position = fc
  .record({ size: amount(10_000_000), entryPrice: amount(100_000), long: fc.boolean() })
  .map(({ size, entryPrice, long }) => ({ quantitySigned: long ? size : size.negated(), entryPrice }));

const input: fc.Arbitrary<LiquidationInput> = fc.record({
  kind: fc.constantFrom("linear" as const, "inverse" as const),
  walletBalance: amount(100_000_000),
  otherMaintenance: fc.constant(ZERO),
  otherUnrealised: fc.constant(ZERO),
  positions: fc.array(position, { minLength: 1, maxLength: 2 }),
  tiers,
});

/** Margin balance minus maintenance margin at a price, straight from the definition. */
function roomAt(given: LiquidationInput, price: Decimal): Decimal {
  const parts = given.positions.map(({ quantitySigned, entryPrice }) => {
    const needed = maintenanceMargin(given.tiers, settleNotional(given.kind, quantitySigned, price)) ?? ZERO;
    return profit(given.kind, quantitySigned, entryPrice, price).minus(needed);
  });
  return given.walletBalance.plus(sum(parts));
}

/** What is at stake, to measure rounding against. */
function scaleOf(given: LiquidationInput, price: Decimal): Decimal {
  const parts = given.positions.map((row) => settleNotional(given.kind, row.quantitySigned, price));
  return given.walletBalance.plus(sum(parts)).plus(ONE);
}

it("at the liquidation price, margin balance equals maintenance margin", () => {
  fc.assert(
    fc.property(input, (given) => {
      const price = liquidationPrice(given);
      // Below this the price's own rounding outweighs what is at stake.
      if (price?.greaterThan(Decimal.of("0.0001")) !== true) return;
      const error = roomAt(given, price).abs();
      expect(error.lessThan(scaleOf(given, price).times(Decimal.of("0.000000001")))).toBe(true);
    }),
  );
});

it("one position without a liquidation price has room at every price", () => {
  const one = input.map((given) => ({ ...given, positions: given.positions.slice(0, 1) }));
  fc.assert(
    fc.property(one, fc.array(amount(1_000_000_000), { minLength: 1, maxLength: 5 }), (given, prices) => {
      fc.pre(liquidationPrice(given) === undefined);
      for (const price of prices) expect(roomAt(given, price).isPositive()).toBe(true);
    }),
  );
});

it("more money moves a long's liquidation down and a short's up", () => {
  const one = input.map((given) => ({ ...given, positions: given.positions.slice(0, 1) }));
  fc.assert(
    fc.property(one, amount(1_000_000), (given, more) => {
      const before = liquidationPrice(given);
      const after = liquidationPrice({ ...given, walletBalance: given.walletBalance.plus(more) });
      if (before === undefined) expect(after).toBeUndefined();
      if (before === undefined || after === undefined) return;
      const long = given.positions[0]?.quantitySigned.isPositive();
      expect(long ? after.atMost(before) : after.atLeast(before)).toBe(true);
    }),
  );
});
