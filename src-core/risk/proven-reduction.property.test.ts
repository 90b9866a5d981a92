import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { explorePaths, type PathOrder } from "./testing/fill-paths.ts";
import { proveReduction } from "./proven-reduction.ts";

const order: fc.Arbitrary<PathOrder> = fc.record({
  side: fc.constantFrom("buy", "sell"),
  units: fc.integer({ min: 1, max: 4 }),
  clamped: fc.boolean(),
});

function prove(held: number, own: PathOrder, others: readonly PathOrder[], fresh = true) {
  const exits = others
    .filter((other) => other.side === own.side)
    .reduce((sum, other) => sum + other.units, 0);
  return proveReduction({
    positionSigned: Decimal.fromInteger(held),
    fresh,
    side: own.side,
    quantity: Decimal.fromInteger(own.units),
    clamped: own.clamped,
    otherExits: Decimal.fromInteger(exits),
  });
}

describe("proven reduction", () => {
  it("takes the position nearer to zero with every fill, whatever fills around it", () => {
    let proven = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: -6, max: 6 }),
        order,
        fc.array(order, { maxLength: 3 }),
        (held, own, others) => {
          if (!prove(held, own, others).proven) return;
          proven += 1;
          expect(explorePaths(held, [{ ...own, watched: true }, ...others]).watchedCanRaise).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(proven).toBeGreaterThan(50);
  });

  it("from a stale reading holds whatever the position became meanwhile", () => {
    let proven = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: -6, max: 6 }),
        fc.integer({ min: -6, max: 6 }),
        order,
        fc.array(order, { maxLength: 3 }),
        (believed, real, own, others) => {
          if (!prove(believed, own, others, false).proven) return;
          proven += 1;
          expect(explorePaths(real, [{ ...own, watched: true }, ...others]).watchedCanRaise).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(proven).toBeGreaterThan(50);
  });

  it("is given to an order alone that is no larger than its fresh position", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (size, units, short) => {
          const own: PathOrder = { side: short ? "buy" : "sell", units, clamped: false };
          expect(prove(short ? -size : size, own, []).proven).toBe(units <= size);
        },
      ),
    );
  });
});
