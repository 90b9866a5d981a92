// A book and its last trades as the renderer sees them: bounded, amounts as exact text.
import type { BookView } from "../../../src-core/contract/views.ts";
import type { Listing } from "../../../src-core/market/listing.ts";
import type { BookLevel, OrderBook } from "../../../src-core/market/order-book.ts";
import type { PublicTrade } from "../../../src-core/market/public-trade.ts";

/** Levels of each side. */
export const MAX_LEVELS = 100;

/** Best levels first; without a book both sides are empty and its time is absent. `trades`: newest first, absent where the venue tells none. */
export function bookView(
  listing: Listing,
  book: OrderBook | undefined,
  trades: readonly PublicTrade[] | undefined,
): BookView {
  return {
    id: listing.key,
    venue: listing.venue,
    multiplier: listing.underlyingMultiplier.toString(),
    bids: levels(book?.bids),
    asks: levels(book?.asks),
    ...(trades === undefined ? {} : { trades: trades.map(tradeText) }),
    ...(book === undefined ? {} : { atMs: book.atMs }),
  };
}

function levels(of: readonly BookLevel[] = []): BookView["bids"] {
  return of.slice(0, MAX_LEVELS).map(({ price, quantity }) => [price.toString(), quantity.toString()]);
}

function tradeText({ id, price, quantity, aggressor, atMs }: PublicTrade) {
  return { id, price: price.toString(), quantity: quantity.toString(), aggressor, atMs };
}
