// The one price that values a position: mark, else the middle of the book, else the last trade.
import { Decimal } from "../money/decimal.ts";
import type { Quote } from "./quote.ts";

const HALF = Decimal.of("0.5");

/** Mark, else mid, else last; undefined when none is known and positive. Says nothing of age: callers judge `quote.atMs`. */
export function valuationPrice(quote: Quote | undefined): Decimal | undefined {
  if (quote === undefined) return undefined;
  return [quote.mark, midPrice(quote), quote.last].find((price) => price?.isPositive());
}

/** Middle of best bid and ask, exact; undefined unless both are known. */
export function midPrice(quote: Quote): Decimal | undefined {
  if (quote.bid === undefined || quote.ask === undefined) return undefined;
  return quote.bid.plus(quote.ask).times(HALF);
}
