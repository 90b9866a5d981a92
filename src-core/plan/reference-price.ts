// The price at which an order that has not traded is reckoned.
import type { Quote } from "../market/quote.ts";
import { Decimal } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";

const HALF = Decimal.of("0.5");

/** Where a market order would begin to trade: the far touch, else mark, else last; undefined when nothing is known. */
export function marketPrice(quote: Quote | undefined, side: Side): Decimal | undefined {
  return farTouch(quote, side) ?? quote?.mark ?? quote?.last;
}

/** The best price of the other side: the ask for a buy, the bid for a sell. */
export function farTouch(quote: Quote | undefined, side: Side): Decimal | undefined {
  return side === "buy" ? quote?.ask : quote?.bid;
}

/** Halfway between the touches; undefined unless both are known. */
export function midPrice(quote: Quote | undefined): Decimal | undefined {
  if (quote?.bid === undefined || quote.ask === undefined) return undefined;
  return quote.bid.plus(quote.ask).times(HALF);
}
