// A steady beat on the injected clock.
import type { ClockPort } from "../ports/clock.ts";

/** Runs every `periodMs` after the first period; the answer stops it. */
export function every(clock: ClockPort, periodMs: number, run: () => void): () => void {
  let cancel = clock.after(periodMs, beat);
  function beat(): void {
    cancel = clock.after(periodMs, beat);
    run();
  }
  return () => {
    cancel();
  };
}
