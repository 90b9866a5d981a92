import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, ONE, sum, ZERO } from "./decimal.ts";
import type { Rounding } from "./decimal.ts";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 24 }))
  .map(([units, scale]) => Decimal.fromUnits(units, scale));
const positives = decimals.filter((value) => value.isPositive());
const nonZero = decimals.filter((value) => !value.isZero());
const roundings = fc.constantFrom<Rounding>("down", "up", "half-even", "floor", "ceil");
const scales = fc.integer({ min: 0, max: 20 });

/** Equal as values and as texts. */
function same(a: Decimal, b: Decimal): void {
  expect(a.toString()).toBe(b.toString());
  expect(a.equals(b)).toBe(true);
}

function law(name: string, body: () => void): void {
  it(name, body);
}

describe("ring laws", () => {
  law("addition commutes and associates", () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        same(a.plus(b), b.plus(a));
        same(a.plus(b).plus(c), a.plus(b.plus(c)));
      }),
    );
  });

  law("multiplication commutes, associates and distributes over addition", () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        same(a.times(b), b.times(a));
        same(a.times(b).times(c), a.times(b.times(c)));
        same(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
      }),
    );
  });

  law("zero and one are neutral, and every value has its negative", () => {
    fc.assert(
      fc.property(decimals, (a) => {
        same(a.plus(ZERO), a);
        same(a.times(ONE), a);
        same(a.times(ZERO), ZERO);
        same(a.plus(a.negated()), ZERO);
        same(a.minus(a), ZERO);
        same(a.negated().negated(), a);
      }),
    );
  });

  law("a sum does not depend on its order", () => {
    fc.assert(
      fc.property(fc.array(decimals, { maxLength: 12 }), (values) => {
        same(sum(values), sum(values.toReversed()));
      }),
    );
  });
});

describe("order", () => {
  law("is total, and agrees with the sign of the difference", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(a.compare(b)).toBe(a.minus(b).sign());
        expect(a.compare(b) + b.compare(a)).toBe(0);
        expect([a.lessThan(b), a.equals(b), a.greaterThan(b)].filter(Boolean)).toHaveLength(1);
        expect(a.atMost(b)).toBe(!a.greaterThan(b));
        expect(a.atLeast(b)).toBe(!a.lessThan(b));
      }),
    );
  });

  law("is kept by addition", () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(a.plus(c).compare(b.plus(c))).toBe(a.compare(b));
      }),
    );
  });

  law("min and max are the two values, the smaller first", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(a.min(b).atMost(a.max(b))).toBe(true);
        same(a.min(b).plus(a.max(b)), a.plus(b));
      }),
    );
  });

  law("the absolute value is the value without its sign", () => {
    fc.assert(
      fc.property(decimals, (a) => {
        expect(a.abs().isNegative()).toBe(false);
        same(a.abs().times(Decimal.fromInteger(a.sign())), a);
      }),
    );
  });
});

describe("texts", () => {
  law("reading what was written gives the same value back", () => {
    fc.assert(
      fc.property(decimals, (a) => {
        const read = Decimal.parse(a.toString());
        expect(read?.equals(a)).toBe(true);
        expect(read?.toString()).toBe(a.toString());
      }),
    );
  });

  law("equal values have one text, whatever zeros they were written with", () => {
    const digits = fc.string({
      unit: fc.constantFrom(...Array.from("0123456789")),
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(
        digits,
        digits,
        fc.nat(8),
        fc.nat(8),
        fc.boolean(),
        (whole, fraction, before, after, minus) => {
          const sign = minus ? "-" : "";
          const plain = Decimal.of(`${sign}${whole}.${fraction}`);
          const padded = Decimal.of(`${sign}${"0".repeat(before)}${whole}.${fraction}${"0".repeat(after)}`);
          same(plain, padded);
          expect(plain.toString()).toMatch(/^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        },
      ),
    );
  });

  law("any text is either refused or one of the plain form", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...Array.from("0123456789.-+eExX ,_")) }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(Decimal.parse(text) !== undefined).toBe(
          text.length <= 64 && /^-?[0-9]+(\.[0-9]+)?$/.test(text),
        );
      }),
      { numRuns: 1000 },
    );
  });

  law("every float that prints without an exponent is read to the digit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (float) => {
        const text = String(float);
        fc.pre(!text.includes("e"));
        expect(Decimal.of(text).toFloat()).toBe(float === 0 ? 0 : float);
      }),
    );
  });
});

describe("rounding", () => {
  law("a quotient times the divisor misses the dividend by less than one last digit", () => {
    fc.assert(
      fc.property(decimals, nonZero, scales, roundings, (a, b, scale, rounding) => {
        const miss = a.minus(a.dividedBy(b, scale, rounding).times(b)).abs();
        expect(miss.lessThan(Decimal.fromUnits(1n, scale).times(b.abs()))).toBe(true);
      }),
    );
  });

  law("each rounding lies on its side", () => {
    fc.assert(
      fc.property(decimals, positives, (a, step) => {
        expect(a.toStep(step, "floor").atMost(a)).toBe(true);
        expect(a.toStep(step, "ceil").atLeast(a)).toBe(true);
        expect(a.toStep(step, "down").abs().atMost(a.abs())).toBe(true);
        expect(a.toStep(step, "up").abs().atLeast(a.abs())).toBe(true);
      }),
    );
  });

  law("half-even is never further than half a step, and even in the middle", () => {
    fc.assert(
      fc.property(decimals, positives, (a, step) => {
        const twice = a.toStep(step, "half-even").minus(a).abs().times(Decimal.fromInteger(2));
        expect(twice.atMost(step)).toBe(true);
        if (twice.equals(step)) expect(a.inSteps(step, "half-even") % 2n).toBe(0n);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -1000n, max: 1000n }), positives, (count, step) => {
        const middle = step.times(Decimal.fromUnits(count * 10n + 5n, 1));
        expect(middle.inSteps(step, "half-even") % 2n).toBe(0n);
      }),
    );
  });

  law("what is on its step stays, whatever the rounding", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        positives,
        roundings,
        (count, step, rounding) => {
          const value = step.times(Decimal.fromInteger(count));
          expect(value.isMultipleOf(step)).toBe(true);
          expect(value.inSteps(step, rounding)).toBe(count);
          same(value.toStep(step, rounding), value);
        },
      ),
    );
  });

  law("every answer of a step is a multiple of it, and rounding again changes nothing", () => {
    fc.assert(
      fc.property(decimals, positives, roundings, (a, step, rounding) => {
        const rounded = a.toStep(step, rounding);
        expect(rounded.isMultipleOf(step)).toBe(true);
        same(rounded.toStep(step, rounding), rounded);
      }),
    );
  });

  law("rounding to digits is rounding to the step of those digits, and the text shows them all", () => {
    fc.assert(
      fc.property(decimals, scales, roundings, (a, scale, rounding) => {
        same(a.rounded(scale, rounding), a.toStep(Decimal.fromUnits(1n, scale), rounding));
        const text = a.toFixed(scale, rounding);
        same(Decimal.of(text), a.rounded(scale, rounding));
        expect(text.split(".")[1]?.length ?? 0).toBe(scale);
      }),
    );
  });

  law(
    "mirrors: floor of a value is minus the ceiling of its negative, down and up keep the sign apart",
    () => {
      fc.assert(
        fc.property(decimals, positives, (a, step) => {
          same(a.toStep(step, "floor"), a.negated().toStep(step, "ceil").negated());
          same(a.toStep(step, "down"), a.negated().toStep(step, "down").negated());
          same(a.toStep(step, "half-even"), a.negated().toStep(step, "half-even").negated());
        }),
      );
    },
  );
});

law("no operation changes its operands", () => {
  fc.assert(
    fc.property(decimals, nonZero, (a, b) => {
      const before = [a.toString(), b.toString()];
      Object.freeze(a);
      a.plus(b);
      a.times(b);
      a.dividedBy(b, 10, "down");
      a.toFixed(3);
      expect([a.toString(), b.toString()]).toEqual(before);
    }),
  );
});
