// One quote out of three streams: best prices, mark and last trade. A part that is old is left out, not shown as new.
import type { ListingKey } from "../../../../src-core/market/listing.ts";
import type { Quote } from "../../../../src-core/market/quote.ts";
import type { ClockPort } from "../../../ports/clock.ts";
import type { Stop } from "../../../ports/exchange.ts";
import type { StreamListener } from "../stream-hub.ts";
import { readBookTicker, readLastTrade, readMarkPrice, type QuotePart } from "./read-market.ts";

export interface QuoteStreams {
  readonly book: (listener: StreamListener) => Stop;
  readonly mark: (listener: StreamListener) => Stop;
  readonly last: (listener: StreamListener) => Stop;
}

/** The venue sends a mark every second, so an older one was missed; best prices only come when they change. */
const MARK_STALE_MS = 3_000;

interface Part {
  readonly value: QuotePart;
  readonly atMs: number;
}

/** Hears a merged quote at every change of a part; forgets a part when its stream is lost. */
export function watchMergedQuote(
  listing: ListingKey,
  streams: QuoteStreams,
  clock: ClockPort,
  hear: (quote: Quote) => void,
): Stop {
  const parts: Partial<Record<keyof QuoteStreams, Part>> = {};
  const tell = (): void => {
    const atMs = clock.nowMs();
    const markIsFresh = parts.mark !== undefined && clock.monotonicMs() - parts.mark.atMs <= MARK_STALE_MS;
    const mark = markIsFresh ? parts.mark?.value : undefined;
    hear({ ...parts.last?.value, ...parts.book?.value, ...mark, listing, atMs });
  };
  const follow = (name: keyof QuoteStreams, read: (message: unknown) => QuotePart): Stop =>
    streams[name]({
      heard: (message) => {
        parts[name] = { value: read(message), atMs: clock.monotonicMs() };
        tell();
      },
      lost: () => Reflect.deleteProperty(parts, name),
    });
  const stops = [
    follow("book", readBookTicker),
    follow("mark", readMarkPrice),
    follow("last", readLastTrade),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
