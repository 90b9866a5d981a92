// A level-two order book as plain data, best prices first.
import type { Decimal } from "../money/decimal.ts";
import type { ListingKey } from "./listing.ts";

export interface BookLevel {
  readonly price: Decimal;
  readonly quantity: Decimal;
}

export interface OrderBook {
  readonly listing: ListingKey;
  /** Highest first. */
  readonly bids: readonly BookLevel[];
  /** Lowest first. */
  readonly asks: readonly BookLevel[];
  /** When the venue made it, wall clock; used for age, never for ordering between venues. */
  readonly atMs: number;
}
