// Decimal text from main made readable: thousands separated, real minus, digits of a tick or as named.
import { Decimal } from "../../src-core/money/decimal.ts";

export interface AmountStyle {
  /** Digits after the point; absent: as many as the amount has. */
  readonly digits?: number | undefined;
  /** `changes` shows a plus for what is above zero. */
  readonly sign?: "amounts" | "changes" | "none";
}

const MINUS = "\u2212";

/** Digits after the point of a tick or lot: 0.10 has one, 5 has none. */
export function digitsOf(step: string | undefined): number | undefined {
  const value = Decimal.parse(step);
  if (value === undefined) return undefined;
  return value.toString().split(".")[1]?.length ?? 0;
}

/** Readable text of an amount; `?` where it is not known. Rounds half to even where digits are fewer than it has. */
export function amountText(amount: string | undefined, style: AmountStyle = {}): string {
  const value = Decimal.parse(amount);
  if (value === undefined) return "?";
  const text = style.digits === undefined ? value.toString() : value.toFixed(style.digits);
  const unsigned = text.replace("-", "");
  const [whole = "", fraction] = unsigned.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return signText(Decimal.of(text).sign(), style.sign ?? "amounts") + grouped;
}

/** -1, 0 or 1 of an amount; 0 where it is not known. */
export function signOf(amount: string | undefined): -1 | 0 | 1 {
  return Decimal.parse(amount)?.sign() ?? 0;
}

function signText(sign: -1 | 0 | 1, style: "amounts" | "changes" | "none"): string {
  if (style === "none" || sign === 0) return "";
  if (sign < 0) return MINUS;
  return style === "changes" ? "+" : "";
}
