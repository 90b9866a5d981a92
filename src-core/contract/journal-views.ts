// The journal as a person reads it. Types only.
import type { JournalRecord } from "../journal/record.ts";
import type { Actor } from "../journal/who-and-why.ts";
import type { PositionSide } from "../order-terms/order-terms.ts";

export interface JournalLine {
  /** The record's number in the journal. */
  readonly sequence: number;
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

/** Newest first. `next` is the `before` of the page after it; absent at the oldest record that is kept at hand. */
export interface JournalPage {
  readonly lines: readonly JournalLine[];
  readonly next?: number;
  /** False: older records are in the file only. */
  readonly isWhole: boolean;
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
  /** False: older fills are in the file only, so these are changes since then, not positions. */
  readonly isWhole: boolean;
}
