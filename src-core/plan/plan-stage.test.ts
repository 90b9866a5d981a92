import { expect, test } from "vitest";
import { makePlan } from "./make-plan.ts";
import { planStage } from "./plan-stage.ts";
import { sampleParts } from "./plan-samples.ts";

test("a stage is the plan with some of its legs: its id, hash, bounds and deadline are the plan's own", () => {
  const plan = makePlan(sampleParts());
  const stage = planStage(plan, [1], 9_000);
  expect(stage).toMatchObject({ planId: plan.planId, hash: plan.hash, madeAtMs: 9_000 });
  expect(stage.body.legs).toEqual([plan.body.legs[1]]);
  expect(stage.body.envelope.maximumByLeg).toEqual([plan.body.envelope.maximumByLeg[1]]);
  expect(stage.body.envelope.deadlineMs).toBe(plan.body.envelope.deadlineMs);
});
