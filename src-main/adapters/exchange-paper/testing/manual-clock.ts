// A clock that stands still until a test moves it; timers run in order, and what they start runs before the next.
import type { ClockPort } from "../../../ports/clock.ts";

export interface ManualClock extends ClockPort {
  /** Moves time on, running every timer on its way. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone. */
  jumpTo(nowMs: number): void;
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

export function manualClock(startMs: number): ManualClock {
  let wallOffset = startMs;
  let elapsedMs = 0;
  let count = 0;
  const timers = new Set<Timer>();

  function nextDue(untilMs: number): Timer | undefined {
    return [...timers]
      .filter((timer) => timer.dueMs <= untilMs)
      .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
  }

  return {
    nowMs: () => wallOffset + elapsedMs,
    monotonicMs: () => elapsedMs,
    after(delayMs, run) {
      count += 1;
      const timer = { dueMs: elapsedMs + Math.max(0, delayMs), order: count, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = elapsedMs + ms;
      await idle();
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        timers.delete(timer);
        elapsedMs = timer.dueMs;
        timer.run();
        await idle();
      }
      elapsedMs = untilMs;
    },
    jumpTo(nowMs) {
      wallOffset = nowMs - elapsedMs;
    },
  };
}

/** Everything that promises have waiting has run. */
function idle(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
