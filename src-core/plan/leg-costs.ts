// What one leg costs if it trades: notional that is never understated, fee, and slippage against the mid price.
import { notional } from "../market/contract-math.ts";
import type { Listing } from "../market/listing.ts";
import { highestPrice, type Quote } from "../market/quote.ts";
import { midPrice } from "../market/valuation-price.ts";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { farTouch } from "./reference-price.ts";
import type { SweptTogether } from "./swept-together.ts";

const BPS = Decimal.of("10000");
export const BPS_DIGITS = 2;
const PRICE_DIGITS = 12;

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
 * How much worse than the mid price what takes liquidity trades on average, in basis points: half the spread, and the walk
 * through the book of all that the plan takes there. 0 for what rests; for a trigger half the spread, since the book
 * of its hour is nobody's to know. Undefined when a touch is not known, or the book is not known deep enough.
 */
export function legSlippageBps(
  terms: OrderTerms,
  quote: Quote | undefined,
  swept: () => SweptTogether | undefined,
): Decimal | undefined {
  if (rests(terms, quote)) return ZERO;
  const mid = quote === undefined ? undefined : midPrice(quote);
  const touch = farTouch(quote, terms.side);
  if (mid?.isPositive() !== true || touch === undefined) return undefined;
  const half = touch.minus(mid).abs();
  if (terms.trigger !== undefined) return bpsOf(half, mid);
  const walk = swept();
  if (walk === undefined) return undefined;
  if (walk.weighted.isZero()) return bpsOf(half, mid);
  const beyond = touch.times(walk.weighted).dividedBy(walk.quantity, PRICE_DIGITS, "up");
  return bpsOf(half.plus(beyond), mid);
}

function bpsOf(distance: Decimal, mid: Decimal): Decimal {
  return distance.times(BPS).dividedBy(mid, BPS_DIGITS, "half-even");
}
