// daily-loss: after a loss of the day's limit there is no new exposure.
import { ZERO } from "../../money/decimal.ts";
import { dayLoss } from "../day-loss.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, dollars, limitAmount, pass, scopeSubject } from "../reading.ts";
import { scopesAtStake } from "../scope-accounts.ts";
import type { RuleReading } from "../verdict.ts";

/** Loss of a scope: sum of baseline + net external flows - equity, dollars. At the limit it has tripped. */
export function dailyLoss(context: GateContext): readonly RuleReading[] {
  return scopesAtStake(context, (limits) => limits.maxDailyLoss !== undefined).flatMap(
    ({ scoped, accounts }) => {
      const { scope, label, limits } = scoped;
      const maximum = limits.maxDailyLoss;
      if (maximum === undefined) return [];
      const subject = scopeSubject(scope);
      const answer = dayLoss(accounts, context.input.readings.equities ?? {});
      if (!answer.known) {
        const message = `The day's result of ${label} is not known: the equity of ${answer.missing}, its start of the day or its transfers are missing. Wait for it.`;
        return [deny("daily-loss", subject, message, { scope, limit: maximum.toString() })];
      }
      const { loss } = answer;
      const numbers = { scope, reading: loss.toString(), limit: maximum.toString() };
      if (loss.lessThan(maximum)) {
        return [pass("daily-loss", subject, `Loss today ${dollars(loss.max(ZERO))}.`, numbers)];
      }
      const message = `${label}: loss today ${dollars(loss)} has reached the limit of ${limitAmount(maximum)}. Only orders that shrink positions may go.`;
      return [deny("daily-loss", subject, message, numbers)];
    },
  );
}
