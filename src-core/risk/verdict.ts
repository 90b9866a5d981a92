// What the gate says: every rule's number against its limit, for each leg and for the whole.
import type { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { AccountId } from "../portfolio/account.ts";

export const RULES = [
  "instrument",
  "shape",
  "allowlist",
  "order-quantity",
  "order-notional",
  "price-collar",
  "slippage-window",
  "position",
  "exposure",
  "margin",
  "open-orders",
  "throttle",
  "repeat",
  "duplicate",
  "daily-loss",
  "reduce-only",
  "self-match",
  "position-mode",
  "data-health",
  "journal",
  "hold",
  "state",
  "freshness",
  "egress",
] as const;
export type RuleName = (typeof RULES)[number];

/** One rule's answer. `reading` and `limit` are what a person compares; texts are ready to show. */
export interface RuleReading {
  readonly rule: RuleName;
  readonly outcome: "pass" | "warn" | "deny";
  /** Index of the leg in the plan; absent for the plan as a whole. */
  readonly leg?: number;
  readonly accountId?: AccountId;
  readonly scope?: string;
  readonly reading?: string;
  readonly limit?: string;
  readonly message: string;
}

export interface Verdict {
  readonly decision: "approve" | "refuse";
  /** Denials and warnings first, then the passes that a bar can draw. */
  readonly readings: readonly RuleReading[];
}

/** Exposure that an approved order holds until the venue or proof says otherwise. */
export interface Reservation {
  readonly clientId: string;
  readonly accountId: AccountId;
  readonly terms: OrderTerms;
  /** Reporting currency, at the price the gate used; absent for a proven reduction without a price. */
  readonly notional?: Decimal;
}

declare const approvedChange: unique symbol;

/** A change of one working order that the gate has approved: the only thing that an exchange port amends by. Made in approve.ts alone. */
export interface AmendApproved {
  readonly [approvedChange]: true;
  readonly planId: string;
  readonly hash: string;
  /** Of the order that is changed. */
  readonly clientId: string;
  readonly accountId: AccountId;
  /** As they will be; quantity is the whole order's. */
  readonly terms: OrderTerms;
}

declare const approved: unique symbol;

/** An order that the gate has approved: the only thing that an exchange port accepts. Made in approve.ts and nowhere else. */
export interface RiskApproved {
  readonly [approved]: true;
  readonly planId: string;
  readonly hash: string;
  readonly clientId: string;
  readonly accountId: AccountId;
  readonly terms: OrderTerms;
}
