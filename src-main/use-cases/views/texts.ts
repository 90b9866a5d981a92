// How figures become texts on their way out: exact, except ratios. Display rounding is the renderer's.
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { DecimalText } from "../../../src-core/contract/views.ts";

const HUNDRED = Decimal.of("100");

/** Digits after the point of percentages and leverage, rounded half-even. */
const RATIO_DIGITS = 4;

/** Canonical exact text; absent stays absent. */
export function exact(value: Decimal | undefined): DecimalText | undefined {
  return value?.toString();
}

/** A leverage or other ratio, four digits half-even. */
export function ratioText(value: Decimal | undefined): DecimalText | undefined {
  return value?.rounded(RATIO_DIGITS, "half-even").toString();
}

/** A fraction as percent, four digits half-even: 0.1234567 is `12.3457`. */
export function percentText(fraction: Decimal | undefined): DecimalText | undefined {
  return ratioText(fraction?.times(HUNDRED));
}
