// The limits that a scope can have, in the words and units of the panel, the editor and its hints.
import type { LimitsDraft } from "../../../src-core/contract/requests.ts";

export type LimitKey = keyof LimitsDraft;

export interface LimitWord {
  readonly key: LimitKey;
  readonly label: string;
  readonly unit: string;
  /** In a row that names beside it whose or which; the label where it is absent. */
  readonly short?: string;
  /** Said under the field while nothing is wrong. */
  readonly hint?: string;
}

export interface LimitSection {
  readonly title: string;
  readonly words: readonly LimitWord[];
}

/** Every limit, in the order of the editor. */
export const LIMIT_SECTIONS: readonly LimitSection[] = [
  {
    title: "Each order",
    words: [
      { key: "maxOrderNotional", label: "One order", unit: "USD" },
      { key: "priceCollarBps", label: "Distance from reference", unit: "bp" },
      { key: "duplicateWindowMs", label: "Asks twice within", unit: "s" },
    ],
  },
  {
    title: "Positions and exposure, at worst",
    words: [
      { key: "maxPositionNotional", label: "Position", unit: "USD", hint: "One account and instrument" },
      {
        key: "maxMasterPositionNotional",
        label: "Position of a venue user",
        short: "Together",
        unit: "USD",
        hint: "All accounts of one user id at a venue together",
      },
      { key: "maxGrossExposure", label: "Gross exposure", unit: "USD" },
      { key: "maxNetExposure", label: "Net exposure", unit: "USD" },
      {
        key: "maxUnderlyingExposure",
        label: "Net of one underlying",
        short: "Net",
        unit: "USD",
        hint: "Spot and coin collateral count",
      },
      { key: "maxLeverage", label: "Leverage", unit: "×" },
      { key: "maxVenueSharePercent", label: "Equity at one venue", short: "Equity at", unit: "%" },
    ],
  },
  {
    title: "Margin, at least",
    words: [
      { key: "minFreeMargin", label: "Free margin", unit: "USD", hint: "Every account, after the trade" },
      { key: "minLiquidationDistancePercent", label: "Margin distance", unit: "%" },
    ],
  },
  {
    title: "Loss",
    words: [
      { key: "maxDailyLoss", label: "Daily loss", unit: "USD", hint: "From 00:00 UTC; then only reductions" },
      { key: "maxSlippage", label: "Slippage", unit: "USD" },
      { key: "slippageWindowMs", label: "Slippage within", unit: "s", hint: "Empty: 3600" },
    ],
  },
  {
    title: "Pace",
    words: [
      { key: "maxOpenOrders", label: "Open orders", unit: "", hint: "Each account" },
      {
        key: "maxRepeats",
        label: "Orders of one gesture",
        unit: "",
        hint: "Each account; then only reductions",
      },
      { key: "repeatWindowMs", label: "Gesture within", unit: "s", hint: "Empty: 60" },
    ],
  },
];

/** Limits that are lists, as one text each. */
export const LIST_WORDS: readonly LimitWord[] = [
  {
    key: "allowlist",
    label: "Only",
    unit: "",
    hint: "venue:symbol, venue:symbol. Empty: every instrument",
  },
  {
    key: "maxOrderQuantity",
    label: "Largest",
    unit: "",
    hint: "venue:symbol = quantity",
  },
];

const ALL = [...LIMIT_SECTIONS.flatMap(({ words }) => words), ...LIST_WORDS];

/** Limits that each order meets by itself: nothing fills up towards them. */
export const PER_ORDER: readonly LimitKey[] = ["maxOrderNotional", "priceCollarBps"];

/** The word of a limit; every key has one. */
export function limitWord(key: LimitKey): LimitWord {
  const word = ALL.find((each) => each.key === key);
  if (word === undefined) throw new Error(`Invariant: no word for the limit ${key}`);
  return word;
}

export function isFloor(key: LimitKey): boolean {
  return key.startsWith("min");
}
