// Finds records in the whole journal. Derived: it may be deleted, lag or fail at any time, and no order ever depends on it.
import type { HeldThen } from "../../src-core/journal/positions-at.ts";
import type { ToldRecord } from "../../src-core/journal/tell-record.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Outcome } from "../../src-core/money/outcome.ts";

/** `indexed` of `records` are in the index; `failed`: it is not used any more in this run. */
export type IndexReach =
  | { readonly kind: "whole" }
  | { readonly kind: "indexing"; readonly indexed: number; readonly records: number }
  | { readonly kind: "failed"; readonly reason: string };

export interface JournalHit extends ToldRecord {
  readonly sequence: number;
}

/** All conditions hold together. */
export interface JournalQuery {
  /** Only records under this number. */
  readonly before?: number | undefined;
  /** Begins at the last record that was made at or before this wall clock time. */
  readonly untilMs?: number | undefined;
  readonly limit: number;
  readonly kind?: JournalRecord["kind"] | undefined;
  readonly accountId?: string | undefined;
  /** Of an order or a plan. */
  readonly orderId?: string | undefined;
  /** Found in any case, anywhere in what the record says. */
  readonly text?: string | undefined;
}

/** Newest first. `next` is the `before` to go on with: a request looks at a bounded part, and may find less than it asked for. */
export interface JournalFound {
  readonly hits: readonly JournalHit[];
  readonly next?: number;
}

/** Nothing here blocks: the work is done elsewhere, and answers come later. */
export interface JournalIndexPort {
  readonly reach: IndexReach;
  /** The journal has this many records on disk now. They are indexed in the background. */
  follow(records: number): void;
  /** `index-behind`: older records are still being indexed; `index-failed`: see `reach`. */
  page(query: JournalQuery): Promise<Outcome<JournalFound>>;
  /** What the fills up to and with this record add up to. */
  heldAt(sequence: number): Promise<Outcome<readonly HeldThen[]>>;
  /** One record as it stands in the file. */
  record(sequence: number): Promise<Outcome<JournalRecord>>;
  close(): Promise<void>;
}
