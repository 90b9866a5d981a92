// A journal record as a person reads and searches it: who, what, why, and what it is about.
import { knownOnly } from "../money/known.ts";
import { describeRecord } from "./describe-record.ts";
import { accountName, type JournalNames } from "./journal-names.ts";
import { recordSubjects } from "./record-subjects.ts";
import type { JournalRecord } from "./record.ts";
import { actorOf, reasonOf, type Actor } from "./who-and-why.ts";

export interface ToldRecord {
  readonly kind: JournalRecord["kind"];
  readonly atMs: number;
  readonly who: Actor;
  readonly what: string;
  readonly why?: string;
  readonly accountIds: readonly string[];
  readonly accounts: readonly string[];
  readonly orderId?: string;
  readonly planId?: string;
}

export interface SearchableRecord {
  readonly told: ToldRecord;
  /** Lower case: a record is found by any part of this. */
  readonly searchText: string;
}

/** The record in words, with the names that `names` knows. */
export function tellRecord(record: JournalRecord, names: JournalNames): SearchableRecord {
  const order = record.kind === "order" ? names.order(record.clientId) : undefined;
  const { references, ...subjects } = recordSubjects(record, order);
  const accounts = subjects.accountIds.map((id) => accountName(names, id));
  const told = knownOnly<ToldRecord>({
    kind: record.kind,
    atMs: record.atMs,
    who: actorOf(record),
    what: describeRecord(record, names),
    why: reasonOf(record),
    ...subjects,
    accounts,
  });
  const said = accounts.filter((name) => !told.what.includes(name));
  const parts = [told.what, told.why ?? "", ...said, ...references];
  return { told, searchText: folded(parts.filter((part) => part !== "").join("\n")) };
}

/** A text as it is compared in a search. */
export function folded(text: string): string {
  return text.trim().toLowerCase();
}
