// An append-only, hash-chained log of text records. What is appended and synced is the truth after a crash.

export interface JournalEntry {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly text: string;
}

export interface JournalOpening {
  readonly entries: readonly JournalEntry[];
  /**
   * Set when bytes after the last good record were damaged: kept aside in this file. Said again at every opening until a record
   * follows, so the first record has to be the halt that it causes.
   */
  readonly damaged?: { readonly keptIn: string; readonly bytes: number; readonly reason: string };
}

export type AppendAnswer =
  { readonly ok: true; readonly sequence: number } | { readonly ok: false; readonly code: string };

/** Writes are serial. After one failed append nothing more is accepted until `repair` has cut back to the last good record. */
export interface JournalPort {
  open(): Promise<JournalOpening>;
  /** All texts in one append, durable when the answer is ok; `sequence` is the last one's. */
  append(texts: readonly string[]): Promise<AppendAnswer>;
  /** False after a failed append, until repaired. */
  readonly writable: boolean;
  /** Cuts a torn tail and tries to write again; true when the journal accepts records. */
  repair(): Promise<boolean>;
  close(): Promise<void>;
}
