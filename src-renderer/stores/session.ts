// Opens the session, keeps the mirrors in step with main, and opens it again when main fell silent.
import { openFrameStream } from "../bridge/frame-stream.ts";
import { fillGaps } from "./choices.ts";
import { applyFrame } from "./entities.ts";
import { keepPreferences, takePreferences } from "./preferences.ts";
import type { Terminal } from "./terminal.ts";

const REOPEN_AFTER_MS = 2_000;

/** Starts the terminal; the answer stops it. */
export function openSession(terminal: Terminal): () => void {
  const { client, clock, entities, link } = terminal;
  let stopped = false;
  let stopKeeping: (() => void) | undefined;
  const stream = openFrameStream(client, (frame) => {
    applyFrame(entities, frame);
    link.setState({ state: "open", lastFrameMs: clock.now() });
    fillGaps(terminal);
  });
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
  const stopWatching = link.subscribe((now, before) => {
    if (now.state === "lost" && before.state === "open") clock.after(REOPEN_AFTER_MS, () => void open());
  });
  return () => {
    stopped = true;
    stopWatching();
    stopKeeping?.();
    stream.stop();
  };
}
