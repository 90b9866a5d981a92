// margin: after the trade an account keeps its floor of free margin and its distance to liquidation.
import { sumKnown, timesKnown } from "../../money/known.ts";
import type { Decimal } from "../../money/decimal.ts";
import { usdRate } from "../../portfolio/usd-rate.ts";
import { valueAccount } from "../../portfolio/valuation.ts";
import { accountNeeds } from "../account-needs.ts";
import { highestAmount } from "../binding-limits.ts";
import type { AccountContext, GateContext } from "../gate-context.ts";
import { leastDistance } from "../liquidation-distance.ts";
import { deny, dollars, limitAmount, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Both floors, per account with a leg that is not proven to reduce; of several floors the highest binds. */
export function marginFloors(context: GateContext): readonly RuleReading[] {
  return [...context.accounts.values()]
    .filter((of) => context.legs.some((leg) => leg.of === of && !leg.reduction.proven))
    .flatMap((of) => [...freeMargin(context, of), ...distance(context, of)]);
}

function freeMargin(context: GateContext, of: AccountContext): readonly RuleReading[] {
  const binding = highestAmount(of.scopes, (limits) => limits.minFreeMargin);
  if (binding === undefined) return [];
  const { account } = of;
  const subject = { accountId: account.id };
  const { scope } = binding;
  const limit = binding.value.toString();
  const left = leftAfter(context, of);
  if (left === undefined) {
    const message = `The free margin of ${account.name} is not known. Wait for its balances and prices.`;
    return [deny("margin", subject, message, { scope, limit })];
  }
  const numbers = { scope, reading: left.toString(), limit };
  if (left.atLeast(binding.value))
    return [pass("margin", subject, `Free margin after ${dollars(left)}.`, numbers)];
  const message = `${account.name} would have ${dollars(left)} of free margin left, under the floor of ${limitAmount(binding.value)} for ${binding.label}. Make the order smaller.`;
  return [deny("margin", subject, message, numbers)];
}

/** Dollars: what is available less what the plan and unseen orders lock up. */
function leftAfter(context: GateContext, of: AccountContext): Decimal | undefined {
  const { portfolio } = context.input;
  const needs = accountNeeds(context, of);
  const free = valueAccount(portfolio, of.state).available;
  if (!needs.known || free === undefined) return undefined;
  const need = sumKnown(
    [...needs.byAsset].map(([asset, amount]) =>
      timesKnown(amount, usdRate(portfolio, asset, "exposure", of.account.venue)),
    ),
  );
  return need === undefined ? undefined : free.minus(need);
}

function distance(context: GateContext, of: AccountContext): readonly RuleReading[] {
  const binding = highestAmount(of.scopes, (limits) => limits.minLiquidationDistancePercent);
  if (binding === undefined) return [];
  const { account } = of;
  const subject = { accountId: account.id };
  const { scope } = binding;
  const limit = binding.value.toString();
  const opening = context.legs.filter((leg) => leg.of === of && !leg.reduction.proven).map(({ leg }) => leg);
  const least = leastDistance(context.input.portfolio, account.id, opening);
  if (least.kind === "none") return [];
  if (least.kind === "unknown") {
    const message = `How far ${account.name} is from liquidation is not known: ${least.missing} is missing. Wait for it.`;
    return [deny("margin", subject, message, { scope, limit })];
  }
  const reading = least.percent.rounded(2, "floor").toString();
  const numbers = { scope, reading, limit };
  if (least.percent.atLeast(binding.value))
    return [pass("margin", subject, `${reading} % to liquidation after.`, numbers)];
  const message = `${account.name} would be ${reading} % from liquidation, under the floor of ${limit} % for ${binding.label}. Make the order smaller or add margin.`;
  return [deny("margin", subject, message, numbers)];
}
