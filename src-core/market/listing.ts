// What can be traded, where, and in which steps. Equality between venues is in underlying units, never by symbol text.
import type { Decimal } from "../money/decimal.ts";

export type ListingKind = "spot" | "linear" | "inverse" | "option";

/** `venue:venueSymbol`, the one key of a listing in every room. */
export type ListingKey = string;

/** One step of a venue's margin table, for notionals from `floor` up to `cap` in the settlement currency. */
export interface PositionTier {
  readonly floor: Decimal;
  readonly cap: Decimal;
  readonly maxLeverage: Decimal;
  /** Maintenance margin as a fraction of notional. */
  readonly maintenanceRate: Decimal;
  /** Deduction that makes maintenance margin continuous across tiers (Binance `cum`). */
  readonly maintenanceDeduction: Decimal;
}

/** A listing at one venue. Quantities are in its size unit: base asset for spot and linear, quote value for inverse. */
export interface Listing {
  readonly key: ListingKey;
  readonly venue: string;
  /** The venue's own instrument id, for example `BTCUSDT`. */
  readonly venueSymbol: string;
  /** What a person reads, for example `BTC/USDT:USDT`. */
  readonly name: string;
  /** Rises when contract size, settlement or status change; plans keep the version they were made with. */
  readonly version: number;
  readonly kind: ListingKind;
  readonly base: string;
  readonly quote: string;
  readonly settle: string;
  readonly underlying: string;
  /** Underlying units per size unit: 1000 for 1000PEPE. */
  readonly underlyingMultiplier: Decimal;
  readonly tick: Decimal;
  readonly lot: Decimal;
  readonly minQuantity: Decimal;
  readonly maxQuantity: Decimal;
  readonly maxMarketQuantity: Decimal;
  /** In the quote currency; zero when the venue has none. */
  readonly minNotional: Decimal;
  readonly makerFee: Decimal;
  readonly takerFee: Decimal;
  readonly tiers: readonly PositionTier[];
  readonly status: "active" | "halted" | "settling";
  /** The venue documents that a reduce-only order can only shrink a position here. Absent: it is not relied upon. */
  readonly enforcesReduceOnly?: boolean;
}

export function listingKey(venue: string, venueSymbol: string): ListingKey {
  return `${venue}:${venueSymbol}`;
}
