// `journal verify` and `journal export`: a data folder's journal read as it lies there, of any size; nothing is written or repaired.
import { decodeRecord } from "../../src-core/journal/codec.ts";
import { fail, succeed, type Failure, type Outcome } from "../../src-core/money/outcome.ts";
import {
  CHAIN_START,
  walkFrames,
  type ChainPoint,
  type FoundFrame,
  type ReadBytes,
} from "../adapters/journal-log/walk-frames.ts";
import type { Report } from "./report.ts";

/** The journal's file. A running terminal may append to it meanwhile. */
export interface JournalFile {
  readonly read: ReadBytes;
  /** Bytes in it now. */
  readonly size: () => number;
  /** Waits a moment; true when the file has changed meanwhile, so that a half-written record may be whole by now. */
  readonly movedOn: () => boolean;
}

/** `journal.log` of a folder; a Failure when it cannot be read. */
export type ReadJournal = (folder: string) => Outcome<JournalFile>;

interface Walked {
  readonly tip: ChainPoint;
  readonly damage?: string;
}

/** To the end of the file as it is now. What is cut off is looked at again while somebody is writing. */
function walked(file: JournalFile, hear: (frame: FoundFrame) => void): Walked {
  let tip = CHAIN_START;
  for (;;) {
    const walk = walkFrames(file.read, tip);
    let next = walk.next();
    for (; next.done !== true; next = walk.next()) {
      hear(next.value);
      tip = next.value.after;
    }
    if (next.value === undefined) return { tip };
    if (!file.movedOn()) return { tip, damage: next.value };
  }
}

/** Whether every record follows the one before; exit code 1 when one does not. */
export function verifyJournal(file: JournalFile): Report {
  const { tip, damage } = walked(file, () => undefined);
  const found = { records: tip.sequence, ok: damage === undefined };
  if (damage === undefined) return { code: 0, output: [`${JSON.stringify(found)}\n`] };
  const damaged = { afterSequence: tip.sequence, bytes: file.size() - tip.offset, reason: damage };
  return { code: 1, output: [`${JSON.stringify({ ...found, damaged })}\n`] };
}

/** Every record before the first damage as a line of JSON, decimals as text. A record of a newer version stops it before the first line. */
export function exportJournal(file: JournalFile): Report {
  let refused: Failure | undefined;
  const { tip, damage } = walked(file, ({ text, after }) => {
    if (refused !== undefined) return;
    const decoded = decodeRecord(text);
    if (!decoded.ok) refused = { ...decoded.failure, place: `journal.${String(after.sequence)}` };
  });
  if (refused !== undefined) {
    const { code, place, message } = refused;
    return { code: 1, output: [], failure: { code, path: place, message } };
  }
  const output = linesUpTo(file, tip);
  if (damage === undefined) return { code: 0, output };
  const message = `The journal is damaged after record ${String(tip.sequence)}: ${damage}.`;
  return { code: 1, output, failure: { code: "journal-damaged", path: "journal", message } };
}

/** Made as they are printed: the whole would not fit into memory. */
function* linesUpTo(file: JournalFile, tip: ChainPoint): Generator<string> {
  if (tip.sequence === 0) return;
  for (const { text, after } of walkFrames(file.read, CHAIN_START)) {
    const decoded = decodeRecord(text);
    if (!decoded.ok) throw new Error("The journal was changed while it was read.");
    yield `${JSON.stringify({ sequence: after.sequence, ...decoded.value })}\n`;
    if (after.sequence === tip.sequence) return;
  }
}

/** The folder of `--data-dir DIR`. */
export function folderOf(words: readonly string[]): Outcome<string> {
  const [flag, folder, extra] = words;
  if (flag !== "--data-dir")
    return fail("bad-argument", flag ?? "--data-dir", "Name the folder: --data-dir DIR.");
  if (folder === undefined || folder === "" || folder.startsWith("--")) {
    return fail("bad-argument", "--data-dir", "--data-dir needs a folder.");
  }
  return extra === undefined
    ? succeed(folder)
    : fail("bad-argument", extra, "Nothing may follow the folder.");
}
