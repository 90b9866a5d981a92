// Frames in order, or not at all: a gap asks for a snapshot, and nothing is applied until it comes.
// What came between two pictures of the screen is applied together, so that the screen is drawn once for it.
import type { Change, EntityKind, Frame } from "../../src-core/contract/views.ts";
import type { Client } from "./client.ts";

export interface FrameStream {
  /** Takes the snapshot that opening the session answered with, and counts from there. */
  start(snapshot: Frame): void;
  stop(): void;
}

const KINDS: Readonly<Record<EntityKind, true>> = {
  venue: true,
  listing: true,
  quote: true,
  account: true,
  group: true,
  position: true,
  order: true,
  groupOrder: true,
  fill: true,
  environment: true,
  system: true,
  notice: true,
  candle: true,
  risk: true,
  preset: true,
  alert: true,
  book: true,
};

/** Runs the act once, before the screen is drawn next. */
export type BeforePaint = (act: () => void) => void;

const AT_ONCE: BeforePaint = (act) => {
  act();
};

/**
 * Hears frames from now on; `apply` gets each one once and in order, a snapshot at once and others before the next paint.
 * Each one taken is acknowledged when it comes: a window that is too busy to hear gets fewer and fuller frames.
 */
export function openFrameStream(
  client: Client,
  apply: (frame: Frame) => void,
  beforePaint: BeforePaint = AT_ONCE,
): FrameStream {
  let expected: number | undefined;
  let resyncing = false;
  let held: Frame[] = [];

  const applyHeld = (): void => {
    const frames = held;
    held = [];
    for (const frame of frames) apply(frame);
  };
  const hold = (frame: Frame): void => {
    held.push(frame);
    if (held.length === 1) beforePaint(applyHeld);
  };
  const replaceAll = (snapshot: Frame): void => {
    held = [];
    apply(snapshot);
  };

  const accept = (frame: Frame): void => {
    expected = frame.sequence + 1;
    resyncing = false;
    // First, because applying takes a while: main makes the next one meanwhile.
    void client.request("frames/acknowledge", { sequence: frame.sequence });
    if (frame.snapshot) replaceAll(frame);
    else hold(frame);
  };
  const resync = (): void => {
    if (resyncing) return;
    resyncing = true;
    void client.request("frames/resync", {}).then((answer) => {
      if (!answer.ok) resyncing = false;
    });
  };
  const hear = (text: string): void => {
    const frame = readFrame(text);
    if (frame === undefined) resync();
    else if (frame.snapshot) accept(frame);
    else if (expected === undefined || frame.sequence < expected) return;
    else if (frame.sequence === expected && !resyncing) accept(frame);
    else resync();
  };

  const stop = client.onFrame(hear);
  return {
    start: accept,
    stop,
  };
}

/** Reads a frame's text; undefined when it is not one. Entities are main's own and are taken as typed. */
function readFrame(text: string): Frame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isFrame(value) ? value : undefined;
}

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  if (!("sequence" in value) || !Number.isSafeInteger(value.sequence)) return false;
  if (!("snapshot" in value) || typeof value.snapshot !== "boolean") return false;
  return "changes" in value && Array.isArray(value.changes) && value.changes.every(isChange);
}

function isChange(value: unknown): value is Change {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [kind, id, entity] = value as readonly unknown[];
  return (
    typeof kind === "string" &&
    Object.hasOwn(KINDS, kind) &&
    typeof id === "string" &&
    typeof entity === "object"
  );
}
