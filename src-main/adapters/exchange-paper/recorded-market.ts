// Paper trading on a recording: frames of real markets, played at their own pace from the moment of opening.
// A recording ends: then there is no market, and nothing trades.
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { fail, succeed } from "../../../src-core/money/outcome.ts";
import type { MarketMoment, MarketSource, MarketTrade } from "./market-source.ts";
import { recordedBook } from "./recorded-book.ts";
import { recordedCandles } from "./recorded-candles.ts";
import { parseFrame, type TimedFrame } from "./recorded-frames.ts";

export interface Recording {
  /** A listing of the paper venue. */
  readonly listing: Listing;
  /** Lines of one market in order of time; read as they are needed. */
  readonly lines: Iterable<string>;
}

/** Trades are told for at most this long back. */
const TRADES_MS = 1_000;
const HALF = Decimal.of("0.5");

/** All recordings start together at `startMs`, at the earliest first line among them. Time must not go back between calls. */
export function recordedMarket(recordings: readonly Recording[], startMs: number): MarketSource {
  const players = new Map(recordings.map((recording) => [recording.listing.key, player(recording)]));
  const originUs = Math.min(...[...players.values()].map((each) => each.firstUs));
  const playedUs = (nowMs: number) => originUs + (nowMs - startMs) * 1_000;
  const wallMs = (atUs: number) => startMs + (atUs - originUs) / 1_000;

  function at(listing: ListingKey, nowMs: number) {
    const found = players.get(listing);
    found?.playUntil(playedUs(nowMs), wallMs);
    return found;
  }

  return {
    listings: async () => succeed(recordings.map((recording) => recording.listing)),
    listing: (key) => recordings.find((recording) => recording.listing.key === key)?.listing,
    moment: (listing, nowMs, sinceMs) =>
      at(listing, nowMs)?.moment(nowMs, Math.max(sinceMs, nowMs - TRADES_MS)),
    async candles(listing, interval, limit, nowMs) {
      const found = at(listing, nowMs);
      if (found === undefined) return fail("unknown-listing", "listing", "This is not in the recording.");
      return succeed(found.candles.candles(interval, limit));
    },
    follow: () => () => undefined,
    fundingRate: () => undefined,
    close: () => undefined,
  };
}

function player({ listing, lines }: Recording) {
  const frames = timedFrames(lines);
  const book = recordedBook();
  const candles = recordedCandles();
  let next = frames.next();
  let version = 0;
  let last: Decimal | undefined;
  let trades: (MarketTrade & { readonly atMs: number })[] = [];

  function hear({ frame }: TimedFrame, atMs: number): void {
    if (frame.kind !== "trade") {
      book.hear(frame);
      version += 1;
      return;
    }
    const { price, quantity, aggressor } = frame;
    last = price;
    trades = [
      ...trades.filter((trade) => trade.atMs > atMs - TRADES_MS),
      { price, quantity, aggressor, atMs },
    ];
    candles.add(atMs, price, quantity);
  }

  return {
    firstUs: next.done === true ? Infinity : next.value.atUs,
    candles,
    playUntil(untilUs: number, wallMs: (atUs: number) => number): void {
      for (; next.done !== true && next.value.atUs <= untilUs; next = frames.next()) {
        hear(next.value, wallMs(next.value.atUs));
      }
    },
    moment(nowMs: number, sinceMs: number): MarketMoment | undefined {
      const [bids, asks] = [book.bids(), book.asks()];
      const [bid, ask] = [bids[0]?.price, asks[0]?.price];
      if (next.done === true || bid === undefined || ask === undefined) return undefined;
      const mark = bid.plus(ask).times(HALF).toStep(listing.tick, "half-even");
      return {
        listing: listing.key,
        atMs: nowMs,
        version,
        bids,
        asks,
        last: last ?? mark,
        mark,
        index: mark,
        trades: trades.filter((trade) => trade.atMs > sinceMs && trade.atMs <= nowMs),
      };
    },
  };
}

function* timedFrames(lines: Iterable<string>): Generator<TimedFrame, undefined> {
  for (const line of lines) {
    const frame = parseFrame(line);
    if (frame !== undefined) yield frame;
  }
  return undefined;
}
