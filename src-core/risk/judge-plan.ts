// The pre-trade gate: the same input gives the same verdict, in preview, at submit and in replay. It only denies.
import { gateContext, type GateContext } from "./gate-context.ts";
import type { GateInput } from "./gate-input.ts";
import { RULE_TABLE } from "./rule-table.ts";
import type { RuleReading, Verdict } from "./verdict.ts";

const ORDER: Readonly<Record<RuleReading["outcome"], number>> = { deny: 0, warn: 1, pass: 2 };

/** Asks every rule about every leg; one denial refuses the whole plan. */
export function judgePlan(input: GateInput): Verdict {
  return verdictOf(judgeContext(gateContext(input)));
}

/** Every rule's readings, in the order of the table. */
export function judgeContext(context: GateContext): readonly RuleReading[] {
  return RULE_TABLE.flatMap(([, rule]) => rule(context));
}

/** Denials first, then warnings, then passes; each in the order of the rules. */
export function verdictOf(readings: readonly RuleReading[]): Verdict {
  const sorted = readings.toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome]);
  return { decision: sorted[0]?.outcome === "deny" ? "refuse" : "approve", readings: sorted };
}

/** Whether a second, different confirmation of the likeness to an earlier order is all that is missing. */
export function awaitsConfirmation(verdict: Verdict): boolean {
  const denials = verdict.readings.filter((reading) => reading.outcome === "deny");
  return denials.length > 0 && denials.every((reading) => reading.rule === "duplicate");
}
