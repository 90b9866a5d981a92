// One record on disk: length, CRC-32C, the hash of the record before, the text. Damage shows as a frame that does not fit.
import { createHash } from "node:crypto";
import { crc32c } from "./crc32c.ts";

/** uint32 length of the text, uint32 CRC-32C of everything after it, 32 bytes hash of the record before. */
const LENGTH_BYTES = 4;
const CRC_BYTES = 4;
const HASH_BYTES = 32;
export const FRAME_HEAD_BYTES = LENGTH_BYTES + CRC_BYTES + HASH_BYTES;
/** A longer text is damage, not a record. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** The hash that the first record follows. */
export const GENESIS = createHash("sha256").update("yoke journal 1").digest();

export interface Framed {
  readonly bytes: Uint8Array;
  /** What the next record must carry. */
  readonly hash: Uint8Array;
}

/** Frames a text after the record with hash `previous`. */
export function frame(text: string, previous: Uint8Array): Framed {
  const body = Buffer.from(text, "utf8");
  if (body.length > MAX_TEXT_BYTES) throw new Error("Invariant: a journal record is too long");
  const bytes = Buffer.alloc(FRAME_HEAD_BYTES + body.length);
  bytes.writeUInt32LE(body.length, 0);
  bytes.set(previous, LENGTH_BYTES + CRC_BYTES);
  bytes.set(body, FRAME_HEAD_BYTES);
  bytes.writeUInt32LE(crc32c(bytes.subarray(LENGTH_BYTES + CRC_BYTES)), LENGTH_BYTES);
  return { bytes, hash: hashOf(bytes) };
}

/** How long the frame is that begins with this head; a length that no frame has counts as the head alone. */
export function lengthOfFrame(head: Buffer): number {
  const length = head.readUInt32LE(0);
  return FRAME_HEAD_BYTES + (length > MAX_TEXT_BYTES ? 0 : length);
}

/** The hash that a frame says it follows, as it stands in its head. */
export function hashBefore(head: Buffer): Uint8Array {
  return head.subarray(LENGTH_BYTES + CRC_BYTES, FRAME_HEAD_BYTES);
}

export type Unframed =
  | { readonly kind: "record"; readonly text: string; readonly end: number; readonly hash: Uint8Array }
  | { readonly kind: "end" }
  | { readonly kind: "damaged"; readonly reason: string };

/** Reads the frame at `offset`. Bytes that are too few, do not sum up, or follow another record are damage. */
export function unframe(bytes: Buffer, offset: number, previous: Uint8Array): Unframed {
  if (offset === bytes.length) return { kind: "end" };
  if (bytes.length - offset < FRAME_HEAD_BYTES) return { kind: "damaged", reason: "a record is cut off" };
  const length = bytes.readUInt32LE(offset);
  const end = offset + FRAME_HEAD_BYTES + length;
  if (length > MAX_TEXT_BYTES || end > bytes.length)
    return { kind: "damaged", reason: "a record is cut off" };
  const covered = bytes.subarray(offset + LENGTH_BYTES + CRC_BYTES, end);
  if (crc32c(covered) !== bytes.readUInt32LE(offset + LENGTH_BYTES)) {
    return { kind: "damaged", reason: "a checksum does not fit" };
  }
  if (!covered.subarray(0, HASH_BYTES).equals(previous)) {
    return { kind: "damaged", reason: "a record does not follow the one before" };
  }
  const whole = bytes.subarray(offset, end);
  return { kind: "record", text: covered.subarray(HASH_BYTES).toString("utf8"), end, hash: hashOf(whole) };
}

function hashOf(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}
