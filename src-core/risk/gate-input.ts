// Everything the gate may look at. What is not here cannot influence a verdict, so a verdict can be replayed.
import type { Decimal } from "../money/decimal.ts";
import type { Plan } from "../plan/plan.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { LimitBook } from "./limits.ts";
import type { Causes } from "./risk-state.ts";

/** A past order that the duplicate rule compares with. */
export interface RecentOrder {
  readonly accountId: AccountId;
  readonly listing: string;
  readonly side: string;
  readonly type: string;
  readonly quantity: Decimal;
  readonly price?: Decimal;
  readonly planId: string;
  readonly atMs: number;
}

/** One account's money against the start of its day, reporting currency. An absent figure is not known. */
export interface EquityReading {
  readonly equity?: Decimal;
  readonly baseline?: Decimal;
  /** Net deposits, withdrawals and transfers since the baseline; positive came in. */
  readonly externalFlowsSigned?: Decimal;
}

export interface Readings {
  readonly journalWritable: boolean;
  /** Our clock minus the venue's; absent when it was not measured. */
  readonly clockErrorMs?: number;
  readonly recentOrders: readonly RecentOrder[];
  /** Plans whose likeness to an earlier order a person confirmed in a second, different way. */
  readonly confirmedDuplicates: readonly string[];
  /** Needed where a daily loss or a leverage limit is set; a missing account denies increases there. */
  readonly equities?: Readonly<Record<AccountId, EquityReading>>;
}

export interface GateInput {
  readonly plan: Plan;
  /** One per leg, in the order of the legs, made before the intent and never reused. */
  readonly clientIds: readonly string[];
  readonly portfolio: Portfolio;
  readonly limits: LimitBook;
  readonly causes: Causes;
  /** When a person confirmed this plan as a flatten; lets it through a halt that is older. Absent: nobody did. */
  readonly flattenConfirmedAtMs?: number;
  readonly readings: Readings;
  readonly nowMs: number;
}
