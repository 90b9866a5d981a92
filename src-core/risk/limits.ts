// Limits: one set per scope, the tightest binds. They live in the journal; the safest set holds where none can be read.
import { Decimal } from "../money/decimal.ts";

/** `environment:paper`, `venue:binance-usdm`, `group:ID` or `account:ID`. */
export type LimitScope =
  `environment:${string}` | `venue:${string}` | `group:${string}` | `account:${string}`;

/** An absent limit does not bind in this scope. Notionals are in the reporting currency. */
export interface Limits {
  /** Listing keys that may be traded; absent allows every listing, an empty list none. */
  readonly allowlist?: readonly string[];
  readonly maxOrderQuantity?: Readonly<Record<string, Decimal>>;
  readonly maxOrderNotional?: Decimal;
  /** Distance from the reference price against us, in basis points. */
  readonly priceCollarBps?: Decimal;
  /** What the fills of the window cost against their reference prices, over all accounts of the scope. */
  readonly maxSlippage?: Decimal;
  /** The window of `maxSlippage`; an hour where it is absent. */
  readonly slippageWindowMs?: number;
  /** Worst-case absolute position per account and listing. */
  readonly maxPositionNotional?: Decimal;
  /** The same over all accounts of one user id of the venue. */
  readonly maxMasterPositionNotional?: Decimal;
  readonly maxGrossExposure?: Decimal;
  readonly maxNetExposure?: Decimal;
  /** Worst-case net exposure to one underlying, spot and coin collateral included. */
  readonly maxUnderlyingExposure?: Decimal;
  /** Share of the scope's equity that may stand at one venue, in percent. */
  readonly maxVenueSharePercent?: Decimal;
  readonly maxLeverage?: Decimal;
  /** Available margin that every account keeps after the trade. */
  readonly minFreeMargin?: Decimal;
  /** Distance to liquidation that every position of an account keeps after the trade, in percent of the price. */
  readonly minLiquidationDistancePercent?: Decimal;
  readonly maxOpenOrders?: number;
  /** Orders of one gesture and account in the window; one more sets the account REDUCING. */
  readonly maxRepeats?: number;
  /** The window of `maxRepeats`; a minute where it is absent. */
  readonly repeatWindowMs?: number;
  readonly maxDailyLoss?: Decimal;
  /** Two orders alike in this window need a second, different confirmation. */
  readonly duplicateWindowMs?: number;
}

export type LimitBook = Readonly<Partial<Record<LimitScope, Limits>>>;

export const DEFAULT_SLIPPAGE_WINDOW_MS = 3_600_000;
export const DEFAULT_REPEAT_WINDOW_MS = 60_000;
/** No window may be longer: what it looks back on is kept this long. */
export const LONGEST_WINDOW_MS = 86_400_000;

/** Where limits start, and what holds where none can be read: small enough to be noticed at once. */
export const STARTING_LIMITS: Limits = {
  maxOrderNotional: Decimal.of("50000"),
  priceCollarBps: Decimal.of("200"),
  maxPositionNotional: Decimal.of("250000"),
  maxOpenOrders: 50,
  duplicateWindowMs: 5_000,
};
