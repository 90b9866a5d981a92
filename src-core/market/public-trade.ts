// One trade between others, as a venue's public stream tells it.
import type { Decimal } from "../money/decimal.ts";
import type { ListingKey } from "./listing.ts";

export interface PublicTrade {
  readonly listing: ListingKey;
  readonly id: string;
  readonly price: Decimal;
  readonly quantity: Decimal;
  /** Who crossed the spread. */
  readonly aggressor: "buy" | "sell";
  /** The venue's time. */
  readonly atMs: number;
}
