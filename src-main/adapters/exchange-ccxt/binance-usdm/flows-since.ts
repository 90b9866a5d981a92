// Ledger flows since a time out of Binance's income history: transfers, funding and the rest, whole or not at all.
import { fail, succeed, type Outcome } from "../../../../src-core/money/outcome.ts";
import type { LedgerFlow } from "../../../../src-core/order-terms/venue-event.ts";
import { decimalOf, integerOf, objectsOf, readAll, textOf, type Json } from "../json-fields.ts";
import type { BinanceSession } from "./binance-session.ts";
import { readBody } from "./classify.ts";

/** The largest page; more pages than this are not a gap but a history [developers.binance.com, Get Income History]. */
const PAGE = 1000;
const MOST_PAGES = 20;

/** What a fill tells already. */
const TOLD_BY_FILLS: ReadonlySet<string> = new Set(["REALIZED_PNL", "COMMISSION"]);

const KINDS: Readonly<Record<string, LedgerFlow["kind"]>> = {
  TRANSFER: "transfer",
  INTERNAL_TRANSFER: "transfer",
  CROSS_COLLATERAL_TRANSFER: "transfer",
  COIN_SWAP_DEPOSIT: "transfer",
  COIN_SWAP_WITHDRAW: "transfer",
  STRATEGY_UMFUTURES_TRANSFER: "transfer",
  FUNDING_FEE: "funding",
  INSURANCE_CLEAR: "insurance",
  COMMISSION_REBATE: "fee",
  API_REBATE: "fee",
  REFERRAL_KICKBACK: "fee",
};

interface Row {
  readonly atMs: number;
  readonly flow: LedgerFlow | undefined;
}

/** Oldest first, each once. Pages begin at the last row's time, so rows of one millisecond are never cut in two. */
export async function flowsSince(
  session: BinanceSession,
  sinceMs: number,
): Promise<Outcome<readonly LedgerFlow[]>> {
  const found = new Map<string, LedgerFlow>();
  let startMs = sinceMs;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { startTime: String(startMs), limit: String(PAGE) };
    const read = readBody(await session.ask("income", query, "ask"), "income", readIncome);
    if (!read.ok) return read;
    for (const { flow } of read.value) if (flow !== undefined) found.set(flow.id, flow);
    const last = read.value.at(-1);
    if (last === undefined || read.value.length < PAGE)
      return succeed([...found.values()].sort((a, b) => a.atMs - b.atMs));
    if (last.atMs <= startMs) break;
    startMs = last.atMs;
  }
  return fail(
    "venue-history-too-long",
    "income",
    "There is more income history to read than one reading may hold.",
  );
}

/** Every row of `/fapi/v1/income`; rows that fills tell have no flow. */
export function readIncome(body: unknown): readonly Row[] | undefined {
  const rows = objectsOf(body);
  return rows === undefined ? undefined : readAll(rows, readRow)?.toSorted((a, b) => a.atMs - b.atMs);
}

function readRow(row: Json): Row | undefined {
  const atMs = integerOf(row["time"]);
  const type = textOf(row["incomeType"]);
  const asset = textOf(row["asset"]);
  const amount = decimalOf(row["income"]);
  const tranId = textOf(row["tranId"]);
  if (atMs === undefined || type === undefined || asset === undefined || amount === undefined)
    return undefined;
  if (tranId === undefined) return undefined;
  if (TOLD_BY_FILLS.has(type) || amount.isZero()) return { atMs, flow: undefined };
  // The venue's transfer ids are unique within one type of one account.
  const id = `${type}:${tranId}:${asset}:${textOf(row["symbol"]) ?? ""}`;
  return { atMs, flow: { id, asset, amount, kind: KINDS[type] ?? "other", atMs } };
}
