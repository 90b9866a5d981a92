// The latest records of the journal in memory, for people to look at. The file has all of them.
import type { JournalRecord } from "../../src-core/journal/record.ts";

export interface BookEntry {
  /** The record's number in the journal. */
  readonly sequence: number;
  readonly record: JournalRecord;
}

export interface JournalBook {
  /** Records as they were written; `lastSequence` is that of the last one. */
  add(records: readonly JournalRecord[], lastSequence: number): void;
  /** Oldest first. */
  readonly entries: readonly BookEntry[];
}

/** How many are kept: some weeks of busy trading. */
const MAX_ENTRIES = 20_000;
/** Dropping the oldest copies the list, so it is done in strides. */
const STRIDE = 1_000;

export function journalBook(): JournalBook {
  let entries: BookEntry[] = [];
  return {
    add(records, lastSequence) {
      const first = lastSequence - records.length + 1;
      // No spread into push: a journal read at the start has more records than a call takes arguments.
      records.forEach((record, index) => entries.push({ sequence: first + index, record }));
      if (entries.length > MAX_ENTRIES + STRIDE) entries = entries.slice(-MAX_ENTRIES);
    },
    get entries() {
      return entries;
    },
  };
}
