// What an account can still hold of a listing: the least of its margin tier, the venue's order size and its free margin.
import type { Listing } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import { ZERO } from "../money/decimal.ts";
import type { PositionSide, Side } from "../order-terms/order-terms.ts";
import { assumedLeverage } from "../plan/assumed-leverage.ts";
import { isDollarAsset } from "../plan/dollar-assets.ts";
import { heldSigned } from "../plan/held-quantity.ts";
import type { AccountState } from "../portfolio/portfolio.ts";

export interface CapacityInput {
  readonly state: AccountState;
  readonly listing: Listing;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly market: boolean;
  /** Free margin in dollars. */
  readonly available: Decimal | undefined;
  readonly price: Decimal | undefined;
}

const SCALE = 18;

/**
 * Size units, not negative, rounded toward zero; undefined when the price or the free margin is not known, or the
 * listing is not priced in dollars. The tier is the largest that permits the account's leverage.
 */
export function remainingCapacity(input: CapacityInput): Decimal | undefined {
  const { state, listing, side, positionSide, market, available, price } = input;
  if (available === undefined || price?.isPositive() !== true || !isDollarAsset(listing.quote))
    return undefined;
  const leverage = assumedLeverage(state, listing, positionSide);
  const byMargin = sizeOf(available.max(ZERO).times(leverage), listing, price);
  const order = market ? listing.maxMarketQuantity.min(listing.maxQuantity) : listing.maxQuantity;
  const byTier = tierRoom(input, leverage, price);
  const held = heldSigned(state, listing.key, positionSide);
  const toward = side === "buy" ? held : held.negated();
  const room = byTier === undefined ? [] : [byTier.minus(toward)];
  return [order, ...room].reduce((least, limit) => least.min(limit), byMargin).max(ZERO);
}

/** Largest position of the tiers that permit the leverage; undefined when the listing has no tiers. */
function tierRoom({ listing }: CapacityInput, leverage: Decimal, price: Decimal): Decimal | undefined {
  if (listing.tiers.length === 0) return undefined;
  const permitted = listing.tiers.filter(({ maxLeverage }) => maxLeverage.atLeast(leverage));
  const cap = permitted.reduce((most, tier) => most.max(tier.cap), ZERO);
  return listing.kind === "inverse" ? cap.times(price) : sizeOf(cap, listing, price);
}

/** A quote value in size units: itself for inverse listings, divided by the price for the others. */
function sizeOf(quoteValue: Decimal, listing: Listing, price: Decimal): Decimal {
  return listing.kind === "inverse" ? quoteValue : quoteValue.dividedBy(price, SCALE, "down");
}
