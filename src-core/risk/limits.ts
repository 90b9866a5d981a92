// Limits: one set per scope, the tightest binds. They live in the journal; the safest set holds where none can be read.
import { Decimal } from "../money/decimal.ts";

/** `environment:paper`, `venue:binanceusdm`, `group:ID` or `account:ID`. */
export type LimitScope =
  `environment:${string}` | `venue:${string}` | `group:${string}` | `account:${string}`;

/** An absent limit does not bind in this scope. Notionals are in the reporting currency. */
export interface Limits {
  readonly maxOrderQuantity?: Readonly<Record<string, Decimal>>;
  readonly maxOrderNotional?: Decimal;
  /** Distance from the reference price against us, in basis points. */
  readonly priceCollarBps?: Decimal;
  /** Worst-case absolute position per account and listing. */
  readonly maxPositionNotional?: Decimal;
  readonly maxGrossExposure?: Decimal;
  readonly maxNetExposure?: Decimal;
  readonly maxLeverage?: Decimal;
  readonly maxOpenOrders?: number;
  readonly maxDailyLoss?: Decimal;
  /** Two orders alike in this window need a second, different confirmation. */
  readonly duplicateWindowMs?: number;
}

export type LimitBook = Readonly<Partial<Record<LimitScope, Limits>>>;

/** Where limits start, and what holds where none can be read: small enough to be noticed at once. */
export const STARTING_LIMITS: Limits = {
  maxOrderNotional: Decimal.of("50000"),
  priceCollarBps: Decimal.of("200"),
  maxPositionNotional: Decimal.of("250000"),
  maxOpenOrders: 50,
  duplicateWindowMs: 5_000,
};
