// The steady hand after a submit: flattens go on until they are flat, and failure policies act while it happens.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { SubmitReceipt } from "../../src-core/contract/views.ts";
import { isTerminal } from "../../src-core/orders/order.ts";
import type { PlanFamily } from "../../src-core/orders/plan-outcome.ts";
import { makeFollowUp } from "../../src-core/plan/follow-up.ts";
import { beginPursuit } from "./begin-pursuit.ts";
import { cancelOrder } from "./cancel-orders.ts";
import { every } from "./every.ts";
import { planFamily } from "./plan-family.ts";
import { pursueFlatten } from "./pursue-flatten.ts";
import type { Hands } from "./hands.ts";
import { pursueGroup } from "./pursue-group.ts";
import type { PursuedPlan, Runtime } from "./runtime.ts";
import { submitFollowUp, submitStage } from "./submit-plan.ts";

const BEAT_MS = 500;
const MAX_BACKOFF_MS = 60_000;

/** Takes up what an earlier run left open, and looks after every plan that still has something to do; the answer stops it. */
export function pursuePlans(runtime: Runtime): () => void {
  const { durable, pursued } = runtime.state;
  for (const plan of durable.plans.values()) beginPursuit(runtime, plan.planId);
  let stopped = false;
  const look = (planId: string, entry: PursuedPlan): void => {
    if (!stopped && pursued.get(planId) === entry) void pursue(runtime, planId, entry);
  };
  const stop = every(runtime.ports.clock, BEAT_MS, () => {
    for (const [planId, entry] of pursued) {
      if (entry.wake === undefined && isStaged(runtime, planId))
        entry.wake = () =>
          runtime.ports.clock.after(0, () => {
            look(planId, entry);
          });
      look(planId, entry);
    }
  });
  return () => {
    stopped = true;
    stop();
  };
}

/** The next legs of a pair wait for the last ones, so every change of an order is looked at; others have time. */
function isStaged({ state }: Runtime, planId: string): boolean {
  return state.durable.plans.get(planId)?.body.envelope.pairs !== undefined;
}

async function pursue(runtime: Runtime, planId: string, entry: PursuedPlan): Promise<void> {
  if (entry.busy || runtime.ports.clock.nowMs() < entry.notBeforeMs) return;
  const family = planFamily(runtime.state.durable, planId);
  if (family === undefined) return;
  entry.busy = true;
  try {
    const hands = handsFor(runtime, entry, family);
    const { gesture } = family.root.body;
    await (gesture === "flatten" || gesture === "reverse" ? pursueFlatten(hands) : pursueGroup(hands));
  } finally {
    entry.busy = false;
  }
}

function handsFor(runtime: Runtime, entry: PursuedPlan, family: PlanFamily): Hands {
  const { ports, state } = runtime;
  return {
    runtime,
    entry,
    family,
    cancel: async (clientIds) => {
      const orders = clientIds.flatMap((id) => state.durable.orders.get(id) ?? []);
      const open = orders.filter(({ status, cancel }) => !isTerminal(status) && cancel.status !== "pending");
      await Promise.all(open.map((order) => cancelOrder(runtime, order)));
    },
    stage: async () => {
      remember(runtime, entry, await submitStage(runtime, family.root.planId));
      if (entry.refusals === 0) entry.notBeforeMs = 0;
    },
    follow: async (kind, legs) => {
      const { root } = family;
      const plan = makeFollowUp({ root, planId: ports.ids.id(), kind, legs, nowMs: ports.clock.nowMs() });
      remember(runtime, entry, await submitFollowUp(runtime, root, plan));
    },
  };
}

/** A refusal may pass (a sync, a stale quote): it is tried again, ever more seldom, until the plan's deadline. */
function remember(runtime: Runtime, entry: PursuedPlan, receipt: Answer<SubmitReceipt>): void {
  if (receipt.ok) {
    entry.refusals = 0;
    delete entry.lastRefusal;
  } else {
    entry.refusals += 1;
    entry.lastRefusal = receipt.failures.map(({ message }) => message).join(" ");
  }
  const waitMs = Math.min(MAX_BACKOFF_MS, BEAT_MS * 2 ** entry.refusals);
  entry.notBeforeMs = runtime.ports.clock.nowMs() + waitMs;
}
