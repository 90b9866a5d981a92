// The paper venue's public side: strangers' book with the paper accounts' own orders in it, quotes and candles.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import type { BookLevel, OrderBook } from "../../../src-core/market/order-book.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import type { Side } from "../../../src-core/order-terms/order-terms.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { MarketPort, Stop } from "../../ports/exchange.ts";
import type { Draft } from "./draft.ts";
import type { MarketMoment, MarketSource } from "./market-source.ts";
import { offersOn } from "./visible-liquidity.ts";

export interface PaperMarket {
  readonly port: MarketPort;
  readonly isWatched: boolean;
  /** Tells every watcher how its listing stands. */
  publish(look: Draft): void;
}

interface Watcher {
  readonly listing: ListingKey;
  readonly tell: (look: Draft, moment: MarketMoment) => void;
}

const MAX_CANDLES = 2_000;

/** The public side of the paper venue with this id. */
export function paperMarket(
  venue: string,
  source: MarketSource,
  clock: ClockPort,
  woken: () => void,
): PaperMarket {
  const watchers = new Set<Watcher>();
  let closed = false;

  function watch(listing: ListingKey, tell: Watcher["tell"]): Stop {
    if (closed) return () => undefined;
    const watcher = { listing, tell };
    const unfollow = source.follow(listing);
    watchers.add(watcher);
    woken();
    return () => {
      if (watchers.delete(watcher)) unfollow();
    };
  }

  return {
    get isWatched() {
      return watchers.size > 0;
    },
    publish(look) {
      for (const { listing, tell } of [...watchers]) {
        const moment = look.view.moment(listing);
        if (moment !== undefined) tell(look, moment);
      }
    },
    port: {
      venue,
      listings: () => source.listings(),
      candles: (listing, interval, limit) =>
        source.candles(listing, interval, Math.min(limit, MAX_CANDLES), clock.nowMs()),
      watchQuote: (listing, hear) => watch(listing, (look, moment) => hear(quoteOf(look, moment))),
      watchBook: (listing, hear) => watch(listing, (look, moment) => hear(bookOf(look, moment))),
      async close() {
        closed = true;
        watchers.clear();
        source.close();
      },
    },
  };
}

function bookOf(look: Draft, moment: MarketMoment): OrderBook {
  return {
    listing: moment.listing,
    bids: levels(look, moment, "buy"),
    asks: levels(look, moment, "sell"),
    atMs: moment.atMs,
  };
}

function quoteOf(look: Draft, moment: MarketMoment): Quote {
  const [bid] = levels(look, moment, "buy");
  const [ask] = levels(look, moment, "sell");
  const { listing, last, mark, index, fundingRate, nextFundingMs, atMs } = moment;
  return {
    listing,
    ...(bid === undefined ? {} : { bid: bid.price, bidQuantity: bid.quantity }),
    ...(ask === undefined ? {} : { ask: ask.price, askQuantity: ask.quantity }),
    last,
    mark,
    index,
    ...(fundingRate === undefined ? {} : { fundingRate }),
    ...(nextFundingMs === undefined ? {} : { nextFundingMs }),
    atMs,
  };
}

/** Offers of one price become one level. */
function levels(look: Draft, moment: MarketMoment, side: Side): readonly BookLevel[] {
  const merged: BookLevel[] = [];
  for (const { price, quantity } of offersOn(look, moment, side)) {
    const last = merged.at(-1);
    if (last?.price.equals(price) === true)
      merged[merged.length - 1] = { price, quantity: last.quantity.plus(quantity) };
    else merged.push({ price, quantity });
  }
  return merged;
}
