// What an order reserves: everything that can still trade, or that may exist, in full.
import type { WorkingOrder } from "../portfolio/portfolio.ts";
import { amendedTerms } from "../order-terms/order-terms.ts";
import { fillsOutstanding, isEnded, openAmend, type Order, type OrderStatus } from "./order.ts";

const CERTAINTY: Readonly<Partial<Record<OrderStatus, WorkingOrder["certainty"]>>> = {
  INTENT: "pending",
  SENDING: "pending",
  ACCEPTED: "pending",
  OPEN: "working",
  PARTIAL: "working",
  UNKNOWN: "unknown",
};

/** What an account has free may not know of the change yet. */
const AMENDING = { working: "pending", pending: "pending", unknown: "unknown" } as const;

/**
 * The order as the portfolio counts it; undefined when it is settled. A cancel that is under way frees nothing, and neither
 * does a quantity that is reported as filled before its fills have moved the position: `filled` is that of the known fills.
 */
export function toWorkingOrder(order: Order): WorkingOrder | undefined {
  if (isEnded(order.status) && fillsOutstanding(order).isPositive()) return untilFillsAreKnown(order);
  const certainty = CERTAINTY[order.status];
  if (certainty === undefined) return undefined;
  const { clientId, venueOrderId, madeOrderId, terms, knownFilled } = order;
  const amend = openAmend(order);
  const working = {
    id: clientId,
    terms,
    filled: knownFilled,
    origin: "yoke" as const,
    certainty: amend === undefined ? certainty : AMENDING[certainty],
    ...(amend === undefined ? {} : { amending: amendedTerms(terms, amend.terms) }),
    ...(madeOrderId === undefined ? {} : { triggered: true as const }),
  };
  return venueOrderId === undefined ? working : { ...working, venueOrderId };
}

/** It trades no more, but what the venue counts as filled is not in the position yet: just that much stays reserved. */
function untilFillsAreKnown({ clientId, venueOrderId, terms, filled, knownFilled }: Order): WorkingOrder {
  const whole = { ...terms, quantity: filled };
  const held = {
    id: clientId,
    terms: whole,
    filled: knownFilled,
    origin: "yoke" as const,
    certainty: "pending" as const,
  };
  return venueOrderId === undefined ? held : { ...held, venueOrderId };
}
