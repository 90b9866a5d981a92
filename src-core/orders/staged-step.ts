// A plan whose pairs go in stages: the next legs while all goes well, and the failure policy once a leg did not.
import { legsDue } from "../plan/legs-due.ts";
import { failureStep, type FailureInput, type FailureStep } from "./failure-step.ts";
import { legProgress } from "./leg-progress.ts";
import type { Order } from "./order.ts";
import type { PlanFamily } from "./plan-outcome.ts";
import type { LegProgress } from "../plan/pair-net.ts";

export type StagedStep =
  | FailureStep
  /** Indices of legs that have room now; each leaves at most once. */
  | { readonly kind: "stage"; readonly legs: readonly number[] };

/** The next thing to do. A person's word ends the stages: what is unsent then is completed, unwound or left with the rest. */
export function stagedStep(input: FailureInput, progress: readonly LegProgress[]): StagedStep {
  const { plan, outcome, choice, nowMs } = input;
  if (choice !== "ask") return failureStep(input);
  const overdue = nowMs > plan.body.envelope.deadlineMs;
  const { now } = legsDue(plan.body, progress);
  if (now.length > 0 && !overdue) return { kind: "stage", legs: now };
  const isOut = outcome.some(({ state }) => state === "working" || state === "unknown");
  // After the deadline nothing could be chosen any more: what stands is said, and stays.
  return overdue && !isOut ? failureStep({ ...input, choice: "leave" }) : failureStep(input);
}

/** One progress for each leg of the first plan, by the order of its own that the plan's stages made. */
export function stageProgress({ root, orders }: PlanFamily): readonly LegProgress[] {
  const first = new Map<number, Order>();
  for (const order of orders) if (order.planId === root.planId) first.set(order.leg, order);
  return root.body.legs.map((_, leg) => legProgress(first.get(leg)));
}
