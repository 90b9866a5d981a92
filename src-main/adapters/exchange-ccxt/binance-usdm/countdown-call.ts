// POST /fapi/v1/countdownCancelAll: the venue cancels every open order of a symbol unless it hears of us again in time.
// [Binance, USD-M futures, Auto-Cancel All Open Orders, 2026-11: by symbol, weight 10, 0 stops it]
import type { ListingKey } from "../../../../src-core/market/listing.ts";
import type { CountdownAnswer } from "../../../../src-core/orders/countdown.ts";
import type { CallResult } from "../call-result.ts";
import { integerOf, isJson } from "../json-fields.ts";
import { symbolOf } from "./binance-market.ts";
import type { BinanceSession } from "./binance-session.ts";
import { classifyCountdown } from "./classify.ts";

/** Sends one setting, once; 0 stops the countdown. */
export async function setCountdown(
  session: BinanceSession,
  listing: ListingKey,
  windowMs: number,
): Promise<CountdownAnswer> {
  const symbol = symbolOf(listing);
  const params = { symbol, countdownTime: String(windowMs) };
  const result = await session.ask("countdown", params, "keep");
  return classifyCountdown(result, echoes(result, symbol, windowMs));
}

/** An answer about another symbol or another time says nothing about this setting. */
function echoes(result: CallResult, symbol: string, windowMs: number): boolean {
  if (result.kind !== "answered" || !isJson(result.body)) return false;
  return result.body["symbol"] === symbol && integerOf(result.body["countdownTime"]) === windowMs;
}
