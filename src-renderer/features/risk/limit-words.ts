// The limits that a scope can have, in the words and units of both the panel and the list.
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";

export interface LimitWord {
  readonly key: keyof LimitsDraft;
  readonly label: string;
  readonly unit: string;
}

export const LIMIT_WORDS: readonly LimitWord[] = [
  { key: "maxOrderNotional", label: "One order", unit: "USD" },
  { key: "maxPositionNotional", label: "Position in one instrument", unit: "USD" },
  { key: "priceCollarBps", label: "Distance from reference", unit: "bp" },
  { key: "maxOpenOrders", label: "Working at once", unit: "" },
];
