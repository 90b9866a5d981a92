// When frames are applied: the first since the last picture of the screen at once, so that the work is done when the browser
// comes to draw; all others together right before it draws; and in time also where it draws nothing, as in a hidden window.
import type { BeforePaint } from "../bridge/frame-stream.ts";
import type { Clock } from "./clock.ts";

/** A window that is not drawn still tells of fills and alarms: it waits no longer than this. */
const UNDRAWN_AFTER_MS = 100;

/** Runs each act once, in order: at most one between two pictures at once, the others with the next animation frame. */
export function beforePaintOf(clock: Clock): BeforePaint {
  let waiting: (() => void)[] = [];
  let isDrawn = true;
  const drawNext = (): void => {
    let done = false;
    const once = (): void => {
      if (done) return;
      done = true;
      takeBack();
      cancelAnimationFrame(frame);
      isDrawn = true;
      const acts = waiting;
      waiting = [];
      for (const act of acts) act();
    };
    const takeBack = clock.after(UNDRAWN_AFTER_MS, once);
    const frame = requestAnimationFrame(once);
  };
  return (act) => {
    if (isDrawn) {
      isDrawn = false;
      drawNext();
      act();
    } else waiting.push(act);
  };
}
