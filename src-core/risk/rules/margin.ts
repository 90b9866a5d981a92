// margin: what the account has free covers the initial margin and fees of everything new, in the asset that pays for it.
import type { Decimal } from "../../money/decimal.ts";
import { accountNeeds } from "../account-needs.ts";
import type { AccountContext, GateContext } from "../gate-context.ts";
import { deny, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/**
 * Available balance against the sum over the plan's legs and over the orders that its reading may not know of yet, per
 * account and asset. Proven reductions need none.
 */
export function margin(context: GateContext): readonly RuleReading[] {
  return [...context.accounts.values()].flatMap((of) => {
    const needs = accountNeeds(context, of);
    if (needs.known) return [...needs.byAsset].flatMap(([asset, amount]) => compare(of, asset, amount));
    const message = `The margin for ${needs.missing} is not known without its price. Wait for the price.`;
    return [deny("margin", { accountId: of.account.id }, message)];
  });
}

function compare(of: AccountContext, asset: string, need: Decimal): readonly RuleReading[] {
  const subject = { accountId: of.account.id };
  const available = of.state.balances[asset]?.available;
  const reading = need.toString();
  if (available === undefined) {
    const message = `The free ${asset} of ${of.account.name} is not known. Deposit ${asset} or wait until the account is synced.`;
    return [deny("margin", subject, message, { reading })];
  }
  const numbers = { reading, limit: available.toString() };
  const words = `${need.rounded(2, "up").toString()} ${asset}`;
  if (need.atMost(available)) return [pass("margin", subject, `Needs ${words}.`, numbers)];
  const free = available.rounded(2, "down").toString();
  const message = `${of.account.name} needs ${words} for this and has ${free} free. Make the order smaller or free some margin.`;
  return [deny("margin", subject, message, numbers)];
}
