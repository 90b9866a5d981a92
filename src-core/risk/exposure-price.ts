// The prices that the gate reckons with: never understated, and missing as soon as they are stale.
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { Decimal, ONE } from "../money/decimal.ts";
import type { OrderTerms, Side } from "../order-terms/order-terms.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";

/** A quote older than this, or from further in the future, is not a quote for an increase. */
export const QUOTE_STALE_AFTER_MS = 3_000;

/** A quote older than this no longer values what is already held, nor converts a currency. */
export const VALUATION_STALE_AFTER_MS = 60_000;

const DOLLARS: ReadonlySet<string> = new Set([
  "USD",
  "USDT",
  "USDC",
  "FDUSD",
  "TUSD",
  "USDE",
  "USD1",
  "DAI",
  "PYUSD",
]);

/** Whether an asset counts as one dollar in exposure. */
export function isDollar(asset: string): boolean {
  return DOLLARS.has(asset);
}

/** The quote, or undefined where it is missing or further than `withinMs` from now in either direction. */
export function quoteWithin(quote: Quote | undefined, nowMs: number, withinMs: number): Quote | undefined {
  if (quote === undefined || Math.abs(nowMs - quote.atMs) > withinMs) return undefined;
  return quote;
}

/** The price that an order must match to execute at once: the ask for a buy, the bid for a sell. */
export function farTouch(quote: Quote, side: Side): Decimal | undefined {
  return side === "buy" ? quote.ask : quote.bid;
}

/** What prices are measured against: the venue's mark, else its index, else the middle of the touch. */
export function referencePrice(quote: Quote): Decimal | undefined {
  if (quote.mark !== undefined) return quote.mark;
  if (quote.index !== undefined) return quote.index;
  if (quote.bid === undefined || quote.ask === undefined) return undefined;
  return quote.bid.plus(quote.ask).times(Decimal.of("0.5"));
}

/** The highest of mark, last and both touches; a quote with none of them has no price. */
export function highestMarketPrice(quote: Quote): Decimal | undefined {
  return highest([quote.mark, quote.last, quote.ask, quote.bid]);
}

/** The highest of the order's own prices and the market price. */
export function orderPrice(terms: OrderTerms, market: Decimal | undefined): Decimal | undefined {
  return highest([terms.price, terms.trigger, market]);
}

/** Dollars for a quantity in size units at a price in the quote currency; inverse sizes are quote value already. */
export function notionalAt(listing: Listing, quantity: Decimal, price: Decimal, rate: Decimal): Decimal {
  return listing.kind === "inverse" ? quantity.times(rate) : quantity.times(price).times(rate);
}

/** Dollars per unit of an asset: one for a dollar, else the highest price of a recent quote; undefined when unknown. */
export function dollarsPer(asset: string, portfolio: Portfolio, nowMs: number): Decimal | undefined {
  if (isDollar(asset)) return ONE;
  let best: Decimal | undefined;
  for (const quote of portfolio.quotes.values()) {
    const listing = portfolio.listings[quote.listing];
    if (listing?.base !== asset || !isDollar(listing.quote) || listing.kind === "option") continue;
    const recent = quoteWithin(quote, nowMs, VALUATION_STALE_AFTER_MS);
    const price = recent === undefined ? undefined : highestMarketPrice(recent);
    if (price !== undefined) best = highest([best, perUnit(price, listing)]);
  }
  return best;
}

function perUnit(price: Decimal, listing: Listing): Decimal {
  if (listing.kind !== "linear" || listing.underlyingMultiplier.equals(ONE)) return price;
  return price.dividedBy(listing.underlyingMultiplier, 18, "up");
}

function highest(prices: readonly (Decimal | undefined)[]): Decimal | undefined {
  let top: Decimal | undefined;
  for (const price of prices) {
    if (price !== undefined && (top === undefined || price.greaterThan(top))) top = price;
  }
  return top;
}
