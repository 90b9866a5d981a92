// An end to waiting that the library beneath does not offer: its own time limit stops at the headers.
import type { ClockPort } from "../../ports/clock.ts";

export const TOO_LATE: unique symbol = Symbol("too late");

/** What the work gives, or TOO_LATE; the work's own failure after the deadline is swallowed. */
export async function beforeDeadline<T>(
  clock: ClockPort,
  deadlineMs: number,
  work: Promise<T>,
  abort: () => void,
): Promise<T | typeof TOO_LATE> {
  let cancel = (): void => undefined;
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    cancel = clock.after(deadlineMs, () => {
      resolve(TOO_LATE);
      abort();
    });
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}

/** Resolves after a while. */
export function pause(clock: ClockPort, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
