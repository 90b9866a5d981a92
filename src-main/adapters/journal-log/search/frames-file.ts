// Reads frames of a journal that another part of the program appends to. Blocking: for a thread of its own.
import { closeSync, openSync, readSync } from "node:fs";
import { FRAME_HEAD_BYTES, GENESIS, hashBefore, lengthOfFrame, unframe } from "../frame.ts";

/** Between two records: where the next one begins, and the hash that it must carry. */
export interface ChainPoint {
  readonly sequence: number;
  readonly offset: number;
  readonly hash: Uint8Array;
}

export const CHAIN_START: ChainPoint = { sequence: 0, offset: 0, hash: GENESIS };

export interface FoundFrame {
  readonly text: string;
  readonly offset: number;
  readonly after: ChainPoint;
}

export interface FramesFile {
  /** Up to `most` records that follow each other. Fewer only where the file ends; throws where one does not fit. */
  follow(from: ChainPoint, most: number): readonly FoundFrame[];
  /** The text of the frame at an offset, its checksum checked; undefined where none fits. */
  textAt(offset: number): string | undefined;
  /** Whether the record before this point is the one that it was made of: then all before it are the same too. */
  holds(point: ChainPoint, lastOffset: number): boolean;
  close(): void;
}

const CHUNK_BYTES = 1024 * 1024;

/** Opens the journal's file for reading. Throws where there is none. */
export function framesFile(path: string): FramesFile {
  const descriptor = openSync(path, "r");

  function read(offset: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(descriptor, buffer, filled, length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  }

  /** One whole frame; shorter where the file ends. */
  function frameAt(offset: number): Buffer {
    const head = read(offset, FRAME_HEAD_BYTES);
    return head.length < FRAME_HEAD_BYTES ? head : read(offset, lengthOfFrame(head));
  }

  function oneAt(offset: number): ReturnType<typeof unframe> {
    const frame = frameAt(offset);
    return frame.length < FRAME_HEAD_BYTES ? { kind: "end" } : unframe(frame, 0, hashBefore(frame));
  }

  return {
    follow(from, most) {
      const frames: FoundFrame[] = [];
      let at = from;
      let bytes: Buffer = Buffer.alloc(0);
      let start = at.offset;
      while (frames.length < most) {
        const rest = bytes.length - (at.offset - start);
        const whole =
          rest >= FRAME_HEAD_BYTES && rest >= lengthOfFrame(bytes.subarray(at.offset - start));
        if (!whole) {
          const needed = frameAt(at.offset).length;
          if (needed === 0) break;
          start = at.offset;
          bytes = read(start, Math.max(CHUNK_BYTES, needed));
        }
        const next = unframe(bytes, at.offset - start, at.hash);
        if (next.kind === "end") break;
        if (next.kind === "damaged") throw new Error(next.reason);
        const after = { sequence: at.sequence + 1, offset: start + next.end, hash: next.hash };
        frames.push({ text: next.text, offset: at.offset, after });
        at = after;
      }
      return frames;
    },

    textAt(offset) {
      const found = oneAt(offset);
      return found.kind === "record" ? found.text : undefined;
    },

    holds(point, lastOffset) {
      if (point.sequence === 0) return point.offset === 0;
      const found = oneAt(lastOffset);
      if (found.kind !== "record" || lastOffset + found.end !== point.offset) return false;
      return Buffer.from(found.hash).equals(point.hash);
    },

    close: () => {
      closeSync(descriptor);
    },
  };
}
