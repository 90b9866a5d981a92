// The venue's truth from its log: the fold of all records since the last snapshot.
import type { JournalEntry, JournalOpening } from "../../ports/journal.ts";
import { applyRecord } from "./apply-record.ts";
import { type History, paperHistory } from "./history.ts";
import { decodePaperRecord, isSnapshot, type PaperRecord } from "./paper-record.ts";
import { EMPTY_PAPER_STATE, type PaperState } from "./paper-state.ts";

export interface ReadLog {
  readonly state: PaperState;
  readonly history: History;
  readonly sinceSnapshot: number;
  /** Set when a record could not be understood: the venue must not go on from half a truth. */
  readonly problem: string | undefined;
}

const UNREADABLE =
  "The paper venue's records were written by a newer version of Yoke. Update Yoke to trade on paper.";

/** A damaged tail was set aside by the log itself; what it opened with is whole. */
export function readLog({ entries }: JournalOpening): ReadLog {
  const start = lastSnapshot(entries.map(({ text }) => text));
  const records = decoded(entries.slice(start));
  const keptParts = keptPartsOf(records?.[0]);
  const kept = decoded(entries.slice(start - keptParts, start));
  const history = paperHistory();
  if (records === undefined || kept === undefined) {
    return { state: EMPTY_PAPER_STATE, history, sinceSnapshot: 0, problem: UNREADABLE };
  }
  for (const record of kept) if (record.kind === "kept") history.restore(record.rows);
  let state = EMPTY_PAPER_STATE;
  for (const record of records) {
    const next = applyRecord(state, record);
    history.note(state, next, record);
    state = next;
  }
  return { state, history, sinceSnapshot: records.length, problem: undefined };
}

/** Index of the first text that a start reads: what stands before it may go. Zero where nothing may. */
export function firstNeeded(texts: readonly string[]): number {
  const start = lastSnapshot(texts);
  const keptParts = keptPartsOf(decodePaperRecord(texts[start] ?? ""));
  return Math.max(0, start - keptParts);
}

function lastSnapshot(texts: readonly string[]): number {
  return Math.max(0, texts.findLastIndex(isSnapshot));
}

/** A snapshot follows the parts of the history that go with it. */
function keptPartsOf(record: PaperRecord | undefined): number {
  return record?.kind === "snapshot" ? record.keptParts : 0;
}

/** Undefined when one of them is not understood. */
function decoded(entries: readonly JournalEntry[]): readonly PaperRecord[] | undefined {
  const records: PaperRecord[] = [];
  for (const entry of entries) {
    const record = decodePaperRecord(entry.text);
    if (record === undefined) return undefined;
    records.push(record);
  }
  return records;
}
