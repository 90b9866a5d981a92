// What a Plan would cost and what would stand after it: outside the hash, because it moves with the market.
import type { Decimal } from "../money/decimal.ts";
import type { AccountId } from "../portfolio/account.ts";

/** An absent figure is not known; it is never zero. Money is in the reporting currency (USD) unless a name says otherwise. */
export interface LegAssessment {
  readonly accountId: AccountId;
  readonly notional?: Decimal;
  readonly margin?: Decimal;
  readonly fee?: Decimal;
  /** Estimated average price against the mid price; 0 for what rests. */
  readonly slippageBps?: Decimal;
  readonly positionAfter: Decimal;
  readonly leverageAfter?: Decimal;
  readonly liquidationAfter?: Decimal;
}

export interface PlanAssessment {
  readonly legs: readonly LegAssessment[];
  readonly notional?: Decimal;
  readonly fee?: Decimal;
  readonly slippageBps?: Decimal;
  readonly leverageBefore?: Decimal;
  readonly leverageAfter?: Decimal;
  /** The prices it was reckoned at: submit compares them with the market of that moment. */
  readonly referencePrice?: Decimal;
  readonly atMs: number;
}
