// Public data of Binance USD-M: candles, best quotes, marks, trades and books, from raw frames.
import type { Candle } from "../../../../src-core/market/candle.ts";
import type { ListingKey } from "../../../../src-core/market/listing.ts";
import type { BookLevel, OrderBook } from "../../../../src-core/market/order-book.ts";
import type { PublicTrade } from "../../../../src-core/market/public-trade.ts";
import type { Quote } from "../../../../src-core/market/quote.ts";
import { decimalOf, flagOf, integerOf, isJson, textOf } from "../json-fields.ts";

/** Rows of `/fapi/v1/klines`, oldest first; undefined when one of them is not whole. */
export function readCandles(body: unknown): readonly Candle[] | undefined {
  if (!Array.isArray(body)) return undefined;
  const candles = (body as readonly unknown[]).map(readCandle);
  return candles.every((candle) => candle !== undefined) ? candles : undefined;
}

function readCandle(row: unknown): Candle | undefined {
  if (!Array.isArray(row)) return undefined;
  const [startMs, open, high, low, close, volume] = row as readonly unknown[];
  const start = integerOf(startMs);
  const [o, h, l, c, v] = [open, high, low, close, volume].map(decimalOf);
  if (start === undefined || o === undefined || h === undefined || l === undefined) return undefined;
  return c === undefined || v === undefined
    ? undefined
    : { startMs: start, open: o, high: h, low: l, close: c, volume: v };
}

/** The part of a quote that one message brings. */
export type QuotePart = Omit<Quote, "listing" | "atMs">;

/** `bookTicker`. A side without a price is not known; it is never zero. */
export function readBookTicker(raw: unknown): QuotePart {
  if (!isJson(raw)) return {};
  const [bid, bidQuantity, ask, askQuantity] = [raw["b"], raw["B"], raw["a"], raw["A"]].map(decimalOf);
  return {
    ...(bid?.isPositive() === true ? { bid } : {}),
    ...(bid?.isPositive() === true && bidQuantity !== undefined ? { bidQuantity } : {}),
    ...(ask?.isPositive() === true ? { ask } : {}),
    ...(ask?.isPositive() === true && askQuantity !== undefined ? { askQuantity } : {}),
  };
}

/** `markPriceUpdate`. */
export function readMarkPrice(raw: unknown): QuotePart {
  if (!isJson(raw)) return {};
  const [mark, index, fundingRate] = [raw["p"], raw["i"], raw["r"]].map(decimalOf);
  const nextFundingMs = integerOf(raw["T"]);
  return {
    ...(mark?.isPositive() === true ? { mark } : {}),
    ...(index?.isPositive() === true ? { index } : {}),
    ...(fundingRate === undefined ? {} : { fundingRate }),
    ...(nextFundingMs === undefined || nextFundingMs === 0 ? {} : { nextFundingMs }),
  };
}

/** `aggTrade`. */
export function readLastTrade(raw: unknown): QuotePart {
  const last = isJson(raw) ? decimalOf(raw["p"]) : undefined;
  return last?.isPositive() === true ? { last } : {};
}

/** A partial depth frame: the whole top of the book each time, so there is nothing to keep in step. */
export function readBook(raw: unknown, listing: ListingKey): OrderBook | undefined {
  if (!isJson(raw)) return undefined;
  const bids = readLevels(raw["b"]);
  const asks = readLevels(raw["a"]);
  const atMs = integerOf(raw["E"]);
  return bids === undefined || asks === undefined || atMs === undefined
    ? undefined
    : { listing, bids, asks, atMs };
}

function readLevels(value: unknown): readonly BookLevel[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const levels = (value as readonly unknown[]).map((row) => {
    const [price, quantity] = Array.isArray(row) ? (row as readonly unknown[]).map(decimalOf) : [];
    return price === undefined || quantity === undefined ? undefined : { price, quantity };
  });
  return levels.every((level) => level !== undefined) ? levels : undefined;
}

/** `aggTrade`: the maker tells who crossed. */
export function readPublicTrade(raw: unknown, listing: ListingKey): PublicTrade | undefined {
  if (!isJson(raw)) return undefined;
  const [price, quantity] = [raw["p"], raw["q"]].map(decimalOf);
  const [id, atMs, buyerIsMaker] = [textOf(raw["a"]), integerOf(raw["T"]), flagOf(raw["m"])];
  if (price?.isPositive() !== true || quantity?.isPositive() !== true) return undefined;
  if (id === undefined || atMs === undefined || buyerIsMaker === undefined) return undefined;
  return { listing, id, price, quantity, aggressor: buyerIsMaker ? "sell" : "buy", atMs };
}
