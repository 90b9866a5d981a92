// Opens the session, keeps the mirrors in step with main, and opens it again when main fell silent.
import { openFrameStream, type BeforePaint } from "../bridge/frame-stream.ts";
import type { Frame } from "../../src-core/contract/views.ts";
import { fillGaps } from "./choices.ts";
import { applyFrame } from "./entities.ts";
import { keepPreferences, takePreferences } from "./preferences.ts";
import type { Terminal } from "./terminal.ts";

const REOPEN_AFTER_MS = 2_000;
/** Main is heard from every second. A longer silence means that it hangs, is gone, or cannot be reached. */
const SILENT_AFTER_MS = 4_000;

/** Starts the terminal; the answer stops it. Without `beforePaint` frames are applied as they come. */
export function openSession(terminal: Terminal, beforePaint?: BeforePaint): () => void {
  const { client, clock, entities, link } = terminal;
  let stopped = false;
  let stopKeeping: (() => void) | undefined;
  const show = (frame: Frame): void => {
    applyFrame(entities, frame);
    link.setState({ state: "open", lastFrameMs: clock.now() });
    fillGaps(terminal);
  };
  const stream = openFrameStream(client, show, beforePaint);
  const open = async (): Promise<void> => {
    if (stopped) return;
    const answer = await client.request("session/open", {});
    if (!answer.ok) {
      clock.after(REOPEN_AFTER_MS, () => void open());
      return;
    }
    if (stopKeeping === undefined) takePreferences(terminal, answer.value.settings);
    stream.start(answer.value.frame);
    stopKeeping ??= keepPreferences(terminal);
  };
  void open();
  // The symbol follows the group at once: what is typed next is typed for it.
  const stopFollowing = terminal.ticket.subscribe((now, before) => {
    if (now.groupId !== before.groupId) fillGaps(terminal);
  });
  const stopListening = listenForSilence(terminal);
  const stopWatching = link.subscribe((now, before) => {
    if (now.state === "lost" && before.state === "open") clock.after(REOPEN_AFTER_MS, () => void open());
  });
  return () => {
    stopped = true;
    stopWatching();
    stopListening();
    stopFollowing();
    stopKeeping?.();
    stream.stop();
  };
}

/** Says that the link is lost when nothing was heard for too long: what stands on the screen is then the past. */
function listenForSilence({ clock, link }: Terminal): () => void {
  let takeBack = (): void => undefined;
  const look = (): void => {
    const { state, lastFrameMs } = link.getState();
    if (state === "open" && clock.now() - lastFrameMs > SILENT_AFTER_MS) link.setState({ state: "lost" });
    takeBack = clock.after(1_000, look);
  };
  look();
  return () => {
    takeBack();
  };
}
