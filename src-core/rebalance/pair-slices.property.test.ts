import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import { type PairLeg, type PairSlice, pairSlices } from "./pair-slices.ts";

const leg = fc
  .record({
    buys: fc.boolean(),
    steps: fc.integer({ min: 1, max: 200 }),
    least: fc.integer({ min: 1, max: 5 }),
    lotScale: fc.integer({ min: 0, max: 3 }),
    price: fc.integer({ min: 1, max: 5_000 }),
  })
  .map(({ buys, steps, least, lotScale, price }): PairLeg => {
    const lot = Decimal.fromUnits(1n, lotScale);
    return {
      side: buys ? "buy" : "sell",
      quantity: lot.times(Decimal.fromInteger(steps)),
      lot,
      least: lot.times(Decimal.fromInteger(least)),
      unitNotional: Decimal.fromUnits(BigInt(price), 1),
    };
  });

const pairs = fc.record({
  legs: fc.array(leg, { minLength: 1, maxLength: 6 }),
  spare: fc.integer({ min: 0, max: 3_000 }),
});

/** The least bound that the legs permit, and something more. */
function boundFor(legs: readonly PairLeg[], spare: number): Decimal {
  const values = legs.map(({ quantity, unitNotional }) => quantity.times(unitNotional));
  const net = legs.reduce((total, { side }, index) => {
    const value = values[index] ?? ZERO;
    return side === "buy" ? total.plus(value) : total.minus(value);
  }, ZERO);
  const doubles = legs.map(({ least, unitNotional }, index) =>
    least
      .times(unitNotional)
      .times(Decimal.fromInteger(2))
      .min(values[index] ?? ZERO),
  );
  return doubles.reduce((most, value) => most.max(value), net.abs()).plus(Decimal.fromInteger(spare));
}

function sliced(legs: readonly PairLeg[], bound: Decimal): readonly PairSlice[] {
  const found = pairSlices(legs, bound);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

describe("slices of a pair", () => {
  it("after any prefix the net is within the bound", () => {
    fc.assert(
      fc.property(pairs, ({ legs, spare }) => {
        const bound = boundFor(legs, spare);
        let net = ZERO;
        for (const slice of sliced(legs, bound)) {
          const of = legs[slice.leg];
          const value = slice.quantity.times(of?.unitNotional ?? ZERO);
          net = of?.side === "buy" ? net.plus(value) : net.minus(value);
          expect(net.abs().atMost(bound)).toBe(true);
          expect(slice.netAfter.equals(net)).toBe(true);
        }
      }),
    );
  });

  it("every leg is traded whole, in multiples of its lot", () => {
    fc.assert(
      fc.property(pairs, ({ legs, spare }) => {
        const slices = sliced(legs, boundFor(legs, spare));
        legs.forEach(({ quantity, lot }, index) => {
          const own = slices.filter((slice) => slice.leg === index);
          const total = own.reduce((all, slice) => all.plus(slice.quantity), ZERO);
          expect(total.equals(quantity)).toBe(true);
          expect(own.every((slice) => slice.quantity.isMultipleOf(lot))).toBe(true);
        });
      }),
    );
  });

  it("no slice is less than the venue takes, unless its whole leg is", () => {
    fc.assert(
      fc.property(pairs, ({ legs, spare }) => {
        for (const slice of sliced(legs, boundFor(legs, spare))) {
          const of = legs[slice.leg];
          expect(of !== undefined && slice.quantity.atLeast(of.least.min(of.quantity))).toBe(true);
        }
      }),
    );
  });

  it("a bound below what it needs is refused, with the bound that would do", () => {
    const d = (text: string): Decimal => Decimal.of(text);
    const one = { quantity: d("10"), lot: d("1"), least: d("1"), unitNotional: d("100") };
    const pair: PairLeg[] = [
      { ...one, side: "sell" },
      { ...one, side: "buy" },
    ];
    const refused = pairSlices(pair, d("199"));
    expect(refused.ok ? "" : refused.failure.remedy).toBe("Set a bound of at least 200.");
    expect(sliced(pair, d("200")).map(({ netAfter }) => netAfter.toString())).toEqual(
      ["-200", "200", "-200", "200", "-200", "0"].slice(0, 6),
    );
  });
});
