// The computer's sleep: held off while orders work, and answered with distrust when it comes all the same.
import { powerMonitor, powerSaveBlocker } from "electron";

/** Tells when the computer wakes. */
export function onWake(run: () => void): void {
  powerMonitor.on("resume", run);
}

/** Holds the system awake while `isNeeded` says so; asked again by each call of the answer. */
export function sleepBlocker(isNeeded: () => boolean): () => void {
  let blocker: number | undefined;
  return () => {
    const needed = isNeeded();
    if (needed && blocker === undefined) blocker = powerSaveBlocker.start("prevent-app-suspension");
    if (!needed && blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
}
