// slippage-window: after fills have cost too much against their reference prices, there is no new exposure for a while.
import type { GateContext } from "../gate-context.ts";
import { DEFAULT_SLIPPAGE_WINDOW_MS } from "../limits.ts";
import { deny, dollars, limitAmount, pass, scopeSubject, seconds } from "../reading.ts";
import { scopesAtStake } from "../scope-accounts.ts";
import { slippageOf } from "../slippage.ts";
import type { RuleReading } from "../verdict.ts";

/** Each scope with its own window. At the limit nothing that can increase goes; gains do not pay for losses. */
export function slippageWindow(context: GateContext): readonly RuleReading[] {
  const { readings, nowMs } = context.input;
  return scopesAtStake(context, (limits) => limits.maxSlippage !== undefined).flatMap(
    ({ scoped, accounts }) => {
      const { scope, label, limits } = scoped;
      const maximum = limits.maxSlippage;
      if (maximum === undefined) return [];
      const windowMs = limits.slippageWindowMs ?? DEFAULT_SLIPPAGE_WINDOW_MS;
      const ids = new Set(accounts.map(({ account }) => account.id));
      const cost = slippageOf(readings.slippages, ids, nowMs - windowMs);
      const subject = scopeSubject(scope);
      const limit = maximum.toString();
      if (cost === undefined) {
        const message = `What the last ${seconds(windowMs)} of fills of ${label} cost is not known: a fill has no reference price. Wait until it is older.`;
        return [deny("slippage-window", subject, message, { scope, limit })];
      }
      const numbers = { scope, reading: cost.toString(), limit };
      if (cost.lessThan(maximum))
        return [pass("slippage-window", subject, `Slippage ${dollars(cost)}.`, numbers)];
      const message = `Slippage of ${label} in ${seconds(windowMs)} is ${dollars(cost)}, at the limit of ${limitAmount(maximum)}. Wait, or trade with limit orders after the limit was changed.`;
      return [deny("slippage-window", subject, message, numbers)];
    },
  );
}
