// hold: a person said "hands off" or "bot off" for this account and listing.
import type { GateContext } from "../gate-context.ts";
import { holdReaches } from "../hold.ts";
import { deny, legSubject, warn } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

const WORDS = { "hands-off": "hands off", "bot-off": "bot off" } as const;

/** Denies reductions too. Only a flatten's proven reductions pass, and say so: an emergency is not held up by a hold. */
export function hold(context: GateContext): readonly RuleReading[] {
  const { holds = [], plan } = context.input;
  return context.legs.flatMap((leg) => {
    const { account } = leg.of;
    const held = holds.find(
      (each) =>
        each.accountId === account.id &&
        each.listing === leg.listing.key &&
        holdReaches(each, plan.body.gesture),
    );
    if (held === undefined) return [];
    const words = `${leg.listing.name} of ${account.name} is on hold (${WORDS[held.kind]}).`;
    if (plan.body.gesture === "flatten" && leg.reduction.proven)
      return [warn("hold", legSubject(leg), `${words} The flatten closes it all the same.`)];
    return [deny("hold", legSubject(leg), `${words} Clear the hold in the Risk panel first.`)];
  });
}
