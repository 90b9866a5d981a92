// The machine's own time.
import { performance } from "node:perf_hooks";
import type { ClockPort } from "../../ports/clock.ts";

/** Wall clock from the system, steady time from the process. */
export function systemClock(): ClockPort {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
