// A complete reading of an account: all of its parts, or the first reason why there is none.
import { succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { AccountSnapshot, VenueOrder } from "../../../../src-core/order-terms/venue-event.ts";
import { objectsOf, readAll, type Json } from "../json-fields.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";
import { readBalances, readLeverages, readPositionMode, readPositions } from "./read-account.ts";
import { readOrder, readTrigger } from "./read-order.ts";

function orderList(read: (raw: Json) => VenueOrder | undefined) {
  return (body: unknown): readonly VenueOrder[] | undefined => {
    const rows = objectsOf(body);
    return rows === undefined ? undefined : readAll(rows, read);
  };
}

/** Reads everything at once; `atMs` is the venue's time before the first request left. */
export async function readSnapshot(session: BinanceSession, atMs: number): Promise<Outcome<AccountSnapshot>> {
  const [account, positions, orders, triggers, mode, leverages] = await Promise.all([
    session.ask("account"),
    session.ask("positions"),
    session.ask("openOrders"),
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
  const open = readBody(orders, "open orders", orderList(readOrder));
  if (!open.ok) return open;
  const waiting = readBody(triggers, "open trigger orders", orderList(readTrigger));
  if (!waiting.ok) return waiting;
  const positionMode = readBody(mode, "position mode", readPositionMode);
  if (!positionMode.ok) return positionMode;
  return succeed({
    balances: balances.value,
    positions: held.value,
    openOrders: [...open.value, ...waiting.value],
    positionMode: positionMode.value,
    atMs,
  });
}
