// How far apart the buys and sells of a rebalance may be on the way: as typed, or no further than one order may move it.
import type { Decimal } from "../../src-core/money/decimal.ts";
import type { Outcome } from "../../src-core/money/outcome.ts";
import type { Plan } from "../../src-core/plan/plan.ts";
import type { Group } from "../../src-core/portfolio/account.ts";
import {
  type PlanRebalanceInput,
  planRebalance,
  type RebalancePlan,
} from "../../src-core/rebalance/plan-rebalance.ts";
import { type Binding, lowestAmount, scopedLimits } from "../../src-core/risk/binding-limits.ts";
import type { Runtime } from "./runtime.ts";

/** The largest order that the limits of the group's accounts allow, the tightest; undefined where none is set. */
function largestOrder({ state }: Runtime, group: Group): Binding<Decimal> | undefined {
  const { durable, portfolio } = state;
  const scopes = group.members.flatMap(({ accountId }) => {
    const account = portfolio.accounts[accountId]?.account;
    return account === undefined ? [] : scopedLimits(durable.limits, portfolio, account);
  });
  return lowestAmount(scopes, ({ maxOrderNotional }) => maxOrderNotional);
}

/** A plan with the words for its stages, empty where it has none. */
export type BoundedRebalance = RebalancePlan & { readonly stages: string };

/**
 * Plans within the bound that was typed. Without one the largest order that the limits allow is the bound, and where that is
 * too little for the pair itself, the plan keeps to what whole orders taking turns need.
 */
export function planWithin(
  runtime: Runtime,
  group: Group,
  input: Omit<PlanRebalanceInput, "exposureBound">,
  typed: Decimal | undefined,
): Outcome<BoundedRebalance> {
  if (typed !== undefined) return withWords(planRebalance({ ...input, exposureBound: typed }), "as typed");
  const largest = largestOrder(runtime, group);
  if (largest !== undefined) {
    const planned = planRebalance({ ...input, exposureBound: largest.value });
    if (planned.ok || planned.failure.code !== "bound-too-small")
      return withWords(planned, `the largest order for ${largest.label}`);
  }
  return withWords(planRebalance(input), "what its whole orders need");
}

function withWords(planned: Outcome<RebalancePlan>, origin: string): Outcome<BoundedRebalance> {
  if (!planned.ok) return planned;
  const { plan } = planned.value;
  const stages = plan === undefined ? "" : stageWords(plan, origin);
  return { ...planned, value: { ...planned.value, stages } };
}

function stageWords({ body }: Plan, origin: string): string {
  return (body.envelope.pairs ?? [])
    .map(({ underlying, netBound, steps }) => {
      const orders = String(steps.length);
      return `${underlying}: its ${orders} buys and sells go in stages, never more than ${netBound.toFixed(2)} USD apart (${origin}).`;
    })
    .join(" ");
}
