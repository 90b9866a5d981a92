// Exact ratios: shares and weights are fractions such as 1/3 that no decimal holds.
// Everything stays exact until a rounding is named; nothing here is a float.
import { Decimal } from "./decimal.ts";
import type { Rounding } from "./decimal.ts";

/** An immutable exact fraction in lowest terms; the denominator is positive. */
export class Rational {
  private readonly numerator: bigint;
  private readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** `numerator / denominator` in lowest terms. Throws `Invariant:` on a zero denominator. */
  static ratio(numerator: bigint, denominator: bigint): Rational {
    if (denominator === 0n) throw new Error("Invariant: division by zero");
    const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
    return new Rational(numerator / divisor, denominator / divisor);
  }

  static fromDecimal(value: Decimal): Rational {
    const [numerator, denominator] = value.fraction();
    return Rational.ratio(numerator, denominator);
  }

  plus(other: Rational): Rational {
    return Rational.ratio(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  times(other: Rational): Rational {
    return Rational.ratio(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws `Invariant:` on division by zero: callers decide what that means. */
  dividedBy(other: Rational): Rational {
    return Rational.ratio(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  negated(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  abs(): Rational {
    return this.numerator < 0n ? this.negated() : this;
  }

  /** -1, 0 or 1 as this is below, equal to or above the other. */
  compare(other: Rational): -1 | 0 | 1 {
    const left = this.numerator * other.denominator;
    const right = other.numerator * this.denominator;
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }

  min(other: Rational): Rational {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Rational): Rational {
    return this.compare(other) >= 0 ? this : other;
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  isPositive(): boolean {
    return this.numerator > 0n;
  }

  /** The greatest whole number not above this. */
  floor(): bigint {
    const quotient = this.numerator / this.denominator;
    return this.numerator < 0n && quotient * this.denominator !== this.numerator ? quotient - 1n : quotient;
  }

  /** The least whole number not below this. */
  ceil(): bigint {
    return -this.negated().floor();
  }

  /** How many whole steps fit, rounded toward minus infinity; `step` must be positive. */
  wholeSteps(step: Decimal): bigint {
    return this.dividedBy(Rational.fromDecimal(step)).floor();
  }

  /** What stands above the floor: at least 0, below 1. */
  fraction(): Rational {
    return this.minus(Rational.ratio(this.floor(), 1n));
  }

  /** As a decimal with at most `scale` digits after the point, rounded as named. */
  toDecimal(scale: number, rounding: Rounding): Decimal {
    return Decimal.fromInteger(this.numerator).dividedBy(
      Decimal.fromInteger(this.denominator),
      scale,
      rounding,
    );
  }
}

export const RATIONAL_ZERO = Rational.ratio(0n, 1n);
export const RATIONAL_ONE = Rational.ratio(1n, 1n);

/** Exact sum; zero for an empty list. */
export function sumRationals(values: Iterable<Rational>): Rational {
  let total = RATIONAL_ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a < 0n ? -a : a;
  let smaller = b < 0n ? -b : b;
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
