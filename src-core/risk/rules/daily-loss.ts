// daily-loss: after a loss of the day's limit there is no new exposure.
import { ZERO, type Decimal } from "../../money/decimal.ts";
import type { AccountState } from "../../portfolio/portfolio.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, dollars, limitAmount, pass, type Subject } from "../reading.ts";
import { scopesAtStake } from "../scope-accounts.ts";
import type { EquityReading } from "../gate-input.ts";
import type { RuleReading } from "../verdict.ts";

/** Loss of a scope: sum of baseline + net external flows - equity, dollars. At the limit it has tripped. */
export function dailyLoss(context: GateContext): readonly RuleReading[] {
  return scopesAtStake(context, (limits) => limits.maxDailyLoss !== undefined).flatMap(
    ({ scoped, accounts }) => {
      const { scope, label, limits } = scoped;
      const maximum = limits.maxDailyLoss;
      if (maximum === undefined) return [];
      const subject: Subject = scope.startsWith("account:")
        ? { accountId: scope.slice("account:".length) }
        : {};
      const loss = lossOf(accounts, context.input.readings.equities ?? {});
      if (typeof loss === "string") {
        const message = `The day's result of ${label} is not known: the equity of ${loss}, its start of the day or its transfers are missing. Wait for it.`;
        return [deny("daily-loss", subject, message, { scope, limit: maximum.toString() })];
      }
      const numbers = { scope, reading: loss.toString(), limit: maximum.toString() };
      if (loss.lessThan(maximum)) {
        return [pass("daily-loss", subject, `Loss today ${dollars(loss.max(ZERO))}.`, numbers)];
      }
      const message = `${label}: loss today ${dollars(loss)} has reached the limit of ${limitAmount(maximum)}. Only orders that shrink positions may go.`;
      return [deny("daily-loss", subject, message, numbers)];
    },
  );
}

/** The name of the first account whose figures are missing, else the loss; negative is a gain. */
function lossOf(
  accounts: readonly AccountState[],
  equities: Readonly<Record<string, EquityReading>>,
): Decimal | string {
  let loss = ZERO;
  for (const { account } of accounts) {
    const { equity, baseline, externalFlowsSigned } = equities[account.id] ?? {};
    if (equity === undefined || baseline === undefined || externalFlowsSigned === undefined)
      return account.name;
    loss = loss.plus(baseline).plus(externalFlowsSigned).minus(equity);
  }
  return loss;
}
