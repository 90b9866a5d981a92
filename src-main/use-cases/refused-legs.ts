// Which legs of a follow-up the gate refuses now, before it is made: what they lack may be another account's to take.
import { type FollowUpLeg, makeFollowUp } from "../../src-core/plan/follow-up.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import { judge } from "./preview-plan.ts";
import type { Runtime, StandingPlan } from "./runtime.ts";

/** A follow-up as the gate sees it: confirmed when its first plan was. */
export function standingFollowUp(root: Plan, plan: Plan): StandingPlan {
  return {
    plan,
    confirmedAfterHalt: root.body.gesture === "flatten",
    confirmedAtMs: root.madeAtMs,
    duplicateConfirmed: true,
  };
}

/** Indices of the first plan's legs. Nothing is reserved or sent by asking. */
export function refusedLegs(runtime: Runtime, root: Plan, legs: readonly FollowUpLeg[]): readonly number[] {
  if (legs.length === 0) return [];
  const nowMs = runtime.ports.clock.nowMs();
  const plan = makeFollowUp({ root, planId: `${root.planId} asked`, kind: "complete", legs, nowMs });
  const { readings } = judge(runtime, standingFollowUp(root, plan));
  const refused = readings.flatMap(({ outcome, leg }) =>
    outcome === "deny" && leg !== undefined ? [leg] : [],
  );
  return [...new Set(refused)].flatMap((leg) => legs[leg]?.leg ?? []);
}
