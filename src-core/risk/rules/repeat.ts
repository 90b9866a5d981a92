// repeat: a gesture that sends again and again is stopped before it empties an account.
import type { GateContext, AccountContext } from "../gate-context.ts";
import { DEFAULT_REPEAT_WINDOW_MS } from "../limits.ts";
import { deny, pass, seconds } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/**
 * Orders of the plan's gesture on the account in the window, the plan's own counted, against each scope's number. What is
 * proven to reduce neither counts nor is held back. Who submits past it sets the account REDUCING.
 */
export function repeat(context: GateContext): readonly RuleReading[] {
  return [...context.accounts.values()].flatMap((of) => {
    const own = context.legs.filter((leg) => leg.of === of && !leg.reduction.proven).length;
    return own === 0 ? [] : ofAccount(context, of, own);
  });
}

function ofAccount(context: GateContext, of: AccountContext, own: number): readonly RuleReading[] {
  const { readings, plan, nowMs } = context.input;
  const { gesture } = plan.body;
  const subject = { accountId: of.account.id };
  return of.scopes.flatMap(({ scope, label, limits }) => {
    const maximum = limits.maxRepeats;
    if (maximum === undefined) return [];
    const limit = String(maximum);
    if (readings.repeats === undefined) {
      const message = `How often ${of.account.name} was traded lately is not known. Wait, or restart Yoke.`;
      return [deny("repeat", subject, message, { scope, limit })];
    }
    const windowMs = limits.repeatWindowMs ?? DEFAULT_REPEAT_WINDOW_MS;
    const earlier = readings.repeats.filter(
      (each) => each.accountId === of.account.id && each.gesture === gesture && nowMs - each.atMs < windowMs,
    ).length;
    const count = earlier + own;
    const numbers = { scope, reading: String(count), limit };
    if (count <= maximum)
      return [pass("repeat", subject, `${numbers.reading} orders in ${seconds(windowMs)}.`, numbers)];
    const message = `${of.account.name} would have ${numbers.reading} orders in ${seconds(windowMs)}, over the limit of ${limit} for ${label}. Sending it all the same sets the account REDUCING until a person resumes.`;
    return [deny("repeat", subject, message, numbers)];
  });
}
