// The only place where a Plan is made: checked against its own envelope, frozen through and through, then hashed.
import { sum } from "../money/decimal.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { planHash } from "./plan-hash.ts";
import type { Plan, PlanBody } from "./plan.ts";

/** The Plan of these parts, with its hash. Throws `Invariant:` when a leg lies outside the envelope: a planner's bug. */
export function makePlan(parts: Omit<Plan, "hash">): Plan {
  checkInsideEnvelope(parts.body);
  const frozen = deepFreeze({ ...parts });
  return Object.freeze({ ...frozen, hash: planHash(frozen.body) });
}

function checkInsideEnvelope({ legs, envelope }: PlanBody): void {
  if (legs.length === 0) throw new Error("Invariant: a plan has at least one leg");
  if (envelope.maximumByLeg.length !== legs.length) throw new Error("Invariant: one maximum per leg");
  legs.forEach(({ terms }, index) => {
    if (!terms.quantity.isPositive()) throw new Error(`Invariant: leg ${String(index)} has no quantity`);
    const maximum = envelope.maximumByLeg[index];
    if (maximum === undefined || terms.quantity.greaterThan(maximum)) {
      throw new Error(`Invariant: leg ${String(index)} is over its maximum`);
    }
  });
  if (sum(legs.map(({ terms }) => terms.quantity)).greaterThan(envelope.maximumTotal)) {
    throw new Error("Invariant: the legs are over the envelope's total");
  }
}
