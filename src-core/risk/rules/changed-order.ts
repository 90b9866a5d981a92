// freshness of a change: the order still works, is ours, and is what the preview showed as the old terms.
import { showsChange, type OrderTerms } from "../../order-terms/order-terms.ts";
import { changedOrder } from "../amended-orders.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

const FIXED = ["listing", "side", "positionSide", "type", "timeInForce", "postOnly", "reduceOnly"] as const;

/** A change is asked of an order that certainly works and has no other change under way; nothing is exempt. */
export function changedOrders(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const message = flawOf(leg);
    return message === undefined ? [] : [deny("freshness", legSubject(leg), message)];
  });
}

function flawOf({ leg, of }: LegContext): string | undefined {
  const { change, terms } = leg;
  if (change === undefined) return undefined;
  const order = changedOrder(of.state, leg);
  const name = of.account.name;
  if (order?.origin !== "yoke") return `The order of ${name} is no longer open. Make a new preview.`;
  if (order.amending !== undefined)
    return `Another change of the order of ${name} is not settled. Wait for it, or cancel the order.`;
  if (order.certainty !== "working")
    return `Whether the order of ${name} works is not known. Wait until it is.`;
  if (!showsChange(order.terms, change.before))
    return `The order of ${name} has changed since the preview. Make a new preview.`;
  if (change.kind === "amend" && terms.quantity.atMost(order.filled))
    return `The order of ${name} has filled ${order.filled.toString()} already. Cancel the rest instead.`;
  if (change.kind === "replace" && order.filled.isPositive())
    return `The order of ${name} has begun to fill and cannot be replaced. Cancel it instead.`;
  return differs(order.terms, terms) ? "A change moves price and size alone. Make a new preview." : undefined;
}

function differs(before: OrderTerms, after: OrderTerms): boolean {
  return FIXED.some((field) => before[field] !== after[field]) || before.triggerBy !== after.triggerBy;
}
