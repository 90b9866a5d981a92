// What the screen shows of things that are still happening: a group order's legs, a question, a halt. Types only.
import type { LegState } from "../orders/plan-outcome.ts";
import type { PlanEnd } from "../journal/pursuit.ts";
import type { DecimalText } from "./decimal-text.ts";

/** Plan against outcome, for one leg. Quantities in the listing's size unit. */
export interface LegOutcomeView {
  readonly accountId: string;
  readonly planned: DecimalText;
  readonly filled: DecimalText;
  /** Certainly neither filled nor on its way. */
  readonly missing: DecimalText;
  readonly unwound: DecimalText;
  readonly state: LegState;
  readonly averagePrice?: DecimalText;
  readonly reason?: string;
}

/** What a person may choose for the unfinished legs, and about what it costs. */
export interface PlanQuestionView {
  readonly choices: readonly {
    readonly choice: "leave" | "complete" | "unwind";
    /** What would be traded, size units. */
    readonly quantity: DecimalText;
    /** Fees at the taker rate, quote currency; absent when no price is known. */
    readonly cost?: DecimalText;
  }[];
}

export interface PlanEndView {
  readonly end: PlanEnd;
  readonly detail: string;
  readonly atMs: number;
}

/** What a halt has reached, and what it has left alone. */
export interface KillView {
  readonly halted: boolean;
  /** Ours, not yet confirmed ended; protection not among them. */
  readonly ending: readonly KillOrderView[];
  /** Ours, reduce-only: they stay unless a person names them. */
  readonly protection: readonly KillOrderView[];
  /** Of others: never cancelled unless a person names them. */
  readonly foreign: readonly KillOrderView[];
  /** Positions without any exit that only reduces. */
  readonly bare: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly quantitySigned: DecimalText;
  }[];
}

export interface KillOrderView {
  readonly accountId: string;
  readonly orderId: string;
  readonly origin: string;
  readonly words: string;
}
