// Which plans are looked after once they are submitted, what a person says about them, and how they end.
import { NO_PURSUIT, type PlanEnd } from "../../src-core/journal/pursuit.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { FailurePolicy, Plan } from "../../src-core/plan/plan.ts";
import { applyRecord } from "./apply.ts";
import { rootOf } from "./plan-family.ts";
import type { Runtime } from "./runtime.ts";

/** Looks after a plan from now on, where it permits anything after its first orders and has not ended. */
export function beginPursuit(runtime: Runtime, planId: string): void {
  const { durable, pursued } = runtime.state;
  const plan = durable.plans.get(planId);
  if (plan === undefined || pursued.has(planId) || !permitsMore(plan)) return;
  if (durable.pursuits.get(planId)?.settled !== undefined) return;
  pursued.set(planId, { busy: false, notBeforeMs: 0, refusals: 0, asked: false });
}

function permitsMore({ body }: Plan): boolean {
  const { followUps, pairs } = body.envelope;
  if (body.follows !== undefined) return false;
  return pairs !== undefined || followUps.includes("complete") || followUps.includes("unwind");
}

/** Writes down a person's word on a plan's unfinished legs; it outranks the plan's own policy. */
export function choosePolicy(runtime: Runtime, planId: string, choice: FailurePolicy, by: string): void {
  const { durable, pursued } = runtime.state;
  const rootId = rootOf(durable, planId);
  const known = durable.pursuits.get(rootId) ?? NO_PURSUIT;
  if (!pursued.has(rootId) && choice === "leave") return;
  if (known.choice === choice && known.settled === undefined) return;
  keep(runtime, { kind: "plan-choice", planId: rootId, choice, by, atMs: runtime.ports.clock.nowMs() });
  const entry = pursued.get(rootId);
  if (entry === undefined) beginPursuit(runtime, rootId);
  else entry.notBeforeMs = 0;
}

/** Ends a plan: nothing more is done about it by itself, and a person is told how it ended. */
export function settlePlan(runtime: Runtime, plan: Plan, end: PlanEnd, detail: string): void {
  const { planId, title } = plan;
  runtime.state.pursued.delete(planId);
  keep(runtime, { kind: "plan-settled", planId, end, detail, atMs: runtime.ports.clock.nowMs() });
  if (end === "whole") return;
  const good = end === "flat" || end === "unwound";
  runtime.audience.notice({
    level: good ? "info" : end === "dust" ? "warn" : "stop",
    text: `${title}: ${detail}`,
    ...(good ? {} : { remedy: "See the legs in the Orders panel." }),
  });
}

function keep(runtime: Runtime, record: JournalRecord): void {
  runtime.keeper.note(record);
  applyRecord(runtime, record);
}
