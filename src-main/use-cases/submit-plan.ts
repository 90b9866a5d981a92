// From a plan on the screen to orders on disk: gate, reservation and journal in one serial section, then the sending.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { SubmitReceipt } from "../../src-core/contract/views.ts";
import { stageProgress } from "../../src-core/orders/staged-step.ts";
import { legsDue } from "../../src-core/plan/legs-due.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import { answer, refusal } from "./answer.ts";
import { approveAndRecord, approveStage } from "./approve-and-record.ts";
import { judge } from "./preview-plan.ts";
import { planFamily } from "./plan-family.ts";
import { beginPursuit } from "./begin-pursuit.ts";
import type { Runtime, StandingPlan } from "./runtime.ts";
import { replaceOrders } from "./replace-orders.ts";
import { sendAmends } from "./send-amends.ts";
import { sendOrders } from "./send-orders.ts";
import { standingFollowUp } from "./refused-legs.ts";

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
  const receipt = runtime.section.run(() => approveShown(runtime, plan));
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

/** What was shown as refused is not sent because its reasons went away: a person looks at it as it stands now. */
function approveShown(runtime: Runtime, standing: StandingPlan): Promise<Answer<SubmitReceipt>> {
  if (standing.shownRefused !== true || judge(runtime, standing).decision === "refuse")
    return approveAndRecord(runtime, standing);
  return Promise.resolve(
    refusal(
      "preview-again",
      "plan",
      "The plan was shown as refused. It would pass now, and nothing was sent.",
      "Preview it again.",
    ),
  );
}

/** Submits a plan that acts for `root` inside its envelope, through the same section as any other. */
export async function submitFollowUp(
  runtime: Runtime,
  root: Plan,
  plan: Plan,
): Promise<Answer<SubmitReceipt>> {
  const standing = standingFollowUp(root, plan);
  const receipt = await runtime.section.run(() => approveAndRecord(runtime, standing));
  if (receipt.ok) sendOrders(runtime, receipt.value);
  return receipt;
}

/** Submits the legs of a plan whose turn has come, as the journal knows it then; an empty receipt where none has. */
export async function submitStage(runtime: Runtime, planId: string): Promise<Answer<SubmitReceipt>> {
  const receipt = await runtime.section.run(async () => {
    const { durable } = runtime.state;
    const family = planFamily(durable, planId);
    const { choice, settled } = durable.pursuits.get(planId) ?? {};
    const { now } = family === undefined ? { now: [] } : legsDue(family.root.body, stageProgress(family));
    if (family === undefined || choice !== undefined || settled !== undefined || now.length === 0)
      return answer({ planId, orders: [] });
    return approveStage(runtime, family.root, now);
  });
  if (receipt.ok) sendOrders(runtime, receipt.value);
  return receipt;
}

function send(runtime: Runtime, receipt: SubmitReceipt): void {
  sendOrders(runtime, receipt);
  sendAmends(runtime, receipt.planId);
  const plan = runtime.state.durable.plans.get(receipt.planId);
  if (plan !== undefined) replaceOrders(runtime, plan, receipt.orders);
}
