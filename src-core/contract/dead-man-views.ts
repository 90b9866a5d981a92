// What the screen shows of a dead-man switch: only what the venue has answered. Types only.

/**
 * `idle`: armed, and nothing works that it would cancel. `running`: every countdown is confirmed. `unconfirmed`: one is not.
 * `stopping`: turned off, and the venue has not confirmed that it cancels nothing. `fired`: it went off.
 */
export interface DeadManView {
  readonly state: "off" | "idle" | "running" | "unconfirmed" | "stopping" | "fired";
  /** The earliest moment at which the venue cancels unless it hears of us again. */
  readonly untilMs?: number;
  /** What stands, in sentences. */
  readonly words: string;
}

/** What arming a switch would put at stake now, before a person does it. */
export interface DeadManLook {
  /** Listings with working orders; `guarded`: a countdown would run for it now. */
  readonly listings: readonly {
    readonly name: string;
    readonly guarded: boolean;
    readonly ours: number;
    readonly others: number;
    /** Of both, those that only close a position. */
    readonly exits: number;
  }[];
  /** Open positions, which stay and have no exit then. */
  readonly positions: readonly string[];
}
