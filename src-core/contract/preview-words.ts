// How the figures of a preview come about, in words: formula and numbers, one sentence a figure. Types only.

export interface LegWords {
  readonly quantity?: string;
  readonly notional?: string;
  readonly margin?: string;
  readonly fee?: string;
  readonly positionAfter?: string;
  readonly leverageAfter?: string;
  readonly liquidationAfter?: string;
}

export interface PlanWords {
  readonly notional?: string;
  readonly fee?: string;
  readonly slippageBps?: string;
  readonly leverageBefore?: string;
  readonly leverageAfter?: string;
}
