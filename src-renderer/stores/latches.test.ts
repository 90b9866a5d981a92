import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import { createLatches, isBeyond, LIMIT_NEAR, LIQUIDATION_NEAR } from "./latches.ts";

const told = (readings: readonly (string | undefined)[], mark = LIMIT_NEAR): readonly boolean[] => {
  const latches = createLatches();
  return readings.map((reading) => latches.turned("x", Decimal.parse(reading), mark));
};

test("a reading is told when it comes to its mark, and again only after it was clearly back", () => {
  expect(told(["10", "84.99", "85", "84", "86", "80.01", "90", "80", "85"])).toEqual([
    false,
    false,
    true,
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});

test("what stood beyond at first is history, and what is not known changes nothing", () => {
  expect(told(["90", "91"])).toEqual([false, false]);
  expect(told([undefined, "90"])).toEqual([false, true]);
  expect(told(["90", undefined, "91"])).toEqual([false, false, false]);
});

test("a distance is watched downwards", () => {
  expect(told(["30", "10", "11.9", "10", "12", "9"], LIQUIDATION_NEAR)).toEqual([
    false,
    true,
    false,
    false,
    false,
    true,
  ]);
});

test("a reading that stays within the band of its mark never turns", () => {
  const inside = fc
    .integer({ min: 8_001, max: 8_499 })
    .map((hundredths) => Decimal.fromUnits(BigInt(hundredths), 2));
  fc.assert(
    fc.property(fc.boolean(), fc.array(inside), (was, readings) =>
      readings.every((reading) => isBeyond(was, reading, LIMIT_NEAR) === was),
    ),
  );
});
