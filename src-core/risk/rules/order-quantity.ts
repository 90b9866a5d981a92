// order-quantity: no single order is larger than the quantity limit of its listing.
import { lowestAmount } from "../binding-limits.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, legSubject, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Size units against the tightest limit for the listing. Exits, which the position bounds, are exempt. */
export function orderQuantity(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const key = leg.listing.key;
    const binding = lowestAmount(leg.of.scopes, ({ maxOrderQuantity }) =>
      maxOrderQuantity !== undefined && Object.hasOwn(maxOrderQuantity, key)
        ? maxOrderQuantity[key]
        : undefined,
    );
    if (binding === undefined || leg.isExit) return [];
    const { quantity } = leg.leg.terms;
    const reading = quantity.toString();
    const limit = binding.value.toString();
    const numbers = { scope: binding.scope, reading, limit };
    if (quantity.atMost(binding.value)) {
      return [pass("order-quantity", legSubject(leg), `Quantity ${reading} of at most ${limit}.`, numbers)];
    }
    const message = `Quantity ${reading} of ${leg.listing.name} is over the limit of ${limit} for ${binding.label}.`;
    return [deny("order-quantity", legSubject(leg), message, numbers)];
  });
}
