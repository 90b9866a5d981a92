// How deep a market is: the visible book and the market's day, as far as they are known now.
import { Decimal } from "../money/decimal.ts";
import type { Candle } from "./candle.ts";
import type { BookLevel, OrderBook } from "./order-book.ts";
import type { Quote } from "./quote.ts";
import type { DailyMarket } from "./sweep.ts";

export interface MarketDepth {
  /** Its time is ours, when it came. */
  readonly book?: OrderBook;
  readonly daily?: DailyMarket;
}

/** A book older than this may have been eaten, unless it still begins where the quote does. */
const BOOK_STALE_AFTER_MS = 3_000;
/** A quiet market says nothing new for so long at the most. */
const QUIET_BOOK_STALE_AFTER_MS = 60_000;
/** Fewer days say nothing of a market's day. */
const LEAST_DAYS = 5;
const VOLATILITY_DIGITS = 8;
const VOLUME_DIGITS = 8;

/** What a taker on this side meets, best first: the asks for a buy. Undefined where no book is known or it is out of date. */
export function levelsFor(
  { book }: MarketDepth,
  side: "buy" | "sell",
  quote: Quote,
  nowMs: number,
): readonly BookLevel[] | undefined {
  if (book === undefined) return undefined;
  const levels = side === "buy" ? book.asks : book.bids;
  const [best, touch] = [levels[0]?.price, side === "buy" ? quote.ask : quote.bid];
  if (best === undefined || touch === undefined) return undefined;
  const age = Math.abs(nowMs - book.atMs);
  const fresh = best.equals(touch) ? QUIET_BOOK_STALE_AFTER_MS : BOOK_STALE_AFTER_MS;
  return age <= fresh ? levels : undefined;
}

/**
 * Mean volume, and the standard deviation of the closes' logarithms, of whole days (the last candle is under way and left
 * out). Floats: statistics, rounded up. Undefined for fewer than five days, or days without a trade or a move.
 */
export function dailyMarket(days: readonly Candle[]): DailyMarket | undefined {
  const whole = days.slice(0, -1);
  const closes = whole.map(({ close }) => Math.log(close.toFloat()));
  const moves = closes.slice(1).map((close, index) => close - (closes[index] ?? close));
  if (moves.length < LEAST_DAYS - 1) return undefined;
  const mean = moves.reduce((all, move) => all + move, 0) / moves.length;
  const variance = moves.reduce((all, move) => all + (move - mean) ** 2, 0) / (moves.length - 1);
  const volume = Decimal.sum(whole.map((day) => day.volume)).dividedBy(
    Decimal.fromInteger(whole.length),
    VOLUME_DIGITS,
    "down",
  );
  const units = Math.ceil(Math.sqrt(variance) * 10 ** VOLATILITY_DIGITS);
  if (!volume.isPositive() || !Number.isSafeInteger(units) || units <= 0) return undefined;
  return { volume, volatility: Decimal.fromUnits(BigInt(units), VOLATILITY_DIGITS) };
}
