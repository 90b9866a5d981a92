// What one leg costs if it trades: notional that is never understated, fee, and slippage against the near touch.
import type { Listing } from "../market/listing.ts";
import { highestPrice } from "../market/quote.ts";
import type { Quote } from "../market/quote.ts";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { isDollarAsset } from "./dollar-assets.ts";
import { farTouch, midPrice } from "./reference-price.ts";

const BPS = Decimal.of("10000");
const BPS_DIGITS = 2;

/**
 * Quantity x the highest of limit, trigger, mark, last and far touch, in dollars; an inverse quantity is quote value
 * already. Undefined when no price is known or the quote currency is no dollar.
 */
export function legNotional(
  terms: OrderTerms,
  listing: Listing,
  quote: Quote | undefined,
): Decimal | undefined {
  if (!isDollarAsset(listing.quote)) return undefined;
  if (listing.kind === "inverse") return terms.quantity;
  const own = [terms.price, terms.trigger, farTouch(quote, terms.side)];
  const price = quote === undefined ? highestKnown(own) : highestPrice(quote, own);
  return price === undefined ? undefined : terms.quantity.times(price);
}

function highestKnown(prices: readonly (Decimal | undefined)[]): Decimal | undefined {
  return prices.reduce((top, price) => (price === undefined ? top : (top?.max(price) ?? price)), undefined);
}

/** Whether the order is sure to wait in the book first: post-only, or a limit that the quote shows as not crossing. */
export function rests(terms: OrderTerms, quote: Quote | undefined): boolean {
  if (terms.postOnly) return true;
  if (terms.type !== "limit" || terms.timeInForce !== "GTC" || terms.price === undefined) return false;
  const touch = farTouch(quote, terms.side);
  if (touch === undefined) return false;
  return terms.side === "buy" ? terms.price.lessThan(touch) : terms.price.greaterThan(touch);
}

/** Dollars, positive is a cost: the listing's maker rate for what is sure to rest, else its taker rate. */
export function legFee(
  notional: Decimal,
  terms: OrderTerms,
  listing: Listing,
  quote: Quote | undefined,
): Decimal {
  return notional.times(rests(terms, quote) ? listing.makerFee : listing.takerFee);
}

/**
 * Half the spread over the mid price in basis points, for what takes liquidity; 0 for what rests. Depth beyond the
 * touch is not in it. Undefined when a touch is not known.
 */
export function legSlippageBps(terms: OrderTerms, quote: Quote | undefined): Decimal | undefined {
  if (rests(terms, quote)) return ZERO;
  const mid = midPrice(quote);
  const touch = farTouch(quote, terms.side);
  if (mid?.isPositive() !== true || touch === undefined) return undefined;
  const half = touch.minus(mid).abs();
  return half.times(BPS).dividedBy(mid, BPS_DIGITS, "half-even");
}
