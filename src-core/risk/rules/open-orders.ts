// open-orders: an account holds no more orders at once than the limit, whoever made them.
import { lowestCount } from "../binding-limits.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** All orders of the account that can still trade or may exist, plus the plan's. A plan of exits is exempt. */
export function openOrders(context: GateContext): readonly RuleReading[] {
  return [...context.accounts.values()].flatMap((of) => {
    const binding = lowestCount(of.scopes, (limits) => limits.maxOpenOrders);
    const legs = context.legs.filter((leg) => leg.of === of);
    if (binding === undefined || legs.every((leg) => leg.isExit)) return [];
    const open = Object.keys(of.state.working).length;
    const count = open + legs.filter(({ leg }) => leg.change?.kind !== "amend").length;
    const numbers = { scope: binding.scope, reading: String(count), limit: String(binding.value) };
    const subject = { accountId: of.account.id };
    if (count <= binding.value)
      return [pass("open-orders", subject, `${numbers.reading} open orders.`, numbers)];
    const message = `${of.account.name} would have ${numbers.reading} open orders, over the limit of ${numbers.limit} for ${binding.label}. Cancel some first.`;
    return [deny("open-orders", subject, message, numbers)];
  });
}
