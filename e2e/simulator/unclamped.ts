// A venue whose word on reduce-only is not relied upon: the adapter's own listings, without that promise.
import type { MarketPort, VenuePort } from "../../src-main/ports/exchange.ts";

/** The same venue, as an adapter would describe it that cannot promise what this one promises. */
export function unclamped(venue: VenuePort): VenuePort {
  const { market } = venue;
  const without: MarketPort = {
    venue: market.venue,
    listings: async (refresh) => {
      const read = await market.listings(refresh);
      if (!read.ok) return read;
      return { ok: true, value: read.value.map(({ enforcesReduceOnly: _, ...listing }) => listing) };
    },
    candles: (listing, interval, limit) => market.candles(listing, interval, limit),
    watchQuote: (listing, hear) => market.watchQuote(listing, hear),
    watchBook: (listing, hear) => market.watchBook(listing, hear),
    ...(market.watchTrades === undefined
      ? {}
      : { watchTrades: (listing, hear) => market.watchTrades?.(listing, hear) ?? (() => undefined) }),
    close: () => market.close(),
  };
  return { ...venue, market: without };
}
