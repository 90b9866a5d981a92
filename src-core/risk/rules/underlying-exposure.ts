// exposure: what a scope can hold net of one underlying, at worst, stays under its limit, whatever listings it comes from.
import { ZERO } from "../../money/decimal.ts";
import { exposureQuestion, furthestNet, scopeExposure, type ExposureMemory } from "../exposure.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, dollars, limitAmount, pass, scopeSubject } from "../reading.ts";
import { scopesAtStake, type ScopeTotal } from "../scope-accounts.ts";
import type { RuleReading } from "../verdict.ts";

/** Judged for the underlyings that the plan can increase; spot and coin collateral count. */
export function underlyingExposure(context: GateContext): readonly RuleReading[] {
  const known: ExposureMemory = new Map();
  return scopesAtStake(context, (limits) => limits.maxUnderlyingExposure !== undefined).flatMap((total) =>
    ofScope(context, total, known),
  );
}

function ofScope(
  context: GateContext,
  { scoped, accounts }: ScopeTotal,
  known: ExposureMemory,
): readonly RuleReading[] {
  const { scope, label, limits } = scoped;
  const limit = limits.maxUnderlyingExposure ?? ZERO;
  const subject = scopeSubject(scope);
  const total = scopeExposure(accounts, exposureQuestion(context), known);
  if (!total.known) {
    const message = `The exposure of ${label} is not known: ${total.missing} is missing. Wait for it.`;
    return [deny("exposure", subject, message, { scope, limit: limit.toString() })];
  }
  const ids = new Set(accounts.map(({ account }) => account.id));
  const legs = context.legs.filter((leg) => !leg.reduction.proven && ids.has(leg.of.account.id));
  return [...new Set(legs.map(({ listing }) => listing.underlying))].map((underlying) => {
    const worst = total.exposure.underlyings.get(underlying);
    const net = worst === undefined ? ZERO : furthestNet(worst);
    const numbers = { scope, reading: net.toString(), limit: limit.toString() };
    const words = `Net ${underlying} of ${label} could reach ${dollars(net)}`;
    if (net.atMost(limit)) return pass("exposure", subject, `${words}.`, numbers);
    const message = `${words} with all open orders, over the limit of ${limitAmount(limit)}.`;
    return deny("exposure", subject, message, numbers);
  });
}
