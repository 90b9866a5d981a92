// The failure policy while it happens: what to do next about the legs of a plan that failed, stalled or are in doubt.
import { type Decimal, sum, ZERO } from "../money/decimal.ts";
import { opposite } from "../order-terms/order-terms.ts";
import { withinPairs } from "../plan/pair-room.ts";
import type { FailurePolicy, Plan } from "../plan/plan.ts";
import type { Order } from "./order.ts";
import { completion, type CompletionInput, type LegQuantity, onTop } from "./completion.ts";
import type { LegOutcome } from "./plan-outcome.ts";

/** An order that should trade at once has stalled when it is still open after this long. */
const STALLED_AFTER_MS = 15_000;
const CANCEL_AGAIN_AFTER_MS = 5_000;
/** Attempts to complete or unwind: more than this needs a person. The stages of a pair come on top. */
const MAX_FOLLOW_UPS = 5;

export type FailureStep =
  /** Something is on its way or in doubt, and nothing else may be done meanwhile. */
  | { readonly kind: "wait" }
  | { readonly kind: "settle"; readonly end: "whole" | "left" | "unwound"; readonly detail: string }
  /** Ask the venue to end these first. */
  | { readonly kind: "cancel"; readonly clientIds: readonly string[] }
  | { readonly kind: "complete" | "unwind"; readonly legs: readonly LegQuantity[] }
  /** A person chooses. */
  | { readonly kind: "ask" };

export interface FailureInput extends CompletionInput {
  /** The plan's own policy, or what a person said since. */
  readonly choice: FailurePolicy;
  /** How many plans have acted for this one so far. */
  readonly followUps: number;
  readonly nowMs: number;
}

/** Pure; an order of unknown fate counts in full on both sides: it is neither missing nor there to be taken back. */
export function failureStep(input: FailureInput): FailureStep {
  const { outcome, choice } = input;
  const pending = outcome.filter(({ state }) => state === "working" || state === "unknown");
  const taken = outcome.some((leg) => leg.back.isPositive());
  if (pending.length === 0 && lacking(input).isZero() && choice !== "unwind" && !taken)
    return { kind: "settle", end: "whole", detail: wholeWords(input) };
  const failed = outcome.some(({ state, missing: short }) => isOver(state, choice) && short.isPositive());
  const stalled = outcome.flatMap((leg) => stalledOrders(input, leg));
  if (!failed && stalled.length === 0 && choice !== "unwind") return { kind: "wait" };
  switch (choice) {
    case "leave":
      return pending.length > 0 ? { kind: "wait" } : left(input, "It was to be left.");
    case "ask":
      return { kind: "ask" };
    case "complete":
      return stalled.length > 0 ? { kind: "cancel", clientIds: stalled } : completing(input, pending.length);
    case "unwind":
      return unwinding(input, pending);
  }
}

/** What the legs still lack, each inside its own maximum and all inside the total. */
function completing(input: FailureInput, pending: number): FailureStep {
  const { plan, outcome, nowMs, followUps } = input;
  const { envelope } = plan.body;
  if (nowMs > envelope.deadlineMs) return orWait(pending, left(input, "The plan's deadline has passed."));
  if (followUps >= mostFollowUps(plan.body))
    return orWait(pending, left(input, "Completing was tried often enough."));
  const room = envelope.maximumTotal.minus(sum(outcome.map(({ there }) => there))).max(ZERO);
  const legs = completion(input, lacking(input).min(room), (leg, quantity) => tradable(input, leg, quantity));
  const now = staged(input, legs, false);
  if (now.length > 0) return { kind: "complete", legs: now };
  return orWait(pending, left(input, "What is missing is too small, or has no room in the plan."));
}

/** Ends what works first; then takes back what is known to have filled, and never more than that. */
function unwinding(input: FailureInput, pending: readonly LegOutcome[]): FailureStep {
  const { plan, outcome, nowMs, followUps } = input;
  const working = pending.flatMap(({ orders }) => orders.filter((order) => mayBeCanceled(order, nowMs)));
  if (working.length > 0) return { kind: "cancel", clientIds: working.map(({ clientId }) => clientId) };
  const legs = outcome.flatMap((leg) => {
    const quantity = tradable(input, leg, leg.filled.minus(leg.back).max(ZERO), true);
    return quantity.isPositive() ? [{ leg: leg.leg, quantity }] : [];
  });
  if (legs.length === 0) {
    const all = outcome.every((leg) => leg.unwound.atLeast(leg.filled));
    const detail = all ? "What had filled is taken back." : remaining(input);
    return orWait(pending.length, { kind: "settle", end: all ? "unwound" : "left", detail });
  }
  if (nowMs > plan.body.envelope.deadlineMs)
    return orWait(pending.length, left(input, "The plan's deadline has passed."));
  if (followUps >= mostFollowUps(plan.body))
    return orWait(pending.length, left(input, "Unwinding was tried often enough."));
  const now = staged(input, legs, true);
  if (now.length > 0) return { kind: "unwind", legs: now };
  return orWait(pending.length, left(input, "What filled has no room to be taken back within the bound."));
}

function orWait(pending: number, step: FailureStep): FailureStep {
  return pending > 0 ? { kind: "wait" } : step;
}

function left(input: FailureInput, why: string): FailureStep {
  return { kind: "settle", end: "left", detail: `${why} ${remaining(input)}` };
}

/** What stands, in words: per leg that differs from what was planned. */
function remaining({ plan, outcome }: Pick<FailureInput, "plan" | "outcome">): string {
  const parts = outcome
    .filter((leg) => leg.missing.isPositive() || leg.back.isPositive() || onTop(plan, leg).isPositive())
    .map((leg) => {
      const account = plan.body.legs[leg.leg]?.accountId ?? "";
      const net = leg.filled.minus(leg.unwound).toString();
      return `${account}: ${net} of ${leg.planned.toString()} stands`;
    });
  return parts.length === 0 ? "" : `${parts.join("; ")}.`;
}

/** Certainly missing of the whole: what a leg holds for another is not missing there. */
function lacking({ plan, outcome }: FailureInput): Decimal {
  const short = sum(outcome.map(({ missing }) => missing));
  return short.minus(sum(outcome.map((leg) => onTop(plan, leg)))).max(ZERO);
}

function wholeWords({ plan, outcome }: FailureInput): string {
  if (!outcome.some((leg) => onTop(plan, leg).isPositive())) return "Every leg is filled.";
  return `The whole is filled, other accounts took what one lacked. ${remaining({ plan, outcome })}`;
}

/** A leg that was not sent waits for its stage while nobody chose otherwise; after that it is missing like any other. */
function isOver(state: LegOutcome["state"], choice: FailurePolicy): boolean {
  return state === "refused" || state === "short" || (state === "unsent" && choice !== "ask");
}

function mostFollowUps({ envelope }: Plan["body"]): number {
  const steps = (envelope.pairs ?? []).map((pair) => pair.steps.length);
  return steps.reduce((most, count) => most + 2 * count, MAX_FOLLOW_UPS);
}

/** What of these quantities may go now without taking a pair beyond its bound. */
function staged(
  input: FailureInput,
  wanted: readonly LegQuantity[],
  unwinds: boolean,
): readonly LegQuantity[] {
  const { plan, outcome } = input;
  const orders = wanted.flatMap(({ leg, quantity }) => {
    const terms = plan.body.legs[leg]?.terms;
    return terms === undefined ? [] : [{ leg, quantity, side: unwinds ? opposite(terms.side) : terms.side }];
  });
  const fitting = ({ leg }: LegQuantity, quantity: Decimal): Decimal => {
    const own = outcome[leg];
    return own === undefined ? ZERO : tradable(input, own, quantity, unwinds);
  };
  return withinPairs(plan.body, outcome, orders, fitting).map(({ leg, quantity }) => ({ leg, quantity }));
}

/** In whole lots, toward zero; nothing where the venue would not take so little. */
function tradable(input: FailureInput, leg: LegOutcome, quantity: Decimal, reducing = false): Decimal {
  const terms = input.plan.body.legs[leg.leg]?.terms;
  const listing = terms === undefined ? undefined : input.listings[terms.listing];
  if (terms === undefined || listing === undefined) return ZERO;
  const largest = terms.type === "market" ? listing.maxMarketQuantity : listing.maxQuantity;
  const rounded = quantity.min(largest).toStep(listing.lot, "down");
  if (rounded.lessThan(listing.minQuantity)) return ZERO;
  const tooSmall =
    !reducing && terms.price !== undefined && listing.kind === "linear"
      ? rounded.times(terms.price).lessThan(listing.minNotional)
      : false;
  return tooSmall ? ZERO : rounded;
}

/** Orders that should have traded at once and are still open, or that outlived the plan; doubt is no stall. */
function stalledOrders({ plan, nowMs }: FailureInput, leg: LegOutcome): readonly string[] {
  return leg.orders
    .filter((order) => isStalled(order, plan.body.envelope.deadlineMs, nowMs))
    .map(({ clientId }) => clientId);
}

/** Open, and no cancel of the last seconds that may still work. */
function mayBeCanceled({ status, cancel }: Order, nowMs: number): boolean {
  if (status !== "OPEN" && status !== "PARTIAL") return false;
  if (cancel.status === "pending") return false;
  return nowMs - (cancel.requestedAtMs ?? Number.NEGATIVE_INFINITY) > CANCEL_AGAIN_AFTER_MS;
}

function isStalled(order: Order, deadlineMs: number, nowMs: number): boolean {
  if (!mayBeCanceled(order, nowMs)) return false;
  if (nowMs > deadlineMs) return true;
  const immediate = order.terms.type === "market" || order.terms.timeInForce !== "GTC";
  return immediate && nowMs - (order.sentAtMs ?? order.createdAtMs) > STALLED_AFTER_MS;
}
