// Listings and quotes as the renderer sees them.
import type { ListingView, QuoteView } from "../../../src-core/contract/views.ts";
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import { valuationPrice } from "../../../src-core/market/valuation-price.ts";
import { Decimal, ONE } from "../../../src-core/money/decimal.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { exact } from "./texts.ts";

/** The listing with its size unit named: the base coin, and for inverse the quote currency. */
export function listingView(listing: Listing): ListingView {
  return {
    id: listing.key,
    venue: listing.venue,
    name: listing.name,
    venueSymbol: listing.venueSymbol,
    underlying: listing.underlying,
    base: listing.base,
    quote: listing.quote,
    settle: listing.settle,
    sizeUnit: listing.kind === "inverse" ? listing.quote : listing.base,
    tick: listing.tick.toString(),
    lot: listing.lot.toString(),
    minQuantity: listing.minQuantity.toString(),
    minNotional: listing.minNotional.toString(),
  };
}

/** The quote; `dayBefore` is the price 24 h ago, from which the change is reckoned to two digits half-even. */
export function quoteView(quote: Quote, dayBefore?: Decimal): QuoteView {
  return knownOnly<QuoteView>({
    id: quote.listing,
    bid: exact(quote.bid),
    ask: exact(quote.ask),
    last: exact(quote.last),
    mark: exact(quote.mark),
    changePercent: changePercent(quote.last ?? valuationPrice(quote), dayBefore),
    fundingRate: exact(quote.fundingRate),
    nextFundingMs: quote.nextFundingMs,
    atMs: quote.atMs,
  });
}

/** The name a person reads; the key itself for a listing that is not loaded. */
export function listingName(listings: Portfolio["listings"], key: ListingKey): string {
  return listings[key]?.name ?? key;
}

function changePercent(now: Decimal | undefined, before: Decimal | undefined): string | undefined {
  if (now === undefined || !before?.isPositive()) return undefined;
  const fraction = now.dividedBy(before, 8, "half-even").minus(ONE);
  return fraction.times(Decimal.of("100")).toFixed(2);
}
