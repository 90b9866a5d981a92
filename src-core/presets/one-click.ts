// Whether an armed preset may be sent at once: only a Plan that leaves a person nothing to read.
import type { Plan } from "../plan/plan.ts";
import type { Verdict } from "../risk/verdict.ts";

/** Why the Plan waits for a person; undefined: it may be sent at once. A lot's rounding is no reason, every other limit is. */
export function oneClickObstacle(plan: Plan, verdict: Verdict, armed: boolean): string | undefined {
  if (!armed) return "Not armed: Submit sends it.";
  const objection = verdict.readings.find(({ outcome }) => outcome !== "pass");
  if (objection !== undefined) return `Waits for you: ${objection.message}`;
  if (verdict.decision !== "approve") return "Waits for you: the plan is refused.";
  const limited = plan.reasons.find(({ limitedBy }) => limitedBy !== "none" && limitedBy !== "lot");
  if (limited !== undefined) return `Waits for you: ${limited.detail}`;
  if (plan.unallocated.isZero()) return undefined;
  return `Waits for you: ${plan.unallocated.toString()} would be left over.`;
}
