// A clock whose timers a test moves by hand, while its wall clock is the real one: real sockets, no waiting for deadlines.
import type { ClockPort } from "../../../ports/clock.ts";

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

export interface HandClock extends ClockPort {
  /** Runs every timer that falls due in the next `byMs`, in order. */
  advance(byMs: number): void;
  /** Waits for what real sockets bring, moving time a little meanwhile; throws when it does not come. */
  until(what: string, check: () => boolean): Promise<void>;
}

const STEP_MS = 10;
const PATIENCE = 1_000;

export function handClock(): HandClock {
  let nowMs = 1_000;
  let timers: readonly Timer[] = [];
  const advance = (byMs: number): void => {
    const endMs = nowMs + byMs;
    for (;;) {
      const next = timers.filter((it) => it.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) break;
      timers = timers.filter((it) => it !== next);
      nowMs = Math.max(nowMs, next.dueMs);
      next.run();
    }
    nowMs = endMs;
  };
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => nowMs,
    after(delayMs, run) {
      const timer = { dueMs: nowMs + delayMs, run };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((it) => it !== timer);
      };
    },
    advance,
    async until(what, check) {
      for (let turn = 0; turn < PATIENCE; turn += 1) {
        if (check()) return;
        advance(STEP_MS);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      throw new Error(`never came: ${what}`);
    },
  };
}
