// One leg's order at one venue, from intent to terminal. The machine beside it is the only thing that changes it.
import type { Decimal } from "../money/decimal.ts";
import type { ChangeableTerms, OrderTerms } from "../order-terms/order-terms.ts";
import type { Evidence, Fill } from "../order-terms/venue-event.ts";
import type { AccountId } from "../portfolio/account.ts";

/**
 * DENIED never left. INTENT is on disk, nothing sent. SENDING left, unanswered. ACCEPTED: the venue took the request and
 * may still reject. UNKNOWN: it may or may not exist. ABSENT: proven never to have existed.
 * ACKNOWLEDGED: unproven, and a person took it on himself that it does not work; it reserves nothing.
 */
export const ORDER_STATUSES = [
  "DENIED",
  "INTENT",
  "SENDING",
  "ACCEPTED",
  "OPEN",
  "PARTIAL",
  "FILLED",
  "CANCELED",
  "EXPIRED",
  "REJECTED",
  "UNKNOWN",
  "ABSENT",
  "ACKNOWLEDGED",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface CancelState {
  readonly status: "none" | "pending" | "unknown" | "rejected";
  readonly requestedAtMs?: number;
  readonly reason?: string;
}

/** One change of terms that was asked for. While it is pending or unknown the order has either its old terms or these. */
export interface AmendState {
  readonly status: "pending" | "unknown" | "rejected";
  readonly planId: string;
  readonly terms: ChangeableTerms;
  readonly requestedAtMs: number;
  /** The venue's last moment to accept it; absent: never disproved by time. */
  readonly acceptableUntilMs?: number;
  readonly reason?: string;
}

/** One "not found" answer to a query by client id. */
export interface NotFound {
  readonly askedAtMs: number;
  /** A known order of the same kind was found by the same endpoint: the read itself works. */
  readonly positiveControl: boolean;
}

export interface Order {
  readonly clientId: string;
  readonly planId: string;
  readonly leg: number;
  readonly accountId: AccountId;
  readonly terms: OrderTerms;
  readonly status: OrderStatus;
  /**
   * The strongest report that the status rests on; absent while it rests on our own knowledge or on the create's answer
   * alone. Of an UNKNOWN order: the strongest that showed it open.
   */
  readonly basis?: Evidence;
  /** Known from the first sign of life on: such an order has existed and is never ABSENT. */
  readonly venueOrderId?: string;
  /** The order that its trigger made, where the venue gives that an id of its own: its fills name no other. */
  readonly madeOrderId?: string;
  /** The larger of what the known fills sum to and what the venue reported as filled. Never falls. */
  readonly filled: Decimal;
  /** Sum of quantity over the known fills. Below `filled`: fills are still to come. */
  readonly knownFilled: Decimal;
  /** Sum of price x quantity over the known fills, quote currency; with `knownFilled` it gives their average exactly. */
  readonly filledValue: Decimal;
  /** Sum of quantity / price over the known fills, half-even at scale 24: what an inverse listing's average needs. */
  readonly filledOverPrice: Decimal;
  /** Of the known fills, by fee asset; positive is a cost. */
  readonly fees: Readonly<Record<string, Decimal>>;
  /** The venue's own average, used while fills are still to come. */
  readonly reportedAverage?: Decimal;
  /** Identities of fills already applied. */
  readonly fillIds: readonly string[];
  readonly cancel: CancelState;
  /** Absent when none was asked for, and when the last one was applied. */
  readonly amend?: AmendState;
  /** The venue's time of the report that showed the last amend applied: older reports say nothing about terms. */
  readonly termsAtMs?: number;
  readonly createdAtMs: number;
  readonly sentAtMs?: number;
  /** The venue's last moment to accept the create; absent: it has none, and absence is never proven by time. */
  readonly acceptableUntilMs?: number;
  readonly notFound: readonly NotFound[];
  /** Why it is DENIED, REJECTED, UNKNOWN or CANCELED, in the venue's own words where it spoke. */
  readonly reason?: string;
  readonly updatedAtMs: number;
}

/** (listing, trade id, side, venue order id); the account is the order's own. */
export function fillId(fill: Fill): string {
  return [fill.listing, fill.tradeId, fill.side, fill.venueOrderId].join("|");
}

/** Nothing more is expected of it. */
export function isTerminal(status: OrderStatus): boolean {
  return isEnded(status) || neverLived(status);
}

/** It lived at the venue and has ended there: no later status takes that back. */
export function isEnded(status: OrderStatus): boolean {
  return status === "FILLED" || status === "CANCELED" || status === "EXPIRED";
}

/** It is held not to live at the venue: a sign of life disproves that. */
export function neverLived(status: OrderStatus): boolean {
  return status === "DENIED" || status === "REJECTED" || status === "ABSENT" || status === "ACKNOWLEDGED";
}

/** The venue has shown it: an id of the venue's own, or something filled. */
export function hasLived(order: Order): boolean {
  return order.venueOrderId !== undefined || order.filled.isPositive();
}

/** The change that may yet apply, or may have. */
export function openAmend({ amend }: Order): AmendState | undefined {
  return amend === undefined || amend.status === "rejected" ? undefined : amend;
}

/** The most that the order may be for: the larger of its quantity and that of an amend that may apply. */
export function largestQuantity(order: Order): Decimal {
  const asked = openAmend(order)?.terms.quantity;
  return asked === undefined ? order.terms.quantity : order.terms.quantity.max(asked);
}

/** Quantity that the venue reported as filled and whose fills have not arrived; zero when all are known. */
export function fillsOutstanding(order: Order): Decimal {
  return order.filled.minus(order.knownFilled);
}
