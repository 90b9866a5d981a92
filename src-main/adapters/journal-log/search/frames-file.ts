// Reads frames of a journal that another part of the program appends to. Blocking: for a thread of its own.
import { closeSync, openSync, readSync } from "node:fs";
import { FRAME_HEAD_BYTES, hashBefore, lengthOfFrame, unframe } from "../frame.ts";
import { walkFrames, type ChainPoint, type FoundFrame } from "../walk-frames.ts";

export interface FramesFile {
  /** Up to `most` records that follow each other. Fewer only where the file ends; throws where one does not fit. */
  follow(from: ChainPoint, most: number): readonly FoundFrame[];
  /** The text of the frame at an offset, its checksum checked; undefined where none fits. */
  textAt(offset: number): string | undefined;
  /** Whether the record before this point is the one that it was made of: then all before it are the same too. */
  holds(point: ChainPoint, lastOffset: number): boolean;
  close(): void;
}

/** Opens the journal's file for reading. Throws where there is none. */
export function framesFile(path: string): FramesFile {
  const descriptor = openSync(path, "r");

  const read = (offset: number, length: number): Buffer => readAt(descriptor, offset, length);

  function oneAt(offset: number): ReturnType<typeof unframe> {
    const head = read(offset, FRAME_HEAD_BYTES);
    if (head.length < FRAME_HEAD_BYTES) return { kind: "end" };
    return unframe(read(offset, lengthOfFrame(head)), 0, hashBefore(head));
  }

  return {
    follow(from, most) {
      const frames: FoundFrame[] = [];
      const walk = walkFrames(read, from);
      while (frames.length < most) {
        const next = walk.next();
        if (next.done !== true) frames.push(next.value);
        else if (next.value === undefined) break;
        else throw new Error(next.value);
      }
      return frames;
    },

    textAt(offset) {
      const found = oneAt(offset);
      return found.kind === "record" ? found.text : undefined;
    },

    holds(point, lastOffset) {
      const found = oneAt(lastOffset);
      if (found.kind !== "record" || lastOffset + found.end !== point.offset) return false;
      return Buffer.from(found.hash).equals(point.hash);
    },

    close: () => {
      closeSync(descriptor);
    },
  };
}

/** Bytes of an open file; fewer than asked for only at its end. Blocking. */
function readAt(descriptor: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
