// order-notional: no single order is worth more than the limit, market orders not exempt.
import { lowestAmount } from "../binding-limits.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, dollars, legSubject, limitAmount, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Dollars at the highest known price against the tightest limit. Exits, which the position bounds, are exempt. */
export function orderNotional(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const binding = lowestAmount(leg.of.scopes, (limits) => limits.maxOrderNotional);
    if (binding === undefined || leg.isExit) return [];
    const subject = legSubject(leg);
    const limit = binding.value.toString();
    const { scope } = binding;
    if (leg.notional === undefined) {
      const message = `The value of the order in USD is not known: no fresh price for ${leg.listing.name} or no rate for ${leg.listing.quote}. Wait for the price.`;
      return [deny("order-notional", subject, message, { scope, limit })];
    }
    const numbers = { scope, reading: leg.notional.toString(), limit };
    const worth = `Order ${dollars(leg.notional)}`;
    if (leg.notional.atMost(binding.value)) {
      return [pass("order-notional", subject, `${worth} of at most ${limitAmount(binding.value)}.`, numbers)];
    }
    const message = `${worth} is over the limit of ${limitAmount(binding.value)} for ${binding.label}.`;
    return [deny("order-notional", subject, message, numbers)];
  });
}
