// Frames in order, or not at all: a gap asks for a snapshot, and nothing is applied until it comes.
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

/** Hears frames from now on; `apply` gets each one once, in order, and each applied one is acknowledged. */
export function openFrameStream(client: Client, apply: (frame: Frame) => void): FrameStream {
  let expected: number | undefined;
  let resyncing = false;

  const accept = (frame: Frame): void => {
    expected = frame.sequence + 1;
    resyncing = false;
    apply(frame);
    void client.request("frames/acknowledge", { sequence: frame.sequence });
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
