// Pages of the journal in words, newest first, and what was held at a moment: of the whole journal where its index reaches.
import type { Answer, Answers } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { HeldThenView, JournalLine, JournalReach } from "../../src-core/contract/journal-views.ts";
import { accountName } from "../../src-core/journal/journal-names.ts";
import { positionsAt, type HeldThen } from "../../src-core/journal/positions-at.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { folded, tellRecord } from "../../src-core/journal/tell-record.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { bookNames, type BookEntry } from "./journal-book.ts";
import type { Runtime } from "./runtime.ts";
import { listingName } from "./views/listing-view.ts";

/** Records of the memory that one request looks at before it answers with what it has. */
const MOST_LOOKED_AT = 2_000;

type PageRequest = RequestOf<"journal/page">;

/** The newest records that fit; `next` is where to go on, absent at the oldest that can be searched now. */
export async function journalPage(
  runtime: Runtime,
  request: PageRequest,
): Promise<Answer<Answers["journal/page"]>> {
  const found = await runtime.ports.journalIndex?.page(request);
  if (found?.ok !== true) return bookPage(runtime, request);
  const { hits: lines, next } = found.value;
  return answer({ lines, ...(next === undefined ? {} : { next }), reach: { kind: "whole" } });
}

/** What the journal's fills add up to after one record. */
export async function journalMoment(
  runtime: Runtime,
  sequence: number,
): Promise<Answer<Answers["journal/moment"]>> {
  const held = await runtime.ports.journalIndex?.heldAt(sequence);
  if (held?.ok === true)
    return answer({ held: held.value.map((each) => heldView(runtime, each)), isWhole: true });
  const { entries } = runtime.book;
  const until = entries.slice(0, startOf(entries, sequence + 1) + 1).map(({ record }) => record);
  const views = positionsAt(until).map((each) => heldView(runtime, each));
  return answer({ held: views, isWhole: (entries[0]?.sequence ?? 1) === 1 });
}

/** One record as it stands in the journal: JSON with amounts as decimal text. */
export async function journalRecord(
  runtime: Runtime,
  sequence: number,
): Promise<Answer<Answers["journal/record"]>> {
  const { entries } = runtime.book;
  const atHand = entries[startOf(entries, sequence + 1)];
  if (atHand?.sequence === sequence) return answer({ text: rawText(sequence, atHand.record) });
  const found = await runtime.ports.journalIndex?.record(sequence);
  if (found === undefined) return refusal("unknown-record", "sequence", "This record is in the file only.");
  return found.ok ? answer({ text: rawText(sequence, found.value) }) : refuse(found.failure);
}

function rawText(sequence: number, record: JournalRecord): string {
  return JSON.stringify({ sequence, ...record }, null, 2);
}

function bookPage(runtime: Runtime, request: PageRequest): Answer<Answers["journal/page"]> {
  const { entries } = runtime.book;
  const lines: JournalLine[] = [];
  let index = startOf(entries, request.before);
  while (request.untilMs !== undefined && (entries[index]?.record.atMs ?? 0) > request.untilMs) index -= 1;
  const least = Math.max(-1, index - MOST_LOOKED_AT);
  for (; index > least && lines.length < request.limit; index -= 1) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const line = fittingLine(runtime, entry, request);
    if (line !== undefined) lines.push(line);
  }
  const next = entries[index + 1]?.sequence;
  const more = index >= 0 && next !== undefined ? { next } : {};
  return answer({ lines, ...more, reach: reachOf(runtime) });
}

/** How far back the memory and what is known of the index reach. */
function reachOf({ book, ports }: Runtime): JournalReach {
  const oldest = book.entries[0]?.sequence ?? 1;
  if (oldest === 1) return { kind: "whole" };
  const reach = ports.journalIndex?.reach;
  if (reach?.kind === "indexing") return reach;
  return { kind: "newest", oldest };
}

/** Index of the last entry whose sequence is under `before`; of the very last without it. */
function startOf(entries: readonly BookEntry[], before: number | undefined): number {
  if (before === undefined) return entries.length - 1;
  const first = entries[0]?.sequence ?? 1;
  return Math.min(entries.length - 1, before - first - 1);
}

function fittingLine(
  runtime: Runtime,
  { sequence, record }: BookEntry,
  { kind, accountId, orderId, text }: PageRequest,
): JournalLine | undefined {
  if (kind !== undefined && record.kind !== kind) return undefined;
  const { book, state, ports } = runtime;
  const { told, searchText } = tellRecord(record, bookNames(book, state.durable, ports.venues));
  if (accountId !== undefined && !told.accountIds.includes(accountId)) return undefined;
  if (orderId !== undefined && told.orderId !== orderId && told.planId !== orderId) return undefined;
  return text === undefined || searchText.includes(folded(text)) ? { sequence, ...told } : undefined;
}

function heldView(
  { book, state, ports }: Runtime,
  { accountId, listing, positionSide, quantitySigned }: HeldThen,
): HeldThenView {
  return {
    account: accountName(bookNames(book, state.durable, ports.venues), accountId),
    listing,
    name: listingName(state.portfolio.listings, listing),
    positionSide,
    quantitySigned: quantitySigned.toString(),
  };
}
