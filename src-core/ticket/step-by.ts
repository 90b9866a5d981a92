// Stepping a typed number by its tick or lot with the arrow keys.
import { Decimal, ZERO } from "../money/decimal.ts";
import { scaleOf } from "../money/format.ts";

/**
 * The multiple of the step that lies `times` steps away, up or down; from between two multiples the nearest in that
 * direction is the first step. Never below zero; empty counts as zero. The text itself when it is no number or the step none.
 */
export function stepBy(text: string, step: string, times: number): string {
  const size = Decimal.parse(step);
  const value = text.trim() === "" ? ZERO : Decimal.parse(text.trim());
  if (value === undefined || !size?.isPositive() || !Number.isSafeInteger(times)) return text;
  const base = value.toStep(size, times > 0 ? "floor" : "ceil");
  const next = base.plus(size.times(Decimal.fromInteger(times))).max(ZERO);
  return next.toFixed(scaleOf(step) ?? 0);
}
