import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { stepBy } from "./step-by.ts";

describe("stepBy", () => {
  it.each([
    ["100", "0.5", 1, "100.5"],
    ["100", "0.5", -10, "95.0"],
    ["100.3", "0.5", 1, "100.5"],
    ["100.3", "0.5", -1, "100.0"],
    ["", "0.001", 10, "0.010"],
    ["0.5", "1", -1, "0"],
    ["x", "1", 1, "x"],
    ["1", "0", 1, "1"],
    ["1", "", 1, "1"],
    ["1", "1", 0.5, "1"],
  ])("%s by %s x %d is %s", (text, step, times, expected) => {
    expect(stepBy(text, step, times)).toBe(expected);
  });

  const step = fc.constantFrom("0.5", "0.001", "5", "1", "0.25");
  const text = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((units) => Decimal.fromUnits(BigInt(units), 3).toString());
  const times = fc.integer({ min: -20, max: 20 }).filter((count) => count !== 0);

  it("always lands on a multiple of the step, moved in the direction of the key", () => {
    fc.assert(
      fc.property(text, step, times, (from, size, count) => {
        const to = Decimal.of(stepBy(from, size, count));
        expect(to.isMultipleOf(Decimal.of(size))).toBe(true);
        expect(to.isNegative()).toBe(false);
        const moved = to.compare(Decimal.of(from));
        const atZero = to.isZero() && Decimal.of(from).isZero();
        expect(moved).toBe(atZero ? 0 : Math.sign(count));
      }),
    );
  });

  it("comes back: as many steps down as up", () => {
    fc.assert(
      fc.property(text, step, times, (from, size, count) => {
        const start = stepBy(from, size, Math.abs(count));
        const again = stepBy(stepBy(start, size, Math.abs(count)), size, -Math.abs(count));
        expect(again).toBe(start);
      }),
    );
  });
});
