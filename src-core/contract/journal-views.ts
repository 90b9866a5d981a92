// The journal as a person reads it. Types only.
import type { ToldRecord } from "../journal/tell-record.ts";
import type { PositionSide } from "../order-terms/order-terms.ts";

export interface JournalLine extends ToldRecord {
  /** The record's number in the journal. */
  readonly sequence: number;
}

/** What a search reaches: every record; the newest while older ones are still being indexed; or the newest only. */
export type JournalReach =
  | { readonly kind: "whole" }
  | { readonly kind: "indexing"; readonly indexed: number; readonly records: number }
  | { readonly kind: "newest"; readonly oldest: number };

/** Newest first. `next` is the `before` of the page after it; absent at the oldest record that the search reaches. */
export interface JournalPage {
  readonly lines: readonly JournalLine[];
  readonly next?: number;
  readonly reach: JournalReach;
}

/** One record as it stands in the file: JSON, indented. */
export interface JournalRecordText {
  readonly text: string;
}

export interface HeldThenView {
  readonly account: string;
  readonly listing: string;
  readonly name: string;
  readonly positionSide: PositionSide;
  readonly quantitySigned: string;
}

export interface JournalMoment {
  readonly held: readonly HeldThenView[];
  /** False: older fills are out of reach now, so these are changes since then, not positions. */
  readonly isWhole: boolean;
}
