// When frames are applied: the first since the last picture of the screen at once, so that the work is done when the browser
// comes to draw; all others together right before it draws; and in time also where it draws nothing, as in a hidden window.
import type { BeforePaint } from "../bridge/frame-stream.ts";
import type { Clock } from "./clock.ts";

/** A window that is not drawn still tells of fills and alarms: it waits no longer than this. */
const UNDRAWN_AFTER_MS = 100;

/** Calls once before the next picture; the answer takes it back. */
export type NextPicture = (act: () => void) => () => void;

/** Runs each act once, in order: at most one between two pictures at once, the others before the next one. */
export function beforePaintOf(clock: Clock, nextPicture: NextPicture): BeforePaint {
  let waiting: (() => void)[] = [];
  let isDrawn = true;
  const drawNext = (): void => {
    let done = false;
    const once = (): void => {
      if (done) return;
      done = true;
      takeBack();
      stopDrawing();
      isDrawn = true;
      const acts = waiting;
      waiting = [];
      for (const act of acts) act();
    };
    const takeBack = clock.after(UNDRAWN_AFTER_MS, once);
    const stopDrawing = nextPicture(once);
  };
  return (act) => {
    if (!isDrawn) {
      waiting.push(act);
      return;
    }
    isDrawn = false;
    drawNext();
    act();
  };
}

/** The pictures of this window. */
export const nextAnimationFrame: NextPicture = (act) => {
  const frame = requestAnimationFrame(act);
  return () => {
    cancelAnimationFrame(frame);
  };
};
