// Every kind of limit with its words and unit: one table for the editor, the list of changes and the bars.
import type { Limits } from "./limits.ts";

type KeysOf<T> = { [K in keyof Limits]-?: Exclude<Limits[K], undefined> extends T ? K : never }[keyof Limits];
type NumberKey = KeysOf<number>;
type AmountKey = Exclude<keyof Limits, NumberKey | "allowlist" | "maxOrderQuantity">;

export interface AmountKind {
  readonly key: AmountKey;
  readonly title: string;
  readonly unit: "USD" | " bps" | "x" | " %";
  /** The most that may be entered, plain decimal text. */
  readonly most?: string;
}

export const AMOUNTS: readonly AmountKind[] = [
  { key: "maxOrderNotional", title: "Largest order", unit: "USD" },
  { key: "priceCollarBps", title: "Price collar", unit: " bps", most: "10000" },
  { key: "maxSlippage", title: "Slippage in the window", unit: "USD" },
  { key: "maxPositionNotional", title: "Largest position", unit: "USD" },
  { key: "maxMasterPositionNotional", title: "Largest position of a venue user", unit: "USD" },
  { key: "maxGrossExposure", title: "Gross exposure", unit: "USD" },
  { key: "maxNetExposure", title: "Net exposure", unit: "USD" },
  { key: "maxUnderlyingExposure", title: "Net of one underlying", unit: "USD" },
  { key: "maxVenueSharePercent", title: "Equity at one venue", unit: " %", most: "100" },
  { key: "maxLeverage", title: "Leverage", unit: "x", most: "1000" },
  { key: "minFreeMargin", title: "Free margin, at least", unit: "USD" },
  {
    key: "minLiquidationDistancePercent",
    title: "Distance to liquidation, at least",
    unit: " %",
    most: "100",
  },
  { key: "maxDailyLoss", title: "Daily loss", unit: "USD" },
];

export const COUNTS: readonly { readonly key: "maxOpenOrders" | "maxRepeats"; readonly title: string }[] = [
  { key: "maxOpenOrders", title: "Open orders" },
  { key: "maxRepeats", title: "Orders of one gesture in the window" },
];

export const WINDOWS: readonly {
  readonly key: "slippageWindowMs" | "repeatWindowMs" | "duplicateWindowMs";
  readonly title: string;
}[] = [
  { key: "slippageWindowMs", title: "Slippage window" },
  { key: "repeatWindowMs", title: "Repeat window" },
  { key: "duplicateWindowMs", title: "Duplicate window" },
];
