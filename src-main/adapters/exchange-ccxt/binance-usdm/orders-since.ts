// Every order of a symbol since a time, of the book and of the algo service: windows that are halved until none is full.
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { VenueOrder } from "../../../../src-core/order-terms/venue-event.ts";
import { objectsOf, readAll, type Json } from "../json-fields.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";
import { readOrder, readTrigger } from "./read-order.ts";

const PAGE = 1000;
/** Orders that ended without a fill are shown for three days [developers.binance.com, USD-M: All Orders]; less, for safety. */
const HISTORY_MS = 3 * 86_400_000 - 3_600_000;
/** More requests than this are not a gap but a history. */
const MOST_PAGES = 100;

interface Reading {
  readonly session: BinanceSession;
  readonly symbol: string;
  readonly endpoint: "allOrders" | "allTriggers";
  pagesLeft: number;
}

/** Open and ended, unordered; `nowMs` is the venue's time. Fails where ended orders may no longer be shown. */
export async function ordersSince(
  session: BinanceSession,
  symbol: string,
  sinceMs: number,
  nowMs: number,
): Promise<Outcome<readonly VenueOrder[]>> {
  if (sinceMs < nowMs - HISTORY_MS)
    return fail("venue-history-too-short", "orders", "Binance no longer shows all orders since then.");
  const found: VenueOrder[] = [];
  for (const endpoint of ["allOrders", "allTriggers"] as const) {
    const reading: Reading = { session, symbol, endpoint, pagesLeft: MOST_PAGES };
    // What is made during the reading may be dated after its beginning.
    const orders = await readWindow(reading, sinceMs, nowMs + 60_000);
    if (!orders.ok) return orders;
    found.push(...orders.value);
  }
  return succeed(found);
}

/** Which end of a full page is missing is not documented, so a full window is read again as its halves. */
async function readWindow(
  reading: Reading,
  startMs: number,
  endMs: number,
): Promise<Outcome<readonly VenueOrder[]>> {
  reading.pagesLeft -= 1;
  if (reading.pagesLeft < 0 || endMs < startMs)
    return fail(
      "venue-history-too-long",
      "orders",
      `There are too many orders of ${reading.symbol} to read.`,
    );
  const page = await readPage(reading, startMs, endMs);
  if (!page.ok || page.value.length < PAGE) return page;
  if (startMs === endMs)
    return fail("venue-history-too-long", "orders", "One millisecond holds more orders than a page.");
  const middleMs = Math.floor((startMs + endMs) / 2);
  const first = await readWindow(reading, startMs, middleMs);
  if (!first.ok) return first;
  const second = await readWindow(reading, middleMs + 1, endMs);
  return second.ok ? succeed([...first.value, ...second.value]) : second;
}

async function readPage(
  { session, symbol, endpoint }: Reading,
  startMs: number,
  endMs: number,
): Promise<Outcome<readonly VenueOrder[]>> {
  const query = { symbol, startTime: String(startMs), endTime: String(endMs), limit: String(PAGE) };
  const read: (raw: Json) => VenueOrder | undefined = endpoint === "allOrders" ? readOrder : readTrigger;
  return readBody(await session.ask(endpoint, query, "ask"), "orders", (body) => {
    const rows = objectsOf(body);
    return rows === undefined ? undefined : readAll(rows, read);
  });
}
