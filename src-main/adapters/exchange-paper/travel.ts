// The way between trader and venue: seeded delays of 5 to 40 ms, requests and events each in their order.
import type { ClockPort } from "../../ports/clock.ts";
import { hashOf, seedOf } from "./noise.ts";

const SHORTEST_MS = 5;
const SPREAD_MS = 36;

export interface Lane {
  /** Runs after the delay, never before what was sent earlier. */
  send(run: () => void): void;
  /** What has not arrived never will. */
  close(): void;
}

/** The next delay each time it is called, the same sequence for the same seed. */
export function seededDelays(seed: string): () => number {
  const base = seedOf(seed);
  let count = 0;
  return () => {
    count += 1;
    return SHORTEST_MS + (hashOf(base, count) % SPREAD_MS);
  };
}

/** One direction of one connection: first in, first out. */
export function lane(clock: ClockPort, delayMs: () => number): Lane {
  const waiting: { readonly dueMs: number; readonly run: () => void }[] = [];
  let cancel: (() => void) | undefined;
  let closed = false;

  function arm(): void {
    const head = waiting[0];
    if (head === undefined || cancel !== undefined) return;
    cancel = clock.after(Math.max(0, head.dueMs - clock.monotonicMs()), deliver);
  }

  function deliver(): void {
    cancel = undefined;
    waiting.shift()?.run();
    if (!closed) arm();
  }

  return {
    send(run) {
      if (closed) return;
      waiting.push({ dueMs: clock.monotonicMs() + delayMs(), run });
      arm();
    },
    close() {
      closed = true;
      cancel?.();
    },
  };
}
