// A market that is a function of seed, listing and time: endless history, no storage, the same after a restart.
import type { Listing, ListingKey } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { fail, succeed } from "../../../src-core/money/outcome.ts";
import { candleSeries } from "./candle-series.ts";
import { fundingRateAt, nextFundingAfter } from "./funding-rate.ts";
import type { MarketMoment, MarketSource, MarketTrade } from "./market-source.ts";
import { barOver, type InstrumentShape, ticksOf } from "./minute-bars.ts";
import { type MinuteSlots, SLOT_MS, SLOTS_PER_MINUTE, minuteAt, minuteSlots } from "./minute-slots.ts";
import { hashOf } from "./noise.ts";
import { bookSide, type Touch } from "./synthetic-book.ts";
import { type SyntheticInstrument, syntheticInstrument } from "./synthetic-instruments.ts";

/** The mark is the mean of this many slots: fifteen seconds. */
const MARK_SLOTS = 60;
/** Trades are told for at most this many slots back. */
const TRADE_SLOTS = 4;
const KEPT_MINUTES = 4;

/** A made-up market of the given listings. */
export function syntheticMarket(seed: string, listings: readonly Listing[]): MarketSource {
  const faces = new Map(
    listings.map((listing) => [listing.key, instrumentFace(syntheticInstrument(seed, listing))]),
  );
  return {
    listings: async () => succeed(listings),
    listing: (key) => faces.get(key)?.listing,
    moment: (listing, nowMs, sinceMs) => faces.get(listing)?.moment(nowMs, sinceMs),
    async candles(listing, interval, limit, nowMs) {
      const face = faces.get(listing);
      if (face === undefined)
        return fail("unknown-listing", "listing", "The paper venue does not trade this.");
      return succeed(face.candles.candles(interval, limit, nowMs));
    },
    follow: () => () => undefined,
    fundingRate: (listing, boundaryMs) => faces.get(listing)?.fundingRate(boundaryMs),
    range: (listing, startMs, minutes) =>
      faces.get(listing)?.range(startMs, minutes) ?? unknownListing(listing),
    close: () => undefined,
  };
}

function unknownListing(listing: ListingKey): never {
  throw new Error(`Invariant: ${listing} is not in this market`);
}

/** One instrument, seen through a memory of its latest minutes. */
function instrumentFace(instrument: SyntheticInstrument) {
  const { listing, traded } = instrument;
  const slots = rememberedSlots(traded);
  const indexSlots = rememberedSlots(instrument.index);
  const price = (ticks: number) => Decimal.fromInteger(ticks).times(listing.tick);

  function moment(nowMs: number, sinceMs: number): MarketMoment {
    const slot = Math.floor(nowMs / SLOT_MS);
    const touch = touchAt(instrument, slots, slot);
    return {
      listing: listing.key,
      atMs: nowMs,
      version: slot,
      bids: bookSide(instrument.book, touch, "bid", slot),
      asks: bookSide(instrument.book, touch, "ask", slot),
      last: price(ticksAt(slots, slot)),
      mark: price(meanTicks(slots, slot)),
      index: price(ticksAt(indexSlots, slot)),
      trades: tradesBetween(instrument, slots, Math.floor(sinceMs / SLOT_MS), slot),
      ...funding(nowMs),
    };
  }

  function funding(nowMs: number) {
    if (listing.kind !== "linear") return {};
    const nextFundingMs = nextFundingAfter(nowMs);
    return { fundingRate: fundingRateAt(traded.path, nextFundingMs, nowMs), nextFundingMs };
  }

  return {
    moment,
    listing,
    candles: candleSeries(traded, listing.tick, listing.lot, slots),
    fundingRate: (boundaryMs: number) =>
      listing.kind === "linear" ? fundingRateAt(traded.path, boundaryMs, boundaryMs) : undefined,
    range(startMs: number, minutes: number) {
      const bar = barOver(traded, minuteAt(startMs), minutes);
      return { low: price(ticksOf(traded, bar.low)), high: price(ticksOf(traded, bar.high)) };
    },
  };
}

type SlotReader = (minute: number) => MinuteSlots;

function rememberedSlots(shape: InstrumentShape): SlotReader {
  const kept = new Map<number, MinuteSlots>();
  return (minute) => {
    const known = kept.get(minute);
    if (known !== undefined) return known;
    const made = minuteSlots(shape, minute);
    if (kept.size >= KEPT_MINUTES) kept.delete(kept.keys().next().value ?? 0);
    kept.set(minute, made);
    return made;
  };
}

function ticksAt(slots: SlotReader, slot: number): number {
  const minute = Math.floor(slot / SLOTS_PER_MINUTE);
  return slots(minute).ticks[slot - minute * SLOTS_PER_MINUTE] ?? 0;
}

function meanTicks(slots: SlotReader, slot: number): number {
  let total = 0;
  for (let back = 0; back < MARK_SLOTS; back += 1) total += ticksAt(slots, slot - back);
  return Math.round(total / MARK_SLOTS);
}

/** The last price is at the bid or at the ask: after a rise buyers paid the ask, after a fall sellers hit the bid. */
function touchAt({ book }: SyntheticInstrument, slots: SlotReader, slot: number): Touch {
  const last = ticksAt(slots, slot);
  const luck = hashOf(book.seed + 5, slot);
  const spread = luck % 16 < 13 ? 1 : 1 + (luck % 3);
  return aggressorAt(book.seed, slots, slot) === "buy"
    ? { bidTicks: last - spread, askTicks: last }
    : { bidTicks: last, askTicks: last + spread };
}

function aggressorAt(seed: number, slots: SlotReader, slot: number): "buy" | "sell" {
  const move = ticksAt(slots, slot) - ticksAt(slots, slot - 1);
  if (move !== 0) return move > 0 ? "buy" : "sell";
  return hashOf(seed + 7, slot) % 2 === 0 ? "buy" : "sell";
}

function tradesBetween(
  instrument: SyntheticInstrument,
  slots: SlotReader,
  after: number,
  until: number,
): MarketTrade[] {
  const trades: MarketTrade[] = [];
  for (let slot = Math.max(after + 1, until - TRADE_SLOTS + 1); slot <= until; slot += 1) {
    const minute = Math.floor(slot / SLOTS_PER_MINUTE);
    const lots = slots(minute).lots[slot - minute * SLOTS_PER_MINUTE] ?? 0;
    if (lots === 0) continue;
    trades.push({
      price: Decimal.fromInteger(ticksAt(slots, slot)).times(instrument.listing.tick),
      quantity: Decimal.fromInteger(lots).times(instrument.listing.lot),
      aggressor: aggressorAt(instrument.book.seed, slots, slot),
    });
  }
  return trades;
}
