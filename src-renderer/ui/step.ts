// Stepping a typed number by its tick or lot with the arrow keys.
import { Decimal } from "../../src-core/money/decimal.ts";

/** The neighbouring multiple of the step, `count` steps away; the text itself where either is no number. Never below zero. */
export function stepText(text: string, step: string | undefined, count: number): string {
  const size = Decimal.parse(step);
  const value = Decimal.parse(text.trim() === "" ? "0" : text.trim());
  if (size === undefined || value === undefined || !size.isPositive()) return text;
  const base = value.toStep(size, count > 0 ? "floor" : "ceil");
  const next = base.plus(size.times(Decimal.fromInteger(count)));
  const digits = size.toString().split(".")[1]?.length ?? 0;
  return (next.isNegative() ? Decimal.fromInteger(0) : next).toFixed(digits);
}
