// What an account can still hold of a listing: the least of its margin tier, the venue's order size and its free margin.
import type { Listing } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import { leastKnown } from "../money/known.ts";
import type { PositionSide, Side } from "../order-terms/order-terms.ts";
import { assumedLeverage } from "../plan/assumed-leverage.ts";
import { heldSigned } from "../plan/held-quantity.ts";
import type { AccountState } from "../portfolio/portfolio.ts";

export interface CapacityInput {
  readonly state: AccountState;
  readonly listing: Listing;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly market: boolean;
  /** Free margin in the quote currency. */
  readonly available: Decimal;
  /** Positive. */
  readonly price: Decimal;
}

const SCALE = 18;

/** Size units, not negative, rounded toward zero; undefined when the position is not known. */
export function remainingCapacity(input: CapacityInput): Decimal | undefined {
  const { state, listing, side, positionSide, market, available, price } = input;
  const held = heldSigned(state, listing, positionSide);
  if (held === undefined) return undefined;
  const leverage = assumedLeverage(state, listing, positionSide);
  const byMargin = sizeOf(available.max(ZERO).times(leverage), listing, price);
  const byOrder = market ? listing.maxMarketQuantity.min(listing.maxQuantity) : listing.maxQuantity;
  const byTier = largestPosition(listing, leverage, price)?.minus(side === "buy" ? held : held.negated());
  return leastKnown([byMargin, byOrder, byTier])?.max(ZERO);
}

/** Of the tiers that permit the leverage; undefined when the listing has no tiers. Tiers are cut in the settlement currency. */
function largestPosition(listing: Listing, leverage: Decimal, price: Decimal): Decimal | undefined {
  if (listing.tiers.length === 0) return undefined;
  const permitted = listing.tiers.filter(({ maxLeverage }) => maxLeverage.atLeast(leverage));
  const cap = permitted.reduce((most, tier) => most.max(tier.cap), ZERO);
  return listing.kind === "inverse" ? cap.times(price) : sizeOf(cap, listing, price);
}

/** A quote value in size units: itself for inverse listings, divided by the price for the others. */
function sizeOf(quoteValue: Decimal, listing: Listing, price: Decimal): Decimal {
  return listing.kind === "inverse" ? quoteValue : quoteValue.dividedBy(price, SCALE, "down");
}
