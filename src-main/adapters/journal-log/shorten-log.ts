// Drops the beginning of a log that has summed it up since. Never for the journal: every record of it is proof.
import type { DiskPort } from "../../ports/disk.ts";
import { frame, GENESIS } from "./frame.ts";
import { scan, viewOf } from "./journal-log.ts";

/** Less than this is not worth writing the file anew. */
const LEAST_DROPPED_BYTES = 16 * 1024 * 1024;

/**
 * Writes the log at a path anew from the record that `firstNeeded` names, as one replacement: the old file stands until the new
 * one is on the device. To be called before the log is opened. Resolves whether it did; a damaged log is left to its opening.
 */
export async function shortenLog(
  disk: DiskPort,
  path: string,
  firstNeeded: (texts: readonly string[]) => number,
  leastDroppedBytes = LEAST_DROPPED_BYTES,
): Promise<boolean> {
  const bytes = viewOf((await disk.read(path)) ?? new Uint8Array());
  if (bytes.length < leastDroppedBytes) return false;
  const { entries, damage } = scan(bytes);
  if (damage !== undefined) return false;
  const texts = entries.map(({ text }) => text);
  const first = firstNeeded(texts);
  const kept = framedAnew(texts.slice(first));
  if (first === 0 || bytes.length - kept.length < leastDroppedBytes) return false;
  return (await disk.replace(path, kept)).ok;
}

function framedAnew(texts: readonly string[]): Buffer {
  let previous: Uint8Array = GENESIS;
  const parts = texts.map((text) => {
    const framed = frame(text, previous);
    previous = framed.hash;
    return framed.bytes;
  });
  return Buffer.concat(parts);
}
