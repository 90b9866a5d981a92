// Time that passes only when a test says so.
import type { ClockPort } from "../../ports/clock.ts";

export interface ManualClock extends ClockPort {
  /** Lets time pass, running what falls due in order, and lets promises settle between. */
  readonly pass: (ms: number) => Promise<void>;
  /** Moves the wall clock alone, as a user or a time server does. */
  readonly jumpWall: (ms: number) => void;
}

interface Due {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock at 2026-01-02 00:00 UTC. */
export function manualClock(): ManualClock {
  let steadyMs = 0;
  let wallOffsetMs = Date.UTC(2026, 0, 2);
  const due = new Set<Due>();

  function next(untilMs: number): Due | undefined {
    const ready = [...due].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
    return ready[0];
  }

  return {
    nowMs: () => steadyMs + wallOffsetMs,
    monotonicMs: () => steadyMs,
    after: (delayMs, run) => {
      const entry = { atMs: steadyMs + Math.max(0, delayMs), run };
      due.add(entry);
      return () => {
        due.delete(entry);
      };
    },
    pass: async (ms) => {
      const untilMs = steadyMs + ms;
      await settle();
      for (let entry = next(untilMs); entry !== undefined; entry = next(untilMs)) {
        due.delete(entry);
        steadyMs = Math.max(steadyMs, entry.atMs);
        entry.run();
        await settle();
      }
      steadyMs = untilMs;
    },
    jumpWall: (ms) => {
      wallOffsetMs += ms;
    },
  };
}

/** Lets every promise that can settle without time do so. */
async function settle(): Promise<void> {
  await new Promise((done) => setImmediate(done));
}
