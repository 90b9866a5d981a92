// position: the furthest long and the furthest short that an account can reach in a listing stay under the limit.
import { lowestAmount } from "../binding-limits.ts";
import { highestMarketPrice } from "../exposure-price.ts";
import { ONE, ZERO, type Decimal } from "../../money/decimal.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, dollars, legSubject, limitAmount, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";
import { worstCaseValue } from "../worst-case.ts";

/**
 * Dollars, both ways: the position, every order that can still trade and the plan's own legs. In hedge mode each side is
 * judged by itself; net cannot exceed the larger side. Proven reductions are exempt.
 */
export function position(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const binding = lowestAmount(leg.of.scopes, (limits) => limits.maxPositionNotional);
    if (binding === undefined || leg.reduction.proven) return [];
    const subject = legSubject(leg);
    const { scope } = binding;
    const limit = binding.value.toString();
    const reached = furthestValue(leg);
    if (typeof reached === "string") return [deny("position", subject, reached, { scope, limit })];
    const numbers = { scope, reading: reached.amount.toString(), limit };
    const words = `Position in ${leg.listing.name} could reach ${dollars(reached.amount)} ${reached.side}`;
    if (reached.amount.atMost(binding.value)) return [pass("position", subject, `${words}.`, numbers)];
    const message = `${words} with all open orders, over the limit of ${limitAmount(binding.value)} for ${binding.label}.`;
    return [deny("position", subject, message, numbers)];
  });
}

interface Reached {
  readonly amount: Decimal;
  readonly side: "long" | "short";
}

/** The larger of both worst cases in dollars, or what is missing to know it. */
function furthestValue(leg: LegContext): Reached | string {
  const { listing, quote, rate, heldSigned } = leg;
  if (heldSigned === undefined)
    return `The position of ${leg.of.account.name} is not known. Wait until the account is synced.`;
  if (rate === undefined)
    return `No recent rate from ${listing.quote} to USD, so the position has no value. Wait for the rate.`;
  const price =
    listing.kind === "inverse" ? ONE : quote === undefined ? undefined : highestMarketPrice(quote);
  if (price === undefined)
    return `No fresh price for ${listing.name}, so the position has no value. Wait for the price.`;
  const worst = worstCaseValue(heldSigned, leg.orders, price);
  const long = worst.highestSigned.times(rate).max(ZERO);
  const short = worst.lowestSigned.times(rate).negated().max(ZERO);
  return long.atLeast(short) ? { amount: long, side: "long" } : { amount: short, side: "short" };
}
