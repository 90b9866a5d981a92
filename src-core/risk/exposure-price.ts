// The prices that the gate reckons with: never understated, and missing as soon as they are stale.
import type { ListingKey } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { midPrice } from "../market/valuation-price.ts";
import type { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { usdRate } from "../portfolio/usd-rate.ts";

/** A quote older than this, or from further in the future, is not a quote for an increase. */
export const QUOTE_STALE_AFTER_MS = 3_000;

/** A quote older than this no longer values what is already held, nor converts a currency. */
export const VALUATION_STALE_AFTER_MS = 60_000;

/** The quote, or undefined where it is missing or further than `withinMs` from now in either direction. */
export function quoteWithin(quote: Quote | undefined, nowMs: number, withinMs: number): Quote | undefined {
  if (quote === undefined || Math.abs(nowMs - quote.atMs) > withinMs) return undefined;
  return quote;
}

/** What prices are measured against: the venue's mark, else its index, else the middle of the touch. */
export function referencePrice(quote: Quote): Decimal | undefined {
  return [quote.mark, quote.index, midPrice(quote)].find((price) => price?.isPositive());
}

/** The highest of mark, last and both touches; undefined where none of them is known and positive. */
export function highestMarketPrice(quote: Quote): Decimal | undefined {
  return highest([quote.mark, quote.last, quote.ask, quote.bid]);
}

/** The highest of the order's own prices and the market price. */
export function orderPrice(terms: OrderTerms, market: Decimal | undefined): Decimal | undefined {
  return highest([terms.price, terms.trigger, market]);
}

/** Dollars per unit of an asset at a venue, never understated; undefined when no quote of the last minute tells. */
export function dollarsPer(
  portfolio: Portfolio,
  asset: string,
  venue: string,
  nowMs: number,
): Decimal | undefined {
  const { listings, quotes } = portfolio;
  const recent = { get: (key: ListingKey) => quoteWithin(quotes.get(key), nowMs, VALUATION_STALE_AFTER_MS) };
  return usdRate({ listings, quotes: recent }, asset, "exposure", venue);
}

function highest(prices: readonly (Decimal | undefined)[]): Decimal | undefined {
  let top: Decimal | undefined;
  for (const price of prices) {
    if (price?.isPositive() === true && (top === undefined || price.greaterThan(top))) top = price;
  }
  return top;
}
