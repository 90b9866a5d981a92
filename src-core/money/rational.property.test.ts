import fc from "fast-check";
import { expect, it } from "vitest";
import { Decimal } from "./decimal.ts";
import { Rational, RATIONAL_ONE, RATIONAL_ZERO, sumRationals } from "./rational.ts";

const integers = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const rationals = fc
  .tuple(
    integers,
    integers.filter((value) => value !== 0n),
  )
  .map(([numerator, denominator]) => Rational.ratio(numerator, denominator));

function same(a: Rational, b: Rational): void {
  expect(a).toEqual(b);
  expect(a.compare(b)).toBe(0);
}

it("fractions are a field: sums and products commute, distribute and can be undone", () => {
  fc.assert(
    fc.property(rationals, rationals, rationals, (a, b, c) => {
      same(a.plus(b), b.plus(a));
      same(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
      same(a.plus(b).minus(b), a);
      if (!b.isZero()) same(a.times(b).dividedBy(b), a);
      same(a.plus(RATIONAL_ZERO), a);
      same(a.times(RATIONAL_ONE), a);
      same(sumRationals([a, b, c]), c.plus(a).plus(b));
    }),
  );
});

it("equal fractions are one value, however they were written", () => {
  fc.assert(
    fc.property(
      rationals,
      integers.filter((value) => value !== 0n),
      integers,
      (a, factor, numerator) => {
        same(Rational.ratio(numerator * factor, factor), Rational.ratio(numerator, 1n));
        same(a.abs().times(RATIONAL_ONE.negated()).abs(), a.abs());
      },
    ),
  );
});

it("floor and ceiling enclose, and the fraction is what stands above the floor", () => {
  fc.assert(
    fc.property(rationals, (a) => {
      const floor = Rational.ratio(a.floor(), 1n);
      expect(floor.compare(a)).not.toBe(1);
      expect(floor.plus(RATIONAL_ONE).compare(a)).toBe(1);
      expect(a.ceil() - a.floor()).toBe(a.fraction().isZero() ? 0n : 1n);
      same(floor.plus(a.fraction()), a);
    }),
  );
});

it("order agrees with the sign of the difference", () => {
  fc.assert(
    fc.property(rationals, rationals, (a, b) => {
      const difference = a.minus(b);
      expect(a.compare(b)).toBe(difference.isZero() ? 0 : difference.isPositive() ? 1 : -1);
      same(a.min(b).plus(a.max(b)), a.plus(b));
    }),
  );
});

it("decimals come back as they went in", () => {
  fc.assert(
    fc.property(integers, fc.nat(12), (units, scale) => {
      const decimal = Decimal.fromUnits(units, scale);
      expect(Rational.fromDecimal(decimal).toDecimal(scale, "down").toString()).toBe(decimal.toString());
    }),
  );
  expect(Rational.ratio(2n, 3n).toDecimal(4, "half-even").toString()).toBe("0.6667");
});

it("whole steps of a negative fraction go down, and nothing is divided by zero", () => {
  expect(Rational.ratio(-7n, 2n).wholeSteps(Decimal.of("0.5"))).toBe(-7n);
  expect(Rational.ratio(-7n, 3n).wholeSteps(Decimal.of("1"))).toBe(-3n);
  expect(() => Rational.ratio(1n, 0n)).toThrow("Invariant:");
  expect(() => RATIONAL_ONE.dividedBy(RATIONAL_ZERO)).toThrow("Invariant:");
});
