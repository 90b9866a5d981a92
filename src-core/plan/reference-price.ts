// The price at which an order that has not traded is reckoned.
import type { Quote } from "../market/quote.ts";
import { valuationPrice } from "../market/valuation-price.ts";
import type { Decimal } from "../money/decimal.ts";
import type { OrderTerms, Side } from "../order-terms/order-terms.ts";

/** The best price of the other side: the ask for a buy, the bid for a sell. */
export function farTouch(quote: Quote | undefined, side: Side): Decimal | undefined {
  const touch = side === "buy" ? quote?.ask : quote?.bid;
  return touch?.isPositive() === true ? touch : undefined;
}

/** Where a market order would begin to trade: the far touch, else mark, else last; undefined when nothing is known. */
export function marketPrice(quote: Quote | undefined, side: Side): Decimal | undefined {
  return farTouch(quote, side) ?? valuationPrice(quote);
}

/** Where the order is taken to trade: its limit price, else its trigger, else the market. */
export function expectedPrice(
  terms: Pick<OrderTerms, "side" | "price" | "trigger">,
  quote: Quote | undefined,
): Decimal | undefined {
  return terms.price ?? terms.trigger ?? marketPrice(quote, terms.side);
}
