// What the risk panel shows of one environment: every limit with its reading, causes, buckets, holds. Types only.
import type { Environment } from "../order-terms/order-terms.ts";
import type { HoldKind } from "../risk/hold.ts";
import type { LimitField } from "../risk/limits-draft.ts";
import type { RiskState } from "../risk/risk-state.ts";

/** One limit of one scope against what it limits. An absent reading is not known, and `missing` says why. */
export interface LimitReadingView {
  readonly key: LimitField;
  /** The scope that set it, and its name for a person. */
  readonly scope: string;
  readonly label: string;
  /** What the reading is about where the scope has several: an account, an underlying, a venue. */
  readonly of?: string;
  readonly reading?: string;
  readonly limit: string;
  /** Percent of the limit that is used, two digits; of a floor, the floor as a percentage of the reading. */
  readonly usedPercent?: string;
  readonly missing?: string;
}

export interface CauseView {
  readonly scope: string;
  readonly label: string;
  readonly kind: string;
  readonly state: RiskState;
  readonly detail: string;
  readonly sinceMs: number;
  /** Who or what ends it, in words. */
  readonly ends: string;
  /** A person may end it now. */
  readonly byPerson: boolean;
}

export interface BucketView {
  readonly id: string;
  readonly venue: string;
  readonly title: string;
  readonly account?: string;
  readonly used: number;
  readonly usedByOthers: number;
  readonly capacity: number;
  readonly keptForCancels: number;
  readonly stoppedUntilMs?: number;
}

export interface HoldView {
  readonly accountId: string;
  readonly account: string;
  readonly listing: string;
  readonly name: string;
  readonly kind: HoldKind;
  readonly sinceMs: number;
}

/** The day's result of the whole environment. Absent figures are not known. */
export interface DayView {
  readonly day: string;
  /** With the day's transfers added. */
  readonly baseline?: string;
  readonly transfers?: string;
  readonly loss?: string;
  readonly missing?: string;
}

export interface RiskView {
  readonly id: Environment;
  /** Nearest to its limit first; what is not known comes before all. */
  readonly limits: readonly LimitReadingView[];
  readonly causes: readonly CauseView[];
  readonly buckets: readonly BucketView[];
  readonly holds: readonly HoldView[];
  readonly day: DayView;
}

export interface LimitChangeView {
  readonly scope: string;
  readonly label: string;
  readonly atMs: number;
  /** `Largest order: 50,000.00 USD -> none` */
  readonly lines: readonly string[];
}
