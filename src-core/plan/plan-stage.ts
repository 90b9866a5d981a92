// A part of a plan as the gate looks at it when its turn has come: these legs, now, and nothing else changed.
import { ZERO } from "../money/decimal.ts";
import type { Leg, Plan } from "./plan.ts";

/**
 * The plan with only these legs, for the gate's eyes: id, hash, bounds and deadline are the plan's own, so what it approves
 * is an order of that plan. `legs` are indices; the age of the preview counts from `nowMs`, for the plan was confirmed whole.
 */
export function planStage(plan: Plan, legs: readonly number[], nowMs: number): Plan {
  const { pairs: _, ...envelope } = plan.body.envelope;
  const own = legs.flatMap((index): Leg[] => {
    const leg = plan.body.legs[index];
    return leg === undefined ? [] : [leg];
  });
  const maximumByLeg = legs.map((index) => envelope.maximumByLeg[index] ?? ZERO);
  return {
    ...plan,
    madeAtMs: nowMs,
    body: { ...plan.body, legs: own, envelope: { ...envelope, maximumByLeg } },
  };
}
