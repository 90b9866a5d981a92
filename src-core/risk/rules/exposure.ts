// exposure: gross, net and leverage of an account, group, venue or environment stay under the limits set there, at worst.
import { ZERO, type Decimal } from "../../money/decimal.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, dollars, limitAmount, pass, scopeSubject, type Subject } from "../reading.ts";
import { exposureQuestion, furthestNet, scopeExposure, type ExposureMemory } from "../exposure.ts";
import { scopesAtStake, type ScopeTotal } from "../scope-accounts.ts";
import type { RuleReading } from "../verdict.ts";

/** Dollars over all accounts of the scope. Judged only where such a limit is set and the plan can add exposure. */
export function exposure(context: GateContext): readonly RuleReading[] {
  const known: ExposureMemory = new Map();
  return scopesAtStake(
    context,
    (limits) =>
      limits.maxGrossExposure !== undefined ||
      limits.maxNetExposure !== undefined ||
      limits.maxLeverage !== undefined,
  ).flatMap((total) => ofScope(context, total, known));
}

function ofScope(
  context: GateContext,
  { scoped, accounts }: ScopeTotal,
  known: ExposureMemory,
): readonly RuleReading[] {
  const { scope, label, limits } = scoped;
  const subject = scopeSubject(scope);
  const total = scopeExposure(accounts, exposureQuestion(context), known);
  if (!total.known) {
    return [
      deny(
        "exposure",
        subject,
        `The exposure of ${label} is not known: ${total.missing} is missing. Wait for it.`,
        { scope },
      ),
    ];
  }
  const { gross, netHighest, netLowest } = total.exposure;
  const net = furthestNet({ highestSigned: netHighest, lowestSigned: netLowest });
  const compare = (name: string, amount: Decimal, limit: Decimal | undefined): readonly RuleReading[] => {
    if (limit === undefined) return [];
    const numbers = { scope, reading: amount.toString(), limit: limit.toString() };
    const words = `${name} of ${label} could reach ${dollars(amount)}`;
    if (amount.atMost(limit)) return [pass("exposure", subject, `${words}.`, numbers)];
    return [
      deny(
        "exposure",
        subject,
        `${words} with all open orders, over the limit of ${limitAmount(limit)}.`,
        numbers,
      ),
    ];
  };
  return [
    ...compare("Gross exposure", gross, limits.maxGrossExposure),
    ...compare("Net exposure", net, limits.maxNetExposure),
    ...(limits.maxLeverage === undefined
      ? []
      : leverage(context, { scoped, accounts }, gross, limits.maxLeverage, subject)),
  ];
}

function leverage(
  context: GateContext,
  { scoped, accounts }: ScopeTotal,
  gross: Decimal,
  limit: Decimal,
  subject: Subject,
): readonly RuleReading[] {
  const { scope, label } = scoped;
  let equity = ZERO;
  for (const { account } of accounts) {
    const reading = context.input.readings.equities?.[account.id]?.equity;
    if (reading === undefined) {
      return [
        deny(
          "exposure",
          subject,
          `The leverage of ${label} is not known: the equity of ${account.name} is missing. Wait for it.`,
          { scope },
        ),
      ];
    }
    equity = equity.plus(reading);
  }
  if (!equity.isPositive())
    return [deny("exposure", subject, `${label} has no equity, so no leverage is allowed.`, { scope })];
  const times = gross.dividedBy(equity, 4, "up");
  const numbers = { scope, reading: times.toString(), limit: limit.toString() };
  const words = `Leverage of ${label} could reach ${times.toString()}x`;
  if (gross.atMost(limit.times(equity))) return [pass("exposure", subject, `${words}.`, numbers)];
  return [
    deny(
      "exposure",
      subject,
      `${words} with all open orders, over the limit of ${limit.toString()}x.`,
      numbers,
    ),
  ];
}
