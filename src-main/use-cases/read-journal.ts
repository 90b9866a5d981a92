// Pages of the journal in words, newest first, and what was held at a moment. Each request looks at a bounded part.
import type { Answer, Answers } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { HeldThenView, JournalLine } from "../../src-core/contract/journal-views.ts";
import { describeRecord, recordAccounts } from "../../src-core/journal/describe-record.ts";
import { positionsAt } from "../../src-core/journal/positions-at.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { actorOf, reasonOf } from "../../src-core/journal/who-and-why.ts";
import { knownOnly } from "../../src-core/money/known.ts";
import { answer } from "./answer.ts";
import type { BookEntry } from "./journal-book.ts";
import type { Runtime } from "./runtime.ts";
import { listingName } from "./views/listing-view.ts";

/** Records that one request looks at before it answers with what it has. */
const MOST_LOOKED_AT = 2_000;

type PageRequest = RequestOf<"journal/page">;

/** The newest records before `before` that fit; `next` is where to go on, absent at the oldest that is kept. */
export function journalPage(runtime: Runtime, request: PageRequest): Answer<Answers["journal/page"]> {
  const { entries } = runtime.book;
  const lines: JournalLine[] = [];
  let index = startOf(entries, request.before);
  const least = Math.max(-1, index - MOST_LOOKED_AT);
  for (; index > least && lines.length < request.limit; index -= 1) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const line = lineOf(runtime, entry);
    if (fits(line, request)) lines.push(line);
  }
  const oldest = entries[0]?.sequence ?? 1;
  const next = entries[index + 1]?.sequence;
  const more = index >= 0 && next !== undefined ? { next } : {};
  return answer({ lines, ...more, isWhole: oldest === 1 });
}

/** What the journal's fills add up to after one record. */
export function journalMoment(runtime: Runtime, sequence: number): Answer<Answers["journal/moment"]> {
  const { entries } = runtime.book;
  const until = entries.slice(0, startOf(entries, sequence + 1) + 1).map(({ record }) => record);
  const { accounts } = runtime.state.durable;
  const { listings } = runtime.state.portfolio;
  const held = positionsAt(until).map(
    ({ accountId, listing, positionSide, quantitySigned }): HeldThenView => ({
      account: accounts[accountId]?.name ?? accountId,
      listing,
      name: listingName(listings, listing),
      positionSide,
      quantitySigned: quantitySigned.toString(),
    }),
  );
  return answer({ held, isWhole: (entries[0]?.sequence ?? 1) === 1 });
}

/** Index of the last entry whose sequence is under `before`; of the very last without it. */
function startOf(entries: readonly BookEntry[], before: number | undefined): number {
  if (before === undefined) return entries.length - 1;
  const first = entries[0]?.sequence ?? 1;
  return Math.min(entries.length - 1, before - first - 1);
}

function lineOf(runtime: Runtime, { sequence, record }: BookEntry): JournalLine {
  const { durable } = runtime.state;
  const order = record.kind === "order" ? durable.orders.get(record.clientId) : undefined;
  const accountIds = order === undefined ? recordAccounts(record) : [order.accountId];
  return knownOnly<JournalLine>({
    sequence,
    kind: record.kind,
    atMs: record.atMs,
    who: actorOf(record),
    what: whatOf(runtime, record),
    why: reasonOf(record),
    accountIds,
    accounts: accountIds.map((id) => durable.accounts[id]?.name ?? id),
    orderId: record.kind === "order" ? record.clientId : undefined,
    planId: record.kind === "submitted" ? record.plan.planId : order?.planId,
  });
}

/** The sentence of the record; an order by what it does instead of by its id. */
function whatOf({ state }: Runtime, record: JournalRecord): string {
  const sentence = describeRecord(record);
  if (record.kind !== "order") return sentence;
  const order = state.durable.orders.get(record.clientId);
  if (order === undefined) return sentence;
  const { side, quantity, listing } = order.terms;
  const name = listingName(state.portfolio.listings, listing);
  return sentence.replace(`Order ${record.clientId}`, `${side} ${quantity.toString()} ${name}`);
}

function fits(line: JournalLine, { kind, accountId, orderId, text }: PageRequest): boolean {
  if (kind !== undefined && line.kind !== kind) return false;
  if (accountId !== undefined && !line.accountIds.includes(accountId)) return false;
  if (orderId !== undefined && line.orderId !== orderId && line.planId !== orderId) return false;
  if (text === undefined || text.trim() === "") return true;
  const all = [line.what, line.why, line.who, ...line.accounts, line.orderId, line.planId].join(" ");
  return all.toLowerCase().includes(text.trim().toLowerCase());
}
