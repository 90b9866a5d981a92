// What became of one call, told by the wire and not by an exception's class.

/** The timestamp that was signed, and how long after it the venue may act; absent for unsigned requests. */
export interface SignedWindow {
  /** On our clock. */
  readonly signedAtMs: number;
  readonly acceptableUntilMs: number;
}

export type CallResult =
  /** A complete JSON answer, of any status. */
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly body: unknown;
      /** Our clock, at the socket: waiting for a turn is not in it. */
      readonly sentAtMs: number;
      readonly answeredAtMs: number;
      readonly window?: SignedWindow;
    }
  /** Proven: no byte of the request left this machine. */
  | { readonly kind: "not-sent"; readonly reason: string }
  /** It left, and nothing that can be read came back. */
  | { readonly kind: "no-answer"; readonly reason: string; readonly window?: SignedWindow };

/** An answer in which the venue says no. */
export interface VenueError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}
