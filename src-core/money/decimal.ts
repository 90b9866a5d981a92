// Exact decimal numbers: a BigInt count of units and a decimal scale.
// Prices, quantities, balances and limits are Decimals everywhere; a float never holds money.

/** How `dividedBy` and `toStep` treat what lies between two representable answers. */
export type Rounding = "down" | "up" | "half-even" | "floor" | "ceil";

/** The longest text that is read as a number; longer ones are refused, not parsed. */
export const MAX_DECIMAL_LENGTH = 64;

/** Whole numbers up to this, and powers of ten up to that, are floats without rounding. */
const EXACT_FLOAT_UNITS = BigInt(Number.MAX_SAFE_INTEGER);
const EXACT_FLOAT_POWER = 22;

const POWERS: bigint[] = [1n];
const SHAPE = /^-?\d+(?:\.\d+)?$/;
const ZERO_CODE = 48;

function power(exponent: number): bigint {
  for (let next = POWERS.length; next <= exponent; next += 1) {
    POWERS.push((POWERS[next - 1] ?? 1n) * 10n);
  }
  return POWERS[exponent] ?? 1n;
}

/** An immutable exact decimal: `units / 10^scale`. Arithmetic never rounds unless a rounding is named. */
export class Decimal {
  private readonly units: bigint;
  private readonly scale: number;

  private constructor(units: bigint, scale: number) {
    this.units = units;
    this.scale = scale;
  }

  /** Reads plain decimal text (`-12.50`); no exponent, sign `+`, separators, spaces or hexadecimal. Undefined when it is anything else. */
  static parse(text: unknown): Decimal | undefined {
    if (typeof text !== "string" || text.length > MAX_DECIMAL_LENGTH) return undefined;
    if (!SHAPE.test(text)) return undefined;
    const point = text.indexOf(".");
    if (point === -1) return new Decimal(BigInt(text), 0);
    const units = BigInt(text.slice(0, point) + text.slice(point + 1));
    return new Decimal(units, text.length - point - 1);
  }

  /** A literal from our own code; malformed text is a bug and throws `Invariant:`. */
  static of(text: string): Decimal {
    const value = Decimal.parse(text);
    if (value === undefined) throw new Error(`Invariant: not a decimal literal: ${text.slice(0, 40)}`);
    return value;
  }

  /** A whole number from our own code. Throws `Invariant:` unless it is a safe integer. */
  static fromInteger(value: number | bigint): Decimal {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new Error(`Invariant: not a safe integer: ${String(value)}`);
    }
    return new Decimal(BigInt(value), 0);
  }

  /** `units / 10^scale`, for code that counts in integers (lots, seeded noise). */
  static fromUnits(units: bigint, scale: number): Decimal {
    checkScale(scale);
    return new Decimal(units, scale);
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unitsAt(scale) + other.unitsAt(scale), scale);
  }

  minus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.unitsAt(scale) - other.unitsAt(scale), scale);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.units * other.units, this.scale + other.scale);
  }

  /** Quotient with `scale` digits after the point. Throws `Invariant:` on division by zero: callers decide what that means. */
  dividedBy(other: Decimal, scale: number, rounding: Rounding): Decimal {
    checkScale(scale);
    if (other.units === 0n) throw new Error("Invariant: division by zero");
    const shift = scale + other.scale - this.scale;
    const numerator = shift >= 0 ? this.units * power(shift) : this.units;
    const denominator = shift >= 0 ? other.units : other.units * power(-shift);
    return new Decimal(divideRounded(numerator, denominator, rounding), scale);
  }

  /** How many whole steps fit, rounded as named; `step` must be positive. */
  inSteps(step: Decimal, rounding: Rounding): bigint {
    if (step.units <= 0n) throw new Error("Invariant: a step is positive");
    const scale = Math.max(this.scale, step.scale);
    return divideRounded(this.unitsAt(scale), step.unitsAt(scale), rounding);
  }

  /** The multiple of `step` that the rounding chooses. */
  toStep(step: Decimal, rounding: Rounding): Decimal {
    return new Decimal(this.inSteps(step, rounding) * step.units, step.scale);
  }

  isMultipleOf(step: Decimal): boolean {
    const scale = Math.max(this.scale, step.scale);
    const unit = step.unitsAt(scale);
    return unit !== 0n && this.unitsAt(scale) % unit === 0n;
  }

  /** Rounded to `scale` digits after the point. */
  rounded(scale: number, rounding: Rounding): Decimal {
    checkScale(scale);
    if (this.scale <= scale) return this;
    return new Decimal(divideRounded(this.units, power(this.scale - scale), rounding), scale);
  }

  negated(): Decimal {
    return new Decimal(-this.units, this.scale);
  }

  abs(): Decimal {
    return this.units < 0n ? this.negated() : this;
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    if (this.units === 0n) return 0;
    return this.units < 0n ? -1 : 1;
  }

  isZero(): boolean {
    return this.units === 0n;
  }

  isPositive(): boolean {
    return this.units > 0n;
  }

  isNegative(): boolean {
    return this.units < 0n;
  }

  /** Negative, zero or positive as this is below, equal to or above the other. */
  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.unitsAt(scale), other.unitsAt(scale)];
    if (a === b) return 0;
    return a < b ? -1 : 1;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  lessThan(other: Decimal): boolean {
    return this.compare(other) < 0;
  }

  greaterThan(other: Decimal): boolean {
    return this.compare(other) > 0;
  }

  atMost(other: Decimal): boolean {
    return this.compare(other) <= 0;
  }

  atLeast(other: Decimal): boolean {
    return this.compare(other) >= 0;
  }

  min(other: Decimal): Decimal {
    return this.lessThan(other) ? this : other;
  }

  max(other: Decimal): Decimal {
    return this.greaterThan(other) ? this : other;
  }

  /** Canonical text: no exponent, no trailing zeros after the point, no `-0`. Equal values have equal text. */
  toString(): string {
    return this.scale === 0 ? this.units.toString() : trimmed(pointed(this.units, this.scale));
  }

  /** Text with exactly `scale` digits after the point, rounded as named. */
  toFixed(scale: number, rounding: Rounding = "half-even"): string {
    const value = this.rounded(scale, rounding);
    return pointed(value.units * power(scale - value.scale), scale);
  }

  /** JSON carries decimals as canonical text. */
  toJSON(): string {
    return this.toString();
  }

  /** The same value as a quotient of integers, for exact ratios; the denominator is a power of ten. */
  fraction(): readonly [numerator: bigint, denominator: bigint] {
    return [this.units, power(this.scale)];
  }

  /** Nearest float, for statistics and drawing only; never comes back as money. */
  toFloat(): number {
    // Both operands are exact floats here, so their quotient is the nearest one.
    if (
      this.scale <= EXACT_FLOAT_POWER &&
      -EXACT_FLOAT_UNITS <= this.units &&
      this.units <= EXACT_FLOAT_UNITS
    ) {
      return Number(this.units) / 10 ** this.scale;
    }
    return Number.parseFloat(this.toString());
  }

  /** Exact sum; zero for an empty list. */
  static sum(values: Iterable<Decimal>): Decimal {
    let units = 0n;
    let scale = 0;
    for (const value of values) {
      if (value.scale > scale) {
        units *= power(value.scale - scale);
        scale = value.scale;
      }
      units += value.unitsAt(scale);
    }
    return new Decimal(units, scale);
  }

  /** The same value counted in units of a scale that is not less than its own. */
  private unitsAt(scale: number): bigint {
    return this.scale === scale ? this.units : this.units * power(scale - this.scale);
  }
}

export const ZERO = Decimal.fromInteger(0);
export const ONE = Decimal.fromInteger(1);

/** Exact sum; zero for an empty list. */
export function sum(values: Iterable<Decimal>): Decimal {
  return Decimal.sum(values);
}

function pointed(units: bigint, scale: number): string {
  const minus = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  if (scale === 0) return minus + digits;
  return `${minus}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Without the zeros at the end of the fraction, and without the point when nothing follows it. */
function trimmed(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === ZERO_CODE) end -= 1;
  return text.slice(0, text.endsWith(".", end) ? end - 1 : end);
}

function checkScale(scale: number): void {
  if (!Number.isInteger(scale) || scale < 0) throw new Error(`Invariant: bad scale ${String(scale)}`);
}

function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  if (rounding === "down") return quotient;
  const remainder = numerator - quotient * denominator;
  if (remainder === 0n) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  const away = quotient + (negative ? -1n : 1n);
  switch (rounding) {
    case "up":
      return away;
    case "floor":
      return negative ? away : quotient;
    case "ceil":
      return negative ? quotient : away;
    case "half-even":
      return nearest(quotient, away, remainder, denominator);
  }
}

function nearest(quotient: bigint, away: bigint, remainder: bigint, denominator: bigint): bigint {
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const whole = denominator < 0n ? -denominator : denominator;
  if (twice !== whole) return twice < whole ? quotient : away;
  return quotient % 2n === 0n ? quotient : away;
}
