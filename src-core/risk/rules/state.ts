// state: ACTIVE lets everything pass, SYNCING and REDUCING only what shrinks a position, HALTED nothing but a confirmed flatten.
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject, warn } from "../reading.ts";
import { stateOf } from "../risk-state.ts";
import type { RuleReading } from "../verdict.ts";

/** A flatten passes a person's halt only if a person confirmed it after the halt, and only legs proven to reduce. */
export function state(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const { riskState, account } = leg.of;
    if (riskState === "ACTIVE") return [];
    const subject = legSubject(leg);
    const why = `${account.name} is ${riskState}${causesInWords(leg)}.`;
    if (riskState === "HALTED" && !confirmedAfterHalt(context, leg)) {
      return [
        deny("state", subject, `${why} No orders until a person resumes; a flatten confirmed now may go.`),
      ];
    }
    if (!leg.reduction.proven) {
      const message = `${why} Only orders that are certain to shrink a position may go.`;
      return [deny("state", subject, message)];
    }
    return [warn("state", subject, `${why} This order only shrinks a position.`)];
  });
}

function confirmedAfterHalt(context: GateContext, leg: LegContext): boolean {
  const { plan, flattenConfirmedAtMs, nowMs } = context.input;
  if (plan.body.gesture !== "flatten" || flattenConfirmedAtMs === undefined || flattenConfirmedAtMs > nowMs)
    return false;
  const halts = leg.of.causes.filter((cause) => stateOf(cause) === "HALTED");
  return halts.every((cause) => cause.kind === "person" && flattenConfirmedAtMs > cause.sinceMs);
}

function causesInWords(leg: LegContext): string {
  const details = leg.of.causes
    .filter((cause) => stateOf(cause) === leg.of.riskState)
    .map((cause) => cause.detail.replace(/\.$/, ""));
  return details.length === 0 ? "" : `: ${details.join("; ")}`;
}
