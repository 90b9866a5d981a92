// From a plan on the screen to orders on disk: gate, reservation and journal in one serial section, then the sending.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { SubmitReceipt } from "../../src-core/contract/views.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Failure } from "../../src-core/money/outcome.ts";
import { planOutcome } from "../../src-core/orders/plan-outcome.ts";
import { followUpFlaw } from "../../src-core/plan/follow-up.ts";
import { startsInRounds } from "../../src-core/flatten/flatten-round.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import { approvePlan } from "../../src-core/risk/approve.ts";
import type { Verdict } from "../../src-core/risk/verdict.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import { gateInput } from "./gate-input.ts";
import { planFamily } from "./plan-family.ts";
import { beginPursuit } from "./begin-pursuit.ts";
import type { Runtime, StandingPlan } from "./runtime.ts";
import { tripRepeats } from "./risk-breakers.ts";
import { referencesOf } from "./risk-readings.ts";
import { replaceOrders } from "./replace-orders.ts";
import { keepTerms, sendAmends } from "./send-amends.ts";
import { keepUnsent, sendOrders } from "./send-orders.ts";

type Submitted = Extract<JournalRecord, { readonly kind: "submitted" }>;

const STOPPED = "Stopped before it was sent.";

/** Submits a plan once; a second submit of the same plan gets the first one's answer. `hash` must be what was shown. */
export function submitPlan(runtime: Runtime, planId: string, hash: string): Promise<Answer<SubmitReceipt>> {
  const { receipts, standing } = runtime.state;
  const earlier = receipts.get(planId);
  if (earlier !== undefined) return earlier;
  const plan = standing.get(planId);
  if (plan === undefined) {
    return Promise.resolve(
      refusal("plan-gone", "plan", "This plan is no longer on the screen.", "Preview the order again."),
    );
  }
  if (plan.plan.hash !== hash) {
    return Promise.resolve(
      refusal(
        "plan-changed",
        "plan",
        "The plan on the screen is not the plan that was made.",
        "Preview the order again.",
      ),
    );
  }
  const receipt = runtime.section.run(() => approveAndRecord(runtime, plan));
  receipts.set(planId, receipt);
  void receipt.then((result) => {
    if (!result.ok) receipts.delete(planId);
    else {
      send(runtime, result.value);
      if (plan.plan.body.gesture !== "amend") beginPursuit(runtime, planId);
    }
  });
  return receipt;
}

/** Submits a plan that acts for `root` inside its envelope, through the same section as any other. */
export async function submitFollowUp(
  runtime: Runtime,
  root: Plan,
  plan: Plan,
): Promise<Answer<SubmitReceipt>> {
  const standing: StandingPlan = {
    plan,
    confirmedAfterHalt: root.body.gesture === "flatten",
    confirmedAtMs: root.madeAtMs,
    duplicateConfirmed: true,
  };
  const receipt = await runtime.section.run(() => approveAndRecord(runtime, standing));
  if (receipt.ok) sendOrders(runtime, receipt.value);
  return receipt;
}

function send(runtime: Runtime, receipt: SubmitReceipt): void {
  sendOrders(runtime, receipt);
  sendAmends(runtime, receipt.planId);
  const plan = runtime.state.durable.plans.get(receipt.planId);
  if (plan !== undefined) replaceOrders(runtime, plan, receipt.orders);
}

/** What is journaled of each leg: a new order by its id, or the change of one that works. */
function intentsOf(plan: Plan, clientIds: readonly string[]): Pick<Submitted, "intents" | "amends"> {
  const legs = plan.body.legs.map((order, leg) => ({ clientId: clientIds[leg] ?? "", leg, order }));
  const amends = legs.filter(({ order }) => order.change?.kind === "amend");
  const intents = legs.filter(({ order }) => order.change?.kind !== "amend");
  return amends.length === 0
    ? { intents }
    : { intents, amends: amends.map(({ clientId, leg }) => ({ clientId, leg })) };
}

async function approveAndRecord(runtime: Runtime, standing: StandingPlan): Promise<Answer<SubmitReceipt>> {
  const { plan } = standing;
  const { ports, state, keeper } = runtime;
  const flaw = envelopeFlaw(runtime, plan);
  if (flaw !== undefined) return refusal("outside-envelope", "plan", flaw);
  const installation = state.durable.installation ?? "";
  const clientIds = plan.body.legs.map(({ change }) =>
    change?.kind === "amend" ? change.clientId : ports.ids.clientOrderId(installation),
  );
  const decision = approvePlan(gateInput(runtime, standing, clientIds));
  if (decision.kind === "refused") tripRepeats(runtime, decision.verdict);
  if (decision.kind === "refused") return refuse(...denials(decision.verdict));
  const inRounds = startsInRounds(plan);
  const record: Submitted = {
    kind: "submitted",
    plan,
    ...(inRounds ? { intents: [] } : intentsOf(plan, clientIds)),
    reservations: inRounds ? [] : decision.reservations,
    references: referencesOf(runtime, plan),
    atMs: ports.clock.nowMs(),
  };
  const trustBefore = state.voidings;
  if (!(await keeper.commit([record]))) {
    return refusal(
      "journal-not-written",
      "journal",
      "Nothing was sent: the journal could not be written to disk.",
      "Free space on the disk of the data folder; trading resumes when a write succeeds.",
    );
  }
  applyRecord(runtime, record);
  state.standing.delete(plan.planId);
  if (inRounds) return answer({ planId: plan.planId, orders: [] });
  if (state.voidings === trustBefore) {
    for (const order of decision.orders) state.unspent.set(order.clientId, order);
    for (const change of decision.amends) state.unspentAmends.set(change.clientId, change);
  } else {
    for (const { clientId } of record.intents) keepUnsent(runtime, clientId, STOPPED);
    for (const { clientId } of decision.amends) keepTerms(runtime, plan.planId, clientId, STOPPED);
  }
  return answer({ planId: plan.planId, orders: clientIds });
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
