// duplicate: an order like one that was just sent needs a second, different confirmation.
import type { Decimal } from "../../money/decimal.ts";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import { widestWindow } from "../binding-limits.ts";
import type { RecentOrder } from "../gate-input.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject, seconds } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/**
 * Alike in account, listing, side, type, quantity and price, sent within the window (its end included) by another plan, or
 * twice in this plan unless it is sliced. A flatten that is proven to shrink a position may be repeated, and a
 * change adds no order.
 */
export function duplicate(context: GateContext): readonly RuleReading[] {
  const { plan, readings } = context.input;
  if (readings.confirmedDuplicates.includes(plan.planId)) return [];
  return context.legs.flatMap((leg) => {
    if (leg.leg.change !== undefined) return [];
    if (plan.body.gesture === "flatten" && leg.reduction.proven) return [];
    const window = widestWindow(leg.of.scopes, (limits) => limits.duplicateWindowMs);
    if (window === undefined) return [];
    const limit = String(window.value);
    const twin = earlierTwin(context, leg, window.value);
    if (twin !== undefined) {
      const ageMs = Math.max(0, context.input.nowMs - twin.atMs);
      const message = `The same order was sent ${seconds(ageMs)} ago. Confirm again if you want it twice.`;
      return [
        deny("duplicate", legSubject(leg), message, { scope: window.scope, reading: String(ageMs), limit }),
      ];
    }
    if (!twiceInPlan(context, leg)) return [];
    return [
      deny(
        "duplicate",
        legSubject(leg),
        "The plan holds the same order twice. Confirm again if you want it twice.",
        { scope: window.scope },
      ),
    ];
  });
}

function earlierTwin(context: GateContext, leg: LegContext, windowMs: number): RecentOrder | undefined {
  const { plan, readings, nowMs } = context.input;
  const { terms, accountId } = leg.leg;
  return readings.recentOrders.find(
    (order) =>
      nowMs - order.atMs <= windowMs &&
      order.planId !== plan.planId &&
      order.accountId === accountId &&
      order.listing === terms.listing &&
      order.side === terms.side &&
      order.type === terms.type &&
      order.quantity.equals(terms.quantity) &&
      same(order.price, terms.price),
  );
}

function twiceInPlan(context: GateContext, leg: LegContext): boolean {
  const { legs, envelope } = context.input.plan.body;
  if (envelope.followUps.includes("slices")) return false;
  return legs.some(
    (other, index) =>
      index < leg.index && other.accountId === leg.leg.accountId && alike(other.terms, leg.leg.terms),
  );
}

function alike(a: OrderTerms, b: OrderTerms): boolean {
  return (
    a.listing === b.listing &&
    a.side === b.side &&
    a.positionSide === b.positionSide &&
    a.type === b.type &&
    a.reduceOnly === b.reduceOnly &&
    a.quantity.equals(b.quantity) &&
    same(a.price, b.price) &&
    same(a.trigger, b.trigger)
  );
}

function same(a: Decimal | undefined, b: Decimal | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b);
}
