// A change of working orders as a plan on the screen: old against new, costed and judged as new orders are.
import { positiveField } from "../../src-core/allocation/typed-fields.ts";
import type { Answer } from "../../src-core/contract/answers.ts";
import type { AmendDraft } from "../../src-core/contract/requests.ts";
import type { PlanPreview } from "../../src-core/contract/views.ts";
import type { Decimal } from "../../src-core/money/decimal.ts";
import { planAmend, type AmendTarget } from "../../src-core/plan/plan-amend.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { standPlan } from "./preview-plan.ts";
import type { Runtime } from "./runtime.ts";

const FIELDS = ["price", "trigger", "quantity"] as const;

/** Plans new prices or sizes for orders of ours; what was not made here is refused by name. */
export function previewAmend(runtime: Runtime, draft: AmendDraft): Answer<PlanPreview> {
  const targets = targetsOf(runtime, draft.orderIds);
  if (targets.length === 0) {
    return refusal(
      "order-not-ours",
      "orders",
      "This order was not made here.",
      "Change it where it was made.",
    );
  }
  const wish: { [F in (typeof FIELDS)[number]]?: Decimal } = {};
  for (const field of FIELDS) {
    if (draft[field] === undefined) continue;
    const value = positiveField(field, draft[field]);
    if (!value.ok) return refuse(value.failure);
    wish[field] = value.value;
  }
  const { ports, state } = runtime;
  const plan = planAmend({
    planId: ports.ids.id(),
    portfolio: state.portfolio,
    targets,
    wish,
    amendsInPlace: (venue, type) => ports.venues.get(venue)?.amendsInPlace.includes(type) === true,
    nowMs: ports.clock.nowMs(),
  });
  return plan.ok ? answer(standPlan(runtime, plan.value, false)) : refuse(plan.failure);
}

function targetsOf({ state }: Runtime, orderIds: readonly string[]): readonly AmendTarget[] {
  return [...new Set(orderIds)].flatMap((orderId) => {
    const order = state.durable.orders.get(orderId);
    return order === undefined ? [] : [{ accountId: order.accountId, orderId }];
  });
}
