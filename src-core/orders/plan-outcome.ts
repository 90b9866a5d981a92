// What became of a submitted plan, leg by leg: what is filled, what may still be, and what is certainly missing.
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import type { LegUse } from "../plan/leg-use.ts";
import type { Plan } from "../plan/plan.ts";
import { isTerminal, neverLived, type Order } from "./order.ts";

/** `refused`: the venue or we ourselves did not take it. `short`: it ended with less than planned. */
export type LegState = "unsent" | "unknown" | "working" | "filled" | "refused" | "short";

export interface LegOutcome extends LegUse {
  readonly leg: number;
  readonly planned: Decimal;
  /** Certainly neither filled nor on its way; unwound quantity does not count as missing. */
  readonly missing: Decimal;
  readonly state: LegState;
  /** Of this leg on its own side, the latest last. */
  readonly orders: readonly Order[];
  readonly reason?: string;
}

/** A plan, those that follow it, and all their orders. */
export interface PlanFamily {
  readonly root: Plan;
  readonly followUps: readonly Plan[];
  readonly orders: readonly Order[];
}

/** One outcome for each leg of the first plan. */
export function planOutcome({ root, followUps, orders }: PlanFamily): readonly LegOutcome[] {
  const plans = new Map(followUps.map((plan) => [plan.planId, plan]));
  const byLeg = Map.groupBy(orders, (order) => {
    if (order.planId === root.planId) return order.leg;
    return plans.get(order.planId)?.body.follows?.legs[order.leg];
  });
  return root.body.legs.map(({ terms }, leg) => {
    const own = byLeg.get(leg) ?? [];
    const there = own.filter((order) => order.terms.side === terms.side);
    const back = own.filter((order) => order.terms.side !== terms.side);
    const filled = sum(there.map((order) => order.filled));
    const unwound = sum(back.map((order) => order.filled));
    const use = { there: sum(there.map(mostOf)), filled, back: sum(back.map(mostOf)), unwound };
    const reason = there.findLast((order) => order.reason !== undefined)?.reason;
    return {
      leg,
      planned: terms.quantity,
      ...use,
      missing: terms.quantity.minus(use.there).max(ZERO),
      state: stateOf(own, there, terms.quantity),
      orders: there,
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

/** The most that the order has filled or may yet fill. What a person acknowledged without proof still counts whole. */
function mostOf(order: Order): Decimal {
  const settled = isTerminal(order.status) && order.status !== "ACKNOWLEDGED";
  return settled ? order.filled : order.terms.quantity.max(order.filled);
}

function stateOf(own: readonly Order[], there: readonly Order[], planned: Decimal): LegState {
  const last = there.at(-1);
  if (last === undefined) return "unsent";
  if (own.some(({ status }) => status === "UNKNOWN")) return "unknown";
  if (own.some(({ status }) => !isTerminal(status))) return "working";
  if (sum(there.map(({ filled }) => filled)).atLeast(planned)) return "filled";
  return neverLived(last.status) ? "refused" : "short";
}
