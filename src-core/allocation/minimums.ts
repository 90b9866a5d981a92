// The least that an account may be sent: a part below it goes to zero, never up to it.
import { Decimal } from "../money/decimal.ts";
import { succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { Rational } from "../money/rational.ts";
import type { AllocationAccount } from "./allocation-request.ts";
import { unknownInput } from "./unknown-input.ts";

/** The smallest permitted part in whole lots: the larger of the minimum quantity and the minimum notional, rounded up. */
export function minimumLots(account: AllocationAccount): Outcome<bigint> {
  const { lot, minQuantity, minNotional, price } = account;
  const byQuantity = minQuantity?.isPositive() === true ? minQuantity.inSteps(lot, "ceil") : 0n;
  if (minNotional?.isPositive() !== true) return succeed(byQuantity);
  if (price === undefined) return unknownInput(account, "price");
  const notionalPerLot = Rational.fromDecimal(price.times(lot));
  const byNotional = Rational.fromDecimal(minNotional).dividedBy(notionalPerLot).ceil();
  return succeed(byNotional > byQuantity ? byNotional : byQuantity);
}

/** Index of the smallest part that is above zero and below its minimum; of equal ones the last. Undefined when there is none. */
export function smallestBelowMinimum(
  parts: readonly bigint[],
  minimums: readonly bigint[],
  lots: readonly Decimal[],
): number | undefined {
  let smallest: { readonly index: number; readonly quantity: Decimal } | undefined;
  for (const [index, part] of parts.entries()) {
    if (part <= 0n || part >= (minimums[index] ?? 0n)) continue;
    const quantity = Decimal.fromInteger(part).times(lots[index] ?? Decimal.fromInteger(0));
    if (smallest === undefined || quantity.atMost(smallest.quantity)) smallest = { index, quantity };
  }
  return smallest?.index;
}
