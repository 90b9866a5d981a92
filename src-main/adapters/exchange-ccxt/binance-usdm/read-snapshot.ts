// A complete reading of an account: all of its parts, or the first reason why there is none.
import { listingKey } from "../../../../src-core/market/listing.ts";
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { AccountSnapshot, VenueOrder } from "../../../../src-core/order-terms/venue-event.ts";
import type { CallResult } from "../call-result.ts";
import { isJson, objectsOf, readAll, textOf, type Json } from "../json-fields.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";
import { readBalances, readLeverages, readPositionMode, readPositions } from "./read-account.ts";
import { readOrder, readTrigger, VENUE } from "./read-order.ts";

/** Asking for the open orders of one symbol weighs 1, of all symbols 40. */
const ALL_SYMBOLS_FROM = 30;

function orderList(read: (raw: Json) => VenueOrder | undefined) {
  return (body: unknown): readonly VenueOrder[] | undefined => {
    const rows = objectsOf(body);
    return rows === undefined ? undefined : readAll(rows, read);
  };
}

/** Reads everything; `atMs` is the venue's time before the first request left. */
export async function readSnapshot(session: BinanceSession, atMs: number): Promise<Outcome<AccountSnapshot>> {
  const [account, positions, triggers, mode, leverages] = await Promise.all([
    session.ask("account"),
    session.ask("positions"),
    session.ask("openTriggers"),
    session.ask("accountConfig"),
    session.ask("symbolConfig"),
  ]);
  const balances = readBody(account, "balances", readBalances);
  if (!balances.ok) return balances;
  const leverage = readBody(leverages, "leverage", readLeverages);
  if (!leverage.ok) return leverage;
  const held = readBody(positions, "positions", (body) => readPositions(body, leverage.value));
  if (!held.ok) return held;
  const waiting = readBody(triggers, "open trigger orders", orderList(readTrigger));
  if (!waiting.ok) return waiting;
  const positionMode = readBody(mode, "position mode", readPositionMode);
  if (!positionMode.ok) return positionMode;
  const open = await readOpenOrders(session, account, positions);
  if (!open.ok) return open;
  return succeed({
    balances: balances.value,
    positions: held.value,
    openOrders: [...open.value, ...waiting.value],
    positionMode: positionMode.value,
    leverages: Object.fromEntries(
      [...leverage.value].map(([symbol, times]) => [listingKey(VENUE, symbol), times]),
    ),
    atMs,
  });
}

/**
 * Open orders of the book, of the symbols that have any: `positionRisk` and `account` (v3) both name every symbol with a
 * position or an open order [developers.binance.com, USD-M: Position Information V3, Account Information V3].
 */
async function readOpenOrders(
  session: BinanceSession,
  account: CallResult,
  positions: CallResult,
): Promise<Outcome<readonly VenueOrder[]>> {
  const symbols = namedSymbols(account, positions);
  if (symbols === undefined) return fail("venue-answer-unreadable", "open orders", UNREADABLE);
  const isFew = symbols.length < ALL_SYMBOLS_FROM;
  const asking = isFew
    ? symbols.map((symbol) => session.ask("openOrdersOf", { symbol }))
    : [session.ask("openOrders")];
  const orders: VenueOrder[] = [];
  for (const result of await Promise.all(asking)) {
    const read = readBody(result, "open orders", orderList(readOrder));
    if (!read.ok) return read;
    orders.push(...read.value);
  }
  return succeed(orders);
}

const UNREADABLE = "Binance did not say which symbols have open orders.";

function namedSymbols(account: CallResult, positions: CallResult): readonly string[] | undefined {
  if (account.kind !== "answered" || positions.kind !== "answered" || !isJson(account.body)) return undefined;
  const rows = [objectsOf(account.body["positions"]), objectsOf(positions.body)];
  const symbols = rows.flatMap((list) => list?.map((row) => textOf(row["symbol"])) ?? [undefined]);
  return symbols.every((symbol) => symbol !== undefined) ? [...new Set(symbols)] : undefined;
}
