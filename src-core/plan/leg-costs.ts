// What one leg costs if it trades: notional that is never understated, fee, and slippage against the near touch.
import { notional } from "../market/contract-math.ts";
import type { Listing } from "../market/listing.ts";
import { highestPrice, type Quote } from "../market/quote.ts";
import { midPrice } from "../market/valuation-price.ts";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { farTouch } from "./reference-price.ts";

const BPS = Decimal.of("10000");
export const BPS_DIGITS = 2;

/**
 * In the quote currency: quantity x the highest of limit, trigger, mark, last and touches; an inverse quantity is quote
 * value already. Undefined when no price is known.
 */
export function legNotional(
  terms: OrderTerms,
  listing: Listing,
  quote: Quote | undefined,
): Decimal | undefined {
  if (listing.kind === "inverse") return notional(listing.kind, terms.quantity, ZERO);
  const known = quote ?? { listing: listing.key, atMs: 0 };
  const price = highestPrice(known, [terms.price, terms.trigger, known.ask, known.bid]);
  return price === undefined ? undefined : notional(listing.kind, terms.quantity, price);
}

/** Whether the order is sure to wait in the book first: post-only, or a limit that the quote shows as not crossing. */
function rests(terms: OrderTerms, quote: Quote | undefined): boolean {
  if (terms.postOnly) return true;
  if (terms.type !== "limit" || terms.timeInForce !== "GTC" || terms.price === undefined) return false;
  const touch = farTouch(quote, terms.side);
  if (touch === undefined) return false;
  return terms.side === "buy" ? terms.price.lessThan(touch) : terms.price.greaterThan(touch);
}

/** The listing's maker rate for what is sure to rest, else its taker rate; positive is a cost. */
export function feeRate(terms: OrderTerms, listing: Listing, quote: Quote | undefined): Decimal {
  return rests(terms, quote) ? listing.makerFee : listing.takerFee;
}

/**
 * Half the spread over the mid price in basis points, for what takes liquidity; 0 for what rests. Depth beyond the
 * touch is not in it. Undefined when a touch is not known.
 */
export function legSlippageBps(terms: OrderTerms, quote: Quote | undefined): Decimal | undefined {
  if (rests(terms, quote)) return ZERO;
  const mid = quote === undefined ? undefined : midPrice(quote);
  const touch = farTouch(quote, terms.side);
  if (mid?.isPositive() !== true || touch === undefined) return undefined;
  return touch.minus(mid).abs().times(BPS).dividedBy(mid, BPS_DIGITS, "half-even");
}
