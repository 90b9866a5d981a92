// All fills of a listing since a time: windows of a week, pages by trade id, whole or not at all.
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { Fill } from "../../../../src-core/order-terms/venue-event.ts";
import { objectsOf, readAll } from "../json-fields.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";
import { readTrade } from "./read-order.ts";

/** The venue's longest window, its largest page, and how far back it answers at all. */
const WINDOW_MS = 604_800_000 - 1000;
const PAGE = 1000;
const HISTORY_MS = 175 * 86_400_000;
/** More pages than this are not a gap but a history. */
const MOST_PAGES = 200;

/** Oldest first, each trade once. `nowMs` is the venue's time; what is older than the venue's history is not answered. */
export async function fillsSince(
  session: BinanceSession,
  symbol: string,
  sinceMs: number,
  nowMs: number,
): Promise<Outcome<readonly Fill[]>> {
  const found = new Map<string, Fill>();
  let startMs = Math.max(sinceMs, nowMs - HISTORY_MS);
  let last: Fill | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // Windows until the first trade is found; from there on by id, which needs no windows.
    const query: Record<string, string> =
      last === undefined
        ? { startTime: String(startMs), endTime: String(startMs + WINDOW_MS) }
        : { fromId: (BigInt(last.tradeId) + 1n).toString() };
    const read = await readPage(session, { ...query, symbol });
    if (!read.ok) return read;
    for (const fill of read.value) found.set(`${fill.tradeId}|${fill.side}`, fill);
    const isEnd = last !== undefined ? read.value.length < PAGE : startMs + WINDOW_MS >= nowMs;
    last = read.value.at(-1) ?? last;
    if (isEnd && read.value.length < PAGE) return succeed(inOrder(found, sinceMs));
    startMs += WINDOW_MS;
  }
  return fail(
    "venue-history-too-long",
    "fills",
    `There are more than ${MOST_PAGES * PAGE} fills of ${symbol} to read.`,
  );
}

function readPage(session: BinanceSession, query: Record<string, string>): Promise<Outcome<readonly Fill[]>> {
  return session.ask("trades", { ...query, limit: String(PAGE) }).then((result) =>
    readBody(result, "fills", (body) => {
      const rows = objectsOf(body);
      return rows === undefined ? undefined : readAll(rows, readTrade);
    }),
  );
}

function inOrder(found: ReadonlyMap<string, Fill>, sinceMs: number): readonly Fill[] {
  const fills = [...found.values()].filter((fill) => fill.atMs >= sinceMs);
  return fills.sort((a, b) => a.atMs - b.atMs || Number(BigInt(a.tradeId) - BigInt(b.tradeId)));
}
