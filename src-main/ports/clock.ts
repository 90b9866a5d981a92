// Time and timers, so that a test or a simulation can own them.

export interface ClockPort {
  /** Wall clock, UTC milliseconds; may jump. */
  nowMs(): number;
  /** Never goes back and does not count sleep as running. */
  monotonicMs(): number;
  /** Calls once, not before `delayMs`. The answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
}
