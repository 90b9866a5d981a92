// What an order reserves: everything that can still trade, or that may exist, in full.
import type { WorkingOrder } from "../portfolio/portfolio.ts";
import { amendedTerms } from "../order-terms/order-terms.ts";
import { openAmend, type Order, type OrderStatus } from "./order.ts";

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
  const certainty = CERTAINTY[order.status];
  if (certainty === undefined) return undefined;
  const { clientId, venueOrderId, terms, knownFilled } = order;
  const amend = openAmend(order);
  const working = {
    id: clientId,
    terms,
    filled: knownFilled,
    origin: "yoke" as const,
    certainty: amend === undefined ? certainty : AMENDING[certainty],
    ...(amend === undefined ? {} : { amending: amendedTerms(terms, amend.terms) }),
  };
  return venueOrderId === undefined ? working : { ...working, venueOrderId };
}
