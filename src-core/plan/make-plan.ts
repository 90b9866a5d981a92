// The only place where a Plan is made: checked against its own envelope, frozen through and through, then hashed.
import { sum } from "../money/decimal.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { isWithin, type LegProgress, pairNet, WAITING } from "./pair-net.ts";
import { planHash } from "./plan-hash.ts";
import type { Plan, PlanBody } from "./plan.ts";

/** The Plan of these parts, with its hash. Throws `Invariant:` when a leg lies outside the envelope: a planner's bug. */
export function makePlan(parts: Omit<Plan, "hash">): Plan {
  checkInsideEnvelope(parts.body);
  checkPairs(parts.body);
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

/** Every leg in one step at most, and the net within the bound when the steps fill one after the other. */
function checkPairs({ legs, envelope }: PlanBody): void {
  const seen = new Set<number>();
  for (const pair of envelope.pairs ?? []) {
    const progress: LegProgress[] = legs.map(() => WAITING);
    for (const { leg } of pair.steps) {
      const terms = legs[leg]?.terms;
      if (terms === undefined || seen.has(leg))
        throw new Error(`Invariant: leg ${String(leg)} is in no one step`);
      seen.add(leg);
      progress[leg] = { kind: "ended", filled: terms.quantity };
      if (!isWithin(pairNet(pair, legs, progress), pair)) {
        throw new Error(`Invariant: leg ${String(leg)} breaches the bound of its pair`);
      }
    }
  }
}
