// Everything the gate may look at. What is not here cannot influence a verdict, so a verdict can be replayed.
import type { Decimal } from "../money/decimal.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import type { Plan, PlanBody } from "../plan/plan.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { Hold } from "./hold.ts";
import type { LimitBook } from "./limits.ts";
import type { Causes } from "./risk-state.ts";
import type { SlippageReading } from "./slippage.ts";

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

/** An order that was sent, for the rule that stops a gesture which repeats itself. */
export interface SentOrder {
  readonly accountId: AccountId;
  readonly gesture: PlanBody["gesture"];
  readonly atMs: number;
}

/** One request limit of a venue as it stands now. `used` is the larger of the venue's count and ours. */
export interface BucketReading {
  readonly id: string;
  readonly venue: string;
  /** Present: the bucket is this account's own. */
  readonly accountId?: AccountId;
  readonly environment?: Environment;
  /** What it counts, for example `Orders in 10 s`. */
  readonly title: string;
  readonly used: number;
  /** The part of `used` that the venue counted and we did not send. */
  readonly usedByOthers: number;
  readonly capacity: number;
  readonly keptForCancels: number;
  readonly windowMs: number;
  /** What one new order takes; zero where new orders are not counted. */
  readonly perOrder: number;
  /** The venue refuses everything for so long. */
  readonly stoppedForMs?: number;
}

export interface Readings {
  readonly journalWritable: boolean;
  /** Our clock minus the venue's; absent when it was not measured. */
  readonly clockErrorMs?: number;
  readonly recentOrders: readonly RecentOrder[];
  /** Plans whose likeness to an earlier order a person confirmed in a second, different way. */
  readonly confirmedDuplicates: readonly string[];
  /** Needed where repeats are limited: what was sent in the last day, in any order. Absent: not known. */
  readonly repeats?: readonly SentOrder[];
  /** Needed where slippage is limited: the fills of the last day. Absent: not known. */
  readonly slippages?: readonly SlippageReading[];
  /** Of the venues that limit requests. */
  readonly buckets?: readonly BucketReading[];
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
  readonly holds?: readonly Hold[];
  /** When a person confirmed this plan as a flatten; lets it through a halt that is older. Absent: nobody did. */
  readonly flattenConfirmedAtMs?: number;
  readonly readings: Readings;
  readonly nowMs: number;
}
