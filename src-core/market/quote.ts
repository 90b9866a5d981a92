// The prices that a decision may be based on, each with its age.
import type { Decimal } from "../money/decimal.ts";
import type { ListingKey } from "./listing.ts";

/** Prices of one listing. An absent field is not known; it is never zero. */
export interface Quote {
  readonly listing: ListingKey;
  readonly bid?: Decimal;
  readonly bidQuantity?: Decimal;
  readonly ask?: Decimal;
  readonly askQuantity?: Decimal;
  readonly last?: Decimal;
  /** The venue's mark price: what its margin and liquidation are computed from. */
  readonly mark?: Decimal;
  readonly index?: Decimal;
  readonly fundingRate?: Decimal;
  readonly nextFundingMs?: number;
  /** Received by us, wall clock. */
  readonly atMs: number;
}

/** The highest of what is known of the price, for a notional that is never understated. */
export function highestPrice(quote: Quote, extra: readonly (Decimal | undefined)[]): Decimal | undefined {
  const known = [...extra, quote.mark, quote.last].filter((price) => price !== undefined);
  return known.reduce<Decimal | undefined>(
    (top, price) => (top === undefined ? price : top.max(price)),
    undefined,
  );
}
