// Decimal text made readable without floats. Pure: the separators of the person's locale are handed in.
import { Decimal } from "./decimal.ts";

/** Thousands and decimal separators of a locale; an empty `group` does not group. */
export interface Separators {
  readonly group: string;
  readonly point: string;
}

const PLAIN_SEPARATORS: Separators = { group: "", point: "." };

export interface AmountFormat {
  /** At least so many digits after the point, filled with zeros. */
  readonly minScale?: number;
  /** At most so many, rounded half-even; absent: all that the amount has. */
  readonly maxScale?: number;
  readonly separators?: Separators;
  /** A plus before what is above zero: for P&L, net and changes. */
  readonly signed?: boolean;
}

/** U+2212: as wide as a plus, so that columns of digits align. */
const MINUS = "\u2212";

/** What stands where an amount is not known; never 0. */
const UNKNOWN = "?";

/** Readable text; `?` when the amount is absent or no decimal. What rounds to zero has no sign. */
export function formatAmount(text: string | undefined, format: AmountFormat = {}): string {
  const exact = Decimal.parse(text);
  if (exact === undefined) return UNKNOWN;
  const { minScale = 0, maxScale, separators = PLAIN_SEPARATORS } = format;
  const value = maxScale === undefined ? exact : exact.rounded(maxScale, "half-even");
  const canonical = value.abs().toString();
  const [whole = "", fraction = ""] = canonical.split(".");
  const digits = fraction.padEnd(minScale, "0");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separators.group);
  return signOf(value, format.signed ?? false) + grouped + (digits === "" ? "" : separators.point + digits);
}

/** A price to exactly the digits of its tick, rounded half-even; all its digits when the tick is not known. */
export function formatPrice(
  text: string | undefined,
  tick: string | undefined,
  separators = PLAIN_SEPARATORS,
): string {
  const scale = scaleOf(tick);
  return formatAmount(
    text,
    scale === undefined ? { separators } : { minScale: scale, maxScale: scale, separators },
  );
}

/** A quantity to its lot's digits or more: a quantity is never rounded. */
export function formatQuantity(
  text: string | undefined,
  lot: string | undefined,
  format: Pick<AmountFormat, "separators" | "signed"> = {},
): string {
  return formatAmount(text, { ...format, minScale: scaleOf(lot) ?? 0 });
}

/** Percent text with two digits (shares and distances: one) and its sign. */
export function formatPercent(text: string | undefined, format: AmountFormat = {}): string {
  return withUnit(formatAmount(text, { minScale: 2, maxScale: 2, ...format }), "%");
}

/** Leverage with two digits, for example `2.39x`. */
export function formatLeverage(text: string | undefined, separators = PLAIN_SEPARATORS): string {
  return withUnit(formatAmount(text, { minScale: 2, maxScale: 2, separators }), "x");
}

/** Basis points with one digit; the unit stands in the head. */
export function formatBasisPoints(text: string | undefined, format: AmountFormat = {}): string {
  return formatAmount(text, { minScale: 1, maxScale: 1, ...format });
}

/** Digits after the point of a tick or lot: `0.10` has one, `5` none; undefined when it is no decimal. */
export function scaleOf(step: string | undefined): number | undefined {
  return Decimal.parse(step)?.toString().split(".")[1]?.length ?? (Decimal.parse(step) && 0);
}

/** Order of two decimal texts for sorting a column; what is not known comes last. */
export function compareText(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  const left = Decimal.parse(a);
  const right = Decimal.parse(b);
  if (left === undefined || right === undefined) {
    if (left === right) return 0;
    return left === undefined ? 1 : -1;
  }
  return left.compare(right);
}

/** The fewest digits, from `scale` up, at which the rounded parts add up to their rounded total: what is shown must add up. */
export function addingScale(parts: readonly string[], scale: number): number {
  const exact = parts.map((part) => Decimal.of(part));
  const total = exact.reduce((held, part) => held.plus(part), Decimal.of("0"));
  for (let digits = scale; ; digits += 1) {
    const shown = exact.reduce((held, part) => held.plus(part.rounded(digits, "half-even")), Decimal.of("0"));
    if (shown.equals(total.rounded(digits, "half-even"))) return digits;
  }
}

function signOf(value: Decimal, signed: boolean): string {
  if (value.isNegative()) return MINUS;
  return signed && value.isPositive() ? "+" : "";
}

function withUnit(text: string, unit: string): string {
  return text === UNKNOWN ? text : text + unit;
}
