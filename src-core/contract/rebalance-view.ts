// A rebalance on the screen: what each account holds beside its target, what would be traded, and what that costs.
// An absent amount is not known. Percentages are of the account's equity, money is in USD. Types only.
import type { RebalanceReason } from "../rebalance/rebalance-request.ts";
import type { DecimalText, PlanPreview } from "./views.ts";

/** One account and symbol. */
export interface RebalanceRowView {
  readonly accountId: string;
  readonly digit: number;
  readonly name: string;
  readonly listing: string;
  /** What a person reads for the instrument. */
  readonly symbol: string;
  readonly actualPercent?: DecimalText;
  /** This and the next three are absent where the target does not speak of the symbol. */
  readonly targetPercent?: DecimalText;
  /** Actual less target, in percentage points. */
  readonly offPercent?: DecimalText;
  /** Nothing is traded while the deviation is no larger; zero where there is no band. */
  readonly bandPercent?: DecimalText;
  readonly bandToPercent?: DecimalText;
  readonly afterPercent?: DecimalText;
  /** Size units; zero: nothing is traded, and `detail` says why. */
  readonly tradeSigned: DecimalText;
  readonly notional?: DecimalText;
  readonly fee?: DecimalText;
  readonly spread?: DecimalText;
  readonly impact?: DecimalText;
  readonly limitedBy: RebalanceReason["limitedBy"];
  readonly detail: string;
  /** How target and costs come about, with the numbers. */
  readonly targetWords: string;
  readonly costWords: string;
}

export interface StandingView {
  readonly leverage?: DecimalText;
  readonly netPercent?: DecimalText;
  /** Sum of the absolute distances to target. */
  readonly trackingErrorPercent?: DecimalText;
  /** Initial margin in use. */
  readonly marginPercent?: DecimalText;
}

export interface RebalanceStandingView {
  readonly accountId: string;
  readonly digit: number;
  readonly name: string;
  readonly before: StandingView;
  readonly after: StandingView;
}

export interface RebalanceView {
  readonly rows: readonly RebalanceRowView[];
  readonly accounts: readonly RebalanceStandingView[];
  /** Traded notional, and as percent of the accounts' equity. */
  readonly traded: DecimalText;
  readonly turnoverPercent?: DecimalText;
  readonly fee: DecimalText;
  readonly spread: DecimalText;
  readonly impact?: DecimalText;
  /** Sum of the three; without the impact where that is not known. */
  readonly cost: DecimalText;
  /** How far apart buys and sells of one underlying may be on the way, in words; absent where no two take turns. */
  readonly stages?: string;
  /** What is traded, or why nothing is. */
  readonly reason: string;
  readonly atMs: number;
}

/** Without a plan the answer is to do nothing. */
export interface RebalancePreview {
  readonly rebalance: RebalanceView;
  readonly plan?: PlanPreview;
}
