// A plan that a person confirmed, the plans that act for it, and all their orders.
import type { DurableState } from "../../src-core/journal/durable-state.ts";
import { NO_PURSUIT } from "../../src-core/journal/pursuit.ts";
import type { PlanFamily } from "../../src-core/orders/plan-outcome.ts";

/** The family of a first plan; undefined for an id that is none. */
export function planFamily(durable: DurableState, rootId: string): PlanFamily | undefined {
  const root = durable.plans.get(rootId);
  if (root === undefined || root.body.follows !== undefined) return undefined;
  const { followUps } = durable.pursuits.get(rootId) ?? NO_PURSUIT;
  const ids = new Set([rootId, ...followUps]);
  return {
    root,
    followUps: followUps.flatMap((id) => durable.plans.get(id) ?? []),
    orders: [...durable.orders.values()].filter(({ planId }) => ids.has(planId)),
  };
}

/** The plan that a person confirmed, for one that acts for it; the same id for any other. */
export function rootOf(durable: DurableState, planId: string): string {
  return durable.plans.get(planId)?.body.follows?.planId ?? planId;
}
