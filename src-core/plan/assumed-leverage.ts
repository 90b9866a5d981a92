// The leverage that margin and capacity are reckoned at when the venue's own setting is not in a position.
import type { Listing } from "../market/listing.ts";
import { Decimal, ONE } from "../money/decimal.ts";
import type { PositionSide } from "../order-terms/order-terms.ts";
import { positionKey } from "../portfolio/portfolio.ts";
import type { AccountState } from "../portfolio/portfolio.ts";

/** What is assumed where no position says otherwise, unless the listing's first tier permits less. */
const DEFAULT_LEVERAGE = Decimal.of("10");

/** The position's leverage as the venue reports it, else what is set for the listing; else `DEFAULT_LEVERAGE`, at most the first tier's maximum. Spot is 1. */
export function assumedLeverage(
  state: AccountState | undefined,
  listing: Listing,
  side: PositionSide,
): Decimal {
  if (listing.kind === "spot") return ONE;
  const reported = state?.positions[positionKey(listing.key, side)]?.leverage;
  if (reported?.isPositive() === true) return reported;
  const set = state?.leverages?.[listing.key];
  if (set?.isPositive() === true) return set;
  const permitted = listing.tiers[0]?.maxLeverage;
  return permitted?.isPositive() === true ? DEFAULT_LEVERAGE.min(permitted) : DEFAULT_LEVERAGE;
}
