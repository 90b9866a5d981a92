// What the journal says, made searchable. Never evidence: it can be thrown away and rebuilt from the journal at any time.
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Outcome } from "../../src-core/money/outcome.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";

export interface IndexedEntry {
  /** The record's number in the journal. */
  readonly sequence: number;
  readonly record: JournalRecord;
}

/** All conditions together; without any, everything. */
export interface JournalQuery {
  /** Anywhere in the summary, whatever the case. */
  readonly text?: string;
  readonly kind?: JournalRecord["kind"];
  /** Records about this account; an order's records are about the account that it was submitted for. */
  readonly account?: AccountId;
  /** Wall clock; this moment counts. */
  readonly fromMs?: number;
  /** Wall clock; this moment counts no more. */
  readonly toMs?: number;
  /** From 1 to `MAX_HITS`; what is outside is brought inside. */
  readonly limit: number;
}

export const MAX_HITS = 1_000;

export interface JournalHit {
  readonly sequence: number;
  readonly kind: JournalRecord["kind"];
  readonly atMs: number;
  readonly summary: string;
}

/** Failures: `index-behind` (an entry is missing before this one) and `index-damaged`; the way out of both is `rebuild`. */
export interface JournalIndexPort {
  /** Sequence of the last entry in the index; 0 when it is empty, new, or was thrown away because it was damaged. */
  readonly sequence: number;
  /** Forgets everything, a damaged file included, and indexes these entries, which start at 1. All or nothing. */
  rebuild(entries: readonly IndexedEntry[]): Promise<Outcome<void>>;
  /** Indexes the next entry; one that is indexed already changes nothing. */
  add(entry: IndexedEntry): Promise<Outcome<void>>;
  /** Latest first. */
  search(query: JournalQuery): Promise<Outcome<readonly JournalHit[]>>;
  close(): Promise<void>;
}
