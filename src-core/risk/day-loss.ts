// What the day has lost: the one reckoning behind the rule, the breaker and the screen.
import { ZERO, type Decimal } from "../money/decimal.ts";
import type { AccountState } from "../portfolio/portfolio.ts";
import type { EquityReading } from "./gate-input.ts";

export type DayLoss =
  | { readonly known: true; readonly loss: Decimal; readonly baseline: Decimal }
  /** `missing`: the name of the first account whose figures are not known. */
  | { readonly known: false; readonly missing: string };

/** Sum of baseline + net external flows - equity, USD; negative is a gain. `baseline` is flow-adjusted. */
export function dayLoss(
  accounts: readonly AccountState[],
  equities: Readonly<Record<string, EquityReading>>,
): DayLoss {
  let loss = ZERO;
  let start = ZERO;
  for (const { account } of accounts) {
    const { equity, baseline, externalFlowsSigned } = equities[account.id] ?? {};
    if (equity === undefined || baseline === undefined || externalFlowsSigned === undefined)
      return { known: false, missing: account.name };
    const from = baseline.plus(externalFlowsSigned);
    start = start.plus(from);
    loss = loss.plus(from).minus(equity);
  }
  return { known: true, loss, baseline: start };
}
