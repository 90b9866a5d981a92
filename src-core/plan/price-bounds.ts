// The worst prices that a plan may trade at: part of the envelope, so part of what was shown and hashed.
import type { Listing, ListingKey } from "../market/listing.ts";
import { Decimal, ONE } from "../money/decimal.ts";
import type { OrderTerms, Side } from "../order-terms/order-terms.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { Envelope, Leg, ListingPrices } from "./plan.ts";
import { marketPrice } from "./reference-price.ts";

/** How far beyond the reference price a market order may trade, as a fraction. */
const MARKET_PRICE_BOUND = Decimal.of("0.01");

/** The bound around a reference price, drawn inward to the tick; a bound never comes out at zero or below. */
export function marketBound(reference: Decimal, side: Side, listing: Listing): Decimal {
  if (side === "buy")
    return reference.times(ONE.plus(MARKET_PRICE_BOUND)).toStep(listing.tick, "floor").max(reference);
  const lowest = reference.times(ONE.minus(MARKET_PRICE_BOUND)).toStep(listing.tick, "ceil");
  return lowest.min(reference);
}

/** The one bound that holds for all: the highest for buys, the lowest for sells. */
export function envelopeBound(
  side: Side,
  bounds: readonly Decimal[],
): Pick<Envelope, "highestBuy" | "lowestSell"> {
  const [first, ...others] = bounds;
  if (first === undefined) return {};
  if (side === "buy") return { highestBuy: others.reduce((worst, bound) => worst.max(bound), first) };
  return { lowestSell: others.reduce((worst, bound) => worst.min(bound), first) };
}

type PriceBounds = Pick<Envelope, "highestBuy" | "lowestSell" | "pricesByListing">;

/**
 * The bounds of market legs around the prices of now, per listing where there are several; absent where no price is known.
 * `bothWays`: for the way back too.
 */
export function marketBounds(legs: readonly Leg[], portfolio: Portfolio, bothWays = false): PriceBounds {
  const byListing = Map.groupBy(legs, ({ terms }) => terms.listing);
  const rows = [...byListing].map(([key, own]) => boundsAt(key, own, portfolio, bothWays));
  const [only] = rows;
  if (rows.length > 1) return { pricesByListing: rows };
  if (only === undefined) return {};
  const { listing: _, ...bounds } = only;
  return bounds;
}

function boundsAt(
  key: ListingKey,
  legs: readonly Leg[],
  portfolio: Portfolio,
  bothWays: boolean,
): ListingPrices {
  const listing = portfolio.listings[key];
  const quote = portfolio.quotes.get(key);
  const bounds = (["buy", "sell"] as const).map((side) => {
    const price = marketPrice(quote, side);
    const trades = bothWays || legs.some(({ terms }) => terms.side === side);
    return listing === undefined || price === undefined || !trades
      ? {}
      : envelopeBound(side, [marketBound(price, side, listing)]);
  });
  return { listing: key, ...bounds[0], ...bounds[1] };
}

/** The worst price at which an order of the plan may trade; undefined where only its own terms bound it. */
export function worstPrice(
  envelope: Envelope,
  { listing, side }: Pick<OrderTerms, "listing" | "side">,
): Decimal | undefined {
  const bounds = envelope.pricesByListing?.find((row) => row.listing === listing) ?? envelope;
  return side === "buy" ? bounds.highestBuy : bounds.lowestSell;
}
