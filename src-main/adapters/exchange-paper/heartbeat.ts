// The venue's pulse: one beat at each 250 ms boundary while anything is watched or at stake, none otherwise.
import type { ClockPort } from "../../ports/clock.ts";
import { SLOT_MS } from "./minute-slots.ts";

export interface Heartbeat {
  /** Something may need the next beat. */
  wake(): void;
  stop(): void;
}

/** `beat` hears when it was armed, ends before the next is armed, and answers whether another is needed. */
export function heartbeat(clock: ClockPort, beat: (armedMs: number) => Promise<boolean>): Heartbeat {
  let cancel: (() => void) | undefined;
  let beating = false;
  let stopped = false;

  function arm(): void {
    if (stopped || beating || cancel !== undefined) return;
    const nowMs = clock.nowMs();
    cancel = clock.after((Math.floor(nowMs / SLOT_MS) + 1) * SLOT_MS - nowMs, () => {
      cancel = undefined;
      beating = true;
      void beat(nowMs).then((again) => {
        beating = false;
        if (again) arm();
      });
    });
  }

  return {
    wake: arm,
    stop() {
      stopped = true;
      cancel?.();
      cancel = undefined;
    },
  };
}
