// Walks a journal's frames a piece at a time, so that its size is no matter. Whoever reads decides where the bytes come from.
import { FRAME_HEAD_BYTES, GENESIS, lengthOfFrame, unframe } from "./frame.ts";

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

/** Bytes from an offset; fewer than asked for only at the end. */
export type ReadBytes = (offset: number, length: number) => Buffer;

const CHUNK_BYTES = 1024 * 1024;

/** The frames after a point, each following the one before. Returns why it stopped when it is not the end. */
export function* walkFrames(read: ReadBytes, from: ChainPoint): Generator<FoundFrame, string | undefined> {
  let at = from;
  let start = from.offset;
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const rest = bytes.subarray(at.offset - start);
    if (rest.length < FRAME_HEAD_BYTES || rest.length < lengthOfFrame(rest)) {
      start = at.offset;
      bytes = read(start, CHUNK_BYTES);
      const needed = bytes.length < FRAME_HEAD_BYTES ? 0 : lengthOfFrame(bytes);
      if (needed > bytes.length) bytes = read(start, needed);
    }
    const next = unframe(bytes, at.offset - start, at.hash);
    if (next.kind === "end") return undefined;
    if (next.kind === "damaged") return next.reason;
    const after = { sequence: at.sequence + 1, offset: start + next.end, hash: next.hash };
    yield { text: next.text, offset: at.offset, after };
    at = after;
  }
}
