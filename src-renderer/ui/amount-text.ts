// How this product writes amounts: thousands by a comma, a point before decimals, whatever the machine's locale says,
// because the fields read the same point and a comma that means two things has cost people money.
import { formatAmount, scaleOf, type AmountFormat, type Separators } from "../../src-core/money/format.ts";
import { Decimal } from "../../src-core/money/decimal.ts";

export interface AmountStyle {
  /** Digits after the point; absent: as many as the amount has. */
  readonly digits?: number | undefined;
  /** At least `digits`, more where the amount has them: a quantity is never rounded. */
  readonly exact?: boolean;
  /** A plus before what is above zero: for P&L, net and changes. */
  readonly signed?: boolean;
  /** Without its sign: where a word says it. */
  readonly unsigned?: boolean;
}

const SEPARATORS: Separators = { group: ",", point: "." };

/** Digits after the point of a tick or lot: 0.10 has one, 5 has none; undefined when it is no decimal. */
export const digitsOf = scaleOf;

/** Readable text of an amount; `?` where it is not known. */
export function amountText(amount: string | undefined, style: AmountStyle = {}): string {
  const { digits, exact = false, signed = false, unsigned = false } = style;
  const format: AmountFormat = {
    separators: SEPARATORS,
    signed,
    ...(digits === undefined ? {} : { minScale: digits }),
    ...(digits === undefined || exact ? {} : { maxScale: digits }),
  };
  return formatAmount(unsigned ? Decimal.parse(amount)?.abs().toString() : amount, format);
}

/** -1, 0 or 1 of an amount as shown with these digits; 0 where it is not known: what is shown as zero has no colour. */
export function signOf(amount: string | undefined, digits: number | undefined): -1 | 0 | 1 {
  const value = Decimal.parse(amount);
  return (digits === undefined ? value : value?.rounded(digits, "half-even"))?.sign() ?? 0;
}
