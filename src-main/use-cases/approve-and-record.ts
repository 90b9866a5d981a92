// Gate, reservation and journal as one: what passes is on disk as intents before a byte of it may leave.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { SubmitReceipt } from "../../src-core/contract/views.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Failure } from "../../src-core/money/outcome.ts";
import { planOutcome } from "../../src-core/orders/plan-outcome.ts";
import { startsInRounds } from "../../src-core/flatten/flatten-round.ts";
import { followUpFlaw } from "../../src-core/plan/follow-up.ts";
import { legsDue } from "../../src-core/plan/legs-due.ts";
import { planStage } from "../../src-core/plan/plan-stage.ts";
import type { Leg, Plan } from "../../src-core/plan/plan.ts";
import { type Approval, approvePlan } from "../../src-core/risk/approve.ts";
import type { Verdict } from "../../src-core/risk/verdict.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import { gateInput } from "./gate-input.ts";
import { planFamily } from "./plan-family.ts";
import { tripRepeats } from "./risk-breakers.ts";
import { referencesOf } from "./risk-readings.ts";
import type { Runtime, StandingPlan } from "./runtime.ts";
import { keepTerms } from "./send-amends.ts";
import { keepUnsent } from "./send-orders.ts";

type Submitted = Extract<JournalRecord, { readonly kind: "submitted" }>;
type Approved = Extract<Approval, { readonly kind: "approved" }>;

const STOPPED = "Stopped before it was sent.";

/** A leg on its way to the journal, with the client id that it keeps for ever. */
interface Numbered {
  readonly leg: number;
  readonly clientId: string;
  readonly order: Leg;
}

/**
 * Approves a plan whole and journals its first stage; belongs into the serial section. Without pairs the first stage is all
 * of it. The receipt names the orders that were journaled, in the order of their legs.
 */
export function approveAndRecord(runtime: Runtime, standing: StandingPlan): Promise<Answer<SubmitReceipt>> {
  const { body } = standing.plan;
  const first = body.envelope.pairs === undefined ? [...body.legs.keys()] : legsDue(body, []).now;
  const inRounds = startsInRounds(standing.plan);
  return record(runtime, standing, [...body.legs.keys()], inRounds ? [] : first);
}

/** The same for the next legs of a plan that is under way: judged as they leave, against the state of that moment. */
export function approveStage(
  runtime: Runtime,
  plan: Plan,
  legs: readonly number[],
): Promise<Answer<SubmitReceipt>> {
  const stage = planStage(plan, legs, runtime.ports.clock.nowMs());
  const standing = { confirmedAfterHalt: false, confirmedAtMs: plan.madeAtMs, duplicateConfirmed: true };
  return record(runtime, { ...standing, plan: stage }, legs, legs, plan);
}

/** `judged`: for each leg that the gate sees, its index in the plan. `going`: those of them that are journaled now. */
async function record(
  runtime: Runtime,
  standing: StandingPlan,
  judged: readonly number[],
  going: readonly number[],
  plan: Plan = standing.plan,
): Promise<Answer<SubmitReceipt>> {
  const { ports, state, keeper } = runtime;
  const flaw = envelopeFlaw(runtime, plan);
  if (flaw !== undefined) return refusal("outside-envelope", "plan", flaw);
  const installation = state.durable.installation ?? "";
  const numbered = standing.plan.body.legs.map((order, index): Numbered => {
    const { change } = order;
    const own = change?.kind === "amend" ? change.clientId : ports.ids.clientOrderId(installation);
    return { leg: judged[index] ?? index, clientId: own, order };
  });
  const clientIds = numbered.map(({ clientId }) => clientId);
  const decision = approvePlan(gateInput(runtime, standing, clientIds));
  if (decision.kind === "refused") tripRepeats(runtime, decision.verdict);
  if (decision.kind === "refused") return refuse(...denials(decision.verdict));
  const leaving = numbered.filter(({ leg }) => going.includes(leg));
  const known = state.durable.plans.has(plan.planId);
  const submitted: Submitted = {
    kind: "submitted",
    plan,
    ...intentsOf(leaving),
    reservations: decision.reservations.filter(({ clientId }) => isAmong(leaving, clientId)),
    ...(known ? {} : { references: referencesOf(runtime, plan) }),
    atMs: ports.clock.nowMs(),
  };
  const trustBefore = trustIn(runtime, plan);
  if (!(await keeper.commit([submitted]))) {
    return refusal(
      "journal-not-written",
      "journal",
      "Nothing was sent: the journal could not be written to disk.",
      "Free space on the disk of the data folder; trading resumes when a write succeeds.",
    );
  }
  applyRecord(runtime, submitted);
  state.standing.delete(plan.planId);
  if (trustIn(runtime, plan) === trustBefore) spendable(runtime, decision, leaving);
  else stop(runtime, plan, decision, submitted);
  return answer({ planId: plan.planId, orders: leaving.map(({ clientId }) => clientId) });
}

/** Changes when approvals are voided, and when a person says what is to become of the plan. */
function trustIn({ state }: Runtime, { planId }: Plan): string {
  return `${String(state.voidings)} ${state.durable.pursuits.get(planId)?.choice ?? ""}`;
}

function spendable({ state }: Runtime, { orders, amends }: Approved, leaving: readonly Numbered[]): void {
  for (const order of orders) if (isAmong(leaving, order.clientId)) state.unspent.set(order.clientId, order);
  for (const change of amends)
    if (isAmong(leaving, change.clientId)) state.unspentAmends.set(change.clientId, change);
}

function stop(runtime: Runtime, { planId }: Plan, { amends }: Approved, { intents }: Submitted): void {
  for (const { clientId } of intents) keepUnsent(runtime, clientId, STOPPED);
  for (const { clientId } of amends) keepTerms(runtime, planId, clientId, STOPPED);
}

function isAmong(legs: readonly Numbered[], clientId: string): boolean {
  return legs.some((leg) => leg.clientId === clientId);
}

/** What is journaled of each leg: a new order by its id, or the change of one that works. */
function intentsOf(legs: readonly Numbered[]): Pick<Submitted, "intents" | "amends"> {
  const amends = legs.filter(({ order }) => order.change?.kind === "amend");
  const intents = legs.filter(({ order }) => order.change?.kind !== "amend");
  return amends.length === 0
    ? { intents }
    : { intents, amends: amends.map(({ clientId, leg }) => ({ clientId, leg })) };
}

/** Why a plan may not act for the one that it follows; undefined for a plan of a person's own. */
function envelopeFlaw({ state }: Runtime, plan: Plan): string | undefined {
  const { follows } = plan.body;
  if (follows === undefined) return undefined;
  const family = planFamily(state.durable, follows.planId);
  if (family === undefined) return "The plan that it follows is not known.";
  return followUpFlaw(family.root, planOutcome(family), plan);
}

/** What denied the plan, as failures; never empty. */
function denials(verdict: Verdict): readonly [Failure, ...Failure[]] {
  const [first, ...rest] = verdict.readings
    .filter((reading) => reading.outcome === "deny")
    .map((reading) => ({ code: reading.rule, place: "risk", message: reading.message }));
  return [first ?? { code: "refused", place: "risk", message: "The risk gate refused the plan." }, ...rest];
}
