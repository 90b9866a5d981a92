// Puts a plan on the screen: what it costs, what stands after it, and what the gate says, without sending anything.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { LegPreview, PlanPreview } from "../../src-core/contract/views.ts";
import type { Decimal } from "../../src-core/money/decimal.ts";
import type { LegAssessment } from "../../src-core/plan/assessment.ts";
import { assessPlan } from "../../src-core/plan/assess.ts";
import type { Leg, LegReason, Plan } from "../../src-core/plan/plan.ts";
import type { Portfolio } from "../../src-core/portfolio/portfolio.ts";
import { awaitsConfirmation, judgePlan } from "../../src-core/risk/judge-plan.ts";
import { planFreshMs } from "../../src-core/risk/rules/freshness.ts";
import type { Verdict } from "../../src-core/risk/verdict.ts";
import { answer, refusal } from "./answer.ts";
import { gateInput } from "./gate-input.ts";
import { explainLeg, explainPlan } from "./views/explain-leg.ts";
import type { Runtime, StandingPlan } from "./runtime.ts";

/** A screen shows few plans at a time; older ones are gone. */
const MAX_STANDING = 32;

/** Keeps the plan for a submit and answers its preview. */
export function standPlan(runtime: Runtime, plan: Plan, confirmedAfterHalt: boolean): PlanPreview {
  const { standing } = runtime.state;
  const stands: StandingPlan = { plan, confirmedAfterHalt, duplicateConfirmed: false };
  standing.set(plan.planId, stands);
  for (const oldest of [...standing.keys()].slice(0, Math.max(0, standing.size - MAX_STANDING)))
    standing.delete(oldest);
  return previewOf(runtime, stands);
}

/** The second, different confirmation of an order like one just sent. */
export function confirmDuplicate(runtime: Runtime, planId: string): Answer<PlanPreview> {
  const stands = runtime.state.standing.get(planId);
  if (stands === undefined)
    return refusal("plan-gone", "plan", "This plan is no longer on the screen.", "Preview it again.");
  stands.duplicateConfirmed = true;
  return answer(previewOf(runtime, stands));
}

/** The gate's word on a plan, with client ids that are never sent. */
export function judge(runtime: Runtime, stands: StandingPlan): Verdict {
  const clientIds = stands.plan.body.legs.map((_, leg) => `preview-${String(leg)}`);
  return judgePlan(gateInput(runtime, stands, clientIds));
}

function previewOf(runtime: Runtime, stands: StandingPlan): PlanPreview {
  const { plan } = stands;
  const verdict = judge(runtime, stands);
  stands.shownRefused = verdict.decision === "refuse";
  const { portfolio } = runtime.state;
  const assessment = assessPlan(plan, portfolio, runtime.ports.clock.nowMs());
  const freshMs = planFreshMs(
    plan.body.legs.map((leg) => leg.terms),
    (listing) => portfolio.quotes.get(listing),
  );
  return {
    planId: plan.planId,
    hash: plan.hash,
    title: plan.title,
    environment: plan.body.environment,
    legs: plan.reasons.map((reason) => legPreview(runtime, plan, reason, assessment.legs, verdict)),
    quantity: plan.body.envelope.maximumTotal.toString(),
    unallocated: plan.unallocated.toString(),
    ...texts({
      notional: assessment.notional,
      fee: assessment.fee,
      slippageBps: assessment.slippageBps,
      leverageBefore: assessment.leverageBefore,
      leverageAfter: assessment.leverageAfter,
    }),
    decision: verdict.decision,
    readings: verdict.readings.filter((reading) => reading.leg === undefined),
    needsConfirmation: awaitsConfirmation(verdict),
    words: explainPlan(plan, assessment),
    ...(awaitsBook(portfolio, plan, assessment.legs) ? { bookAwaited: true } : {}),
    validUntilMs: plan.madeAtMs + freshMs,
  };
}

/** Whether a figure is missing only because a book that is followed has not come yet. */
function awaitsBook({ depths }: Portfolio, { body }: Plan, assessed: readonly LegAssessment[]): boolean {
  return body.legs.some(({ terms }, index) => {
    const depth = depths.get(terms.listing);
    return assessed[index]?.slippageBps === undefined && depth !== undefined && depth.book === undefined;
  });
}

function legPreview(
  runtime: Runtime,
  plan: Plan,
  reason: LegReason,
  assessed: readonly LegAssessment[],
  verdict: Verdict,
): LegPreview {
  const account = runtime.state.durable.accounts[reason.accountId];
  const leg = reason.leg === undefined ? undefined : plan.body.legs[reason.leg];
  const readings = verdict.readings.filter(
    (reading) => reading.leg !== undefined && reading.leg === reason.leg,
  );
  const base = {
    accountId: reason.accountId,
    digit: account?.digit ?? 0,
    name: account?.name ?? reason.accountId,
    listing: reason.listing ?? plan.listing,
    side: leg?.terms.side ?? plan.body.legs[0]?.terms.side ?? "buy",
    quantity: reason.quantity.toString(),
    ideal: reason.ideal.toString(),
    limitedBy: reason.limitedBy,
    detail: reason.detail,
    readings,
  };
  if (leg === undefined || reason.leg === undefined) return { ...base, decision: "nothing" };
  const figures = assessed[reason.leg];
  const refused = readings.some((reading) => reading.outcome === "deny");
  return {
    ...base,
    ...changeOf(leg),
    ...onTopOf(plan, leg, reason.leg),
    ...doesOf(plan, leg),
    ...texts({
      price: leg.terms.price,
      trigger: leg.terms.trigger,
      notional: figures?.notional,
      margin: figures?.margin,
      fee: figures?.fee,
      slippageBps: figures?.slippageBps,
      positionAfter: figures?.positionAfter,
      leverageAfter: figures?.leverageAfter,
      liquidationAfter: figures?.liquidationAfter,
    }),
    decision: refused ? "refuse" : "approve",
    ...(figures === undefined ? {} : { words: explainLeg(leg, reason, figures, runtime.state.portfolio) }),
  };
}

/** The envelope's maximum beyond the leg's own quantity: it is hashed with the plan. */
function onTopOf({ body }: Plan, { terms }: Leg, leg: number): Pick<LegPreview, "onTop"> {
  const room = body.envelope.maximumByLeg[leg]?.minus(terms.quantity);
  const takes = body.gesture === "group-order" && room?.isPositive() === true;
  return takes ? { onTop: room.toString() } : {};
}

const STAGES = { close: "closes", open: "opens" } as const;

function doesOf({ body }: Plan, { change, effect }: Leg): Pick<LegPreview, "does"> {
  if (body.gesture === "reverse") return { does: STAGES[effect] };
  return body.gesture === "amend" ? { does: change === undefined ? "stop at" : "moves to" } : {};
}

function changeOf({ change }: Leg): Pick<LegPreview, "change"> {
  if (change === undefined) return {};
  const { kind, clientId, before } = change;
  const old = texts({ price: before.price, trigger: before.trigger });
  return { change: { kind, orderId: clientId, quantity: before.quantity.toString(), ...old } };
}

/** Canonical texts of what is known; what is not stays absent. */
function texts<K extends string>(
  amounts: Readonly<Record<K, Decimal | undefined>>,
): { readonly [P in K]?: string } {
  const known: { [P in K]?: string } = {};
  for (const [name, amount] of Object.entries(amounts) as [K, Decimal | undefined][]) {
    if (amount !== undefined) known[name] = amount.toString();
  }
  return known;
}
