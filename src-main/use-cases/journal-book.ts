// The latest records of the journal in memory, for people to look at while the whole of it cannot be searched.
import { namesIn, orderPhrase, type JournalNames, type Named } from "../../src-core/journal/journal-names.ts";
import type { DurableState } from "../../src-core/journal/durable-state.ts";
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
  /** The latest names that the journal gave, also of what was removed since. */
  readonly names: ReadonlyMap<Named, string>;
}

/** How many are kept: some weeks of busy trading. */
const MAX_ENTRIES = 20_000;
/** Dropping the oldest copies the list, so it is done in strides. */
const STRIDE = 1_000;

export function journalBook(): JournalBook {
  let entries: BookEntry[] = [];
  const names = new Map<Named, string>();
  return {
    add(records, lastSequence) {
      const first = lastSequence - records.length + 1;
      // No spread into push: a journal read at the start has more records than a call takes arguments.
      records.forEach((record, index) => {
        // Plans are named by the state, which keeps them anyhow.
        if (record.kind !== "submitted") for (const [id, name] of namesIn(record)) names.set(id, name);
        entries.push({ sequence: first + index, record });
      });
      if (entries.length > MAX_ENTRIES + STRIDE) entries = entries.slice(-MAX_ENTRIES);
    },
    get entries() {
      return entries;
    },
    names,
  };
}

/** What ids are called now; `venues` are titles by venue. */
export function bookNames(
  { names }: JournalBook,
  { plans, orders }: DurableState,
  venues: ReadonlyMap<string, { readonly title: string }>,
): JournalNames {
  return {
    nameOf: (named) =>
      named.startsWith("plan:") ? plans.get(named.slice("plan:".length))?.title : names.get(named),
    order: (clientId) => {
      const order = orders.get(clientId);
      if (order === undefined) return undefined;
      const { accountId, planId, leg } = order;
      // As it was first sent: a later change has a record of its own.
      const terms = plans.get(planId)?.body.legs[leg]?.terms ?? order.terms;
      return { accountId, planId, phrase: orderPhrase(terms) };
    },
    venue: (venue) => venues.get(venue)?.title ?? venue.replaceAll("-", " "),
  };
}
