// What a new order locks up: which asset, and how much of it at least.
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import type { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { isDollar } from "../portfolio/usd-rate.ts";
import { highestMarketPrice } from "./exposure-price.ts";

export interface MarginNeed {
  readonly asset: string;
  /** Units of the asset. */
  readonly amount: Decimal;
}

/** Digits kept when a margin is divided; rounded up. */
const MARGIN_SCALE = 12;

/**
 * Spot: the quote for a buy, the base for a sell. Derivatives: initial margin in the settlement asset plus the taker fee,
 * at the given leverage or what the venue's table permits for the size, whichever is less. Undefined without a price.
 */
export function marginNeed(
  listing: Listing,
  terms: OrderTerms,
  quantity: Decimal,
  quote: Quote | undefined,
  leverage: Decimal,
): MarginNeed | undefined {
  if (listing.kind === "spot" && terms.side === "sell") return { asset: listing.base, amount: quantity };
  const price = costPrice(listing, terms, quote === undefined ? undefined : highestMarketPrice(quote));
  if (price?.isPositive() !== true) return undefined;
  const value = listing.kind === "inverse" ? quantity : quantity.times(price);
  const fee = value.times(listing.takerFee.max(listing.makerFee));
  if (listing.kind === "spot") return { asset: listing.quote, amount: value.plus(fee) };
  const cost = value.dividedBy(permittedLeverage(listing, value, leverage), MARGIN_SCALE, "up").plus(fee);
  if (listing.kind === "inverse")
    return { asset: listing.settle, amount: cost.dividedBy(price, MARGIN_SCALE, "up") };
  const samePurse = listing.settle === listing.quote || (isDollar(listing.settle) && isDollar(listing.quote));
  return samePurse ? { asset: listing.settle, amount: cost } : undefined;
}

/** The price that makes the order cost most: a buy pays at most its own, a sell may fill as high as the market. */
function costPrice(listing: Listing, terms: OrderTerms, market: Decimal | undefined): Decimal | undefined {
  const own = terms.price ?? terms.trigger;
  if (own === undefined || market === undefined) return own ?? market;
  if (listing.kind === "inverse") return own.min(market);
  return terms.side === "buy" ? own : own.max(market);
}

function permittedLeverage(listing: Listing, value: Decimal, leverage: Decimal): Decimal {
  const tier = listing.tiers.find(({ floor, cap }) => value.atLeast(floor) && value.atMost(cap));
  return tier?.maxLeverage.isPositive() === true ? leverage.min(tier.maxLeverage) : leverage;
}
