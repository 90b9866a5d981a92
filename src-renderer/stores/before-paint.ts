// When frames are applied: right before the browser draws, and in time also where it draws nothing, as in a hidden window.
import type { BeforePaint } from "../bridge/frame-stream.ts";
import type { Clock } from "./clock.ts";

/** A window that is not drawn still tells of fills and alarms: it waits no longer than this. */
const UNDRAWN_AFTER_MS = 100;

/** Runs each act once: with the next animation frame, or after a while if there is none. */
export function beforePaintOf(clock: Clock): BeforePaint {
  return (act) => {
    let done = false;
    const once = (): void => {
      if (done) return;
      done = true;
      takeBack();
      cancelAnimationFrame(frame);
      act();
    };
    const takeBack = clock.after(UNDRAWN_AFTER_MS, once);
    const frame = requestAnimationFrame(once);
  };
}
