// freshness: what is submitted must still be what was previewed, at about the price that was shown.
import type { Quote } from "../../market/quote.ts";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import { worstPrice } from "../../plan/price-bounds.ts";
import { farTouch } from "../../plan/reference-price.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject, pass, seconds } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";
import { changedOrders } from "./changed-order.ts";

const PLAN_FRESH_MS = 15_000;
const PASSIVE_PLAN_FRESH_MS = 60_000;

/** Age of the plan, its deadline, the orders that it changes, the version of each listing, and the price against the plan's bounds. */
export function freshness(context: GateContext): readonly RuleReading[] {
  return [
    ...ofPlan(context),
    ...changedOrders(context),
    ...context.legs.flatMap(versionOf),
    ...context.legs.flatMap((leg) => priceMoved(context, leg)),
  ];
}

function ofPlan(context: GateContext): readonly RuleReading[] {
  const { plan, nowMs } = context.input;
  const ageMs = nowMs - plan.madeAtMs;
  const allowed = planFreshMs(
    context.input.plan.body.legs.map((leg) => leg.terms),
    (listing) => context.legs.find((leg) => leg.leg.terms.listing === listing)?.quote,
  );
  const numbers = { reading: String(ageMs), limit: String(allowed) };
  if (ageMs < 0)
    return [deny("freshness", {}, "The clock went back since the preview. Make a new preview.", numbers)];
  if (ageMs > allowed) {
    const message = `The preview is ${seconds(ageMs)} old, over ${seconds(allowed)}. Make a new preview.`;
    return [deny("freshness", {}, message, numbers)];
  }
  if (nowMs > plan.body.envelope.deadlineMs) {
    return [deny("freshness", {}, "The plan's deadline has passed. Make a new preview.")];
  }
  return [pass("freshness", {}, `The preview is ${seconds(ageMs)} old.`, numbers)];
}

/** How long a plan of these orders may be submitted after it was made. */
export function planFreshMs(
  orders: readonly OrderTerms[],
  quoteOf: (listing: string) => Quote | undefined,
): number {
  const passive = orders.every((terms) => isPassive(terms, quoteOf(terms.listing)));
  return passive ? PASSIVE_PLAN_FRESH_MS : PLAN_FRESH_MS;
}

/** A limit order that would rest: post-only, or short of the far touch of a fresh quote. */
function isPassive(terms: OrderTerms, quote: Quote | undefined): boolean {
  const { type, price, side, postOnly, timeInForce } = terms;
  if (type !== "limit" || price === undefined || timeInForce !== "GTC") return false;
  if (postOnly) return true;
  const touch = farTouch(quote, side);
  if (touch === undefined) return false;
  return side === "buy" ? price.lessThan(touch) : price.greaterThan(touch);
}

function versionOf(leg: LegContext): readonly RuleReading[] {
  if (leg.leg.listingVersion === leg.listing.version) return [];
  const message = `The terms of ${leg.listing.name} changed at the venue since the preview. Make a new preview.`;
  const numbers = { reading: String(leg.listing.version), limit: String(leg.leg.listingVersion) };
  return [deny("freshness", legSubject(leg), message, numbers)];
}

/** Orders without a limit price are held to the plan's bounds at the price they would meet now. */
function priceMoved(context: GateContext, leg: LegContext): readonly RuleReading[] {
  const { side, type } = leg.leg.terms;
  const bound = worstPrice(context.input.plan.body.envelope, leg.leg.terms);
  if (type !== "market" || bound === undefined || leg.quote === undefined) return [];
  const now = farTouch(leg.quote, side) ?? leg.quote.mark;
  if (now === undefined) return [];
  if (side === "buy" ? now.atMost(bound) : now.atLeast(bound)) return [];
  const numbers = { reading: now.toString(), limit: bound.toString() };
  const message = `${leg.listing.name} moved to ${numbers.reading}, beyond the plan's ${numbers.limit}. Make a new preview.`;
  return [deny("freshness", legSubject(leg), message, numbers)];
}
