// `journal verify` and `journal export`: a data folder's journal read as it lies there; nothing is written or repaired.
import { decodeRecord } from "../../src-core/journal/codec.ts";
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";
import { scan } from "../adapters/journal-log/journal-log.ts";
import type { Report } from "./report.ts";

/** The bytes of `journal.log` in a folder; a Failure when it cannot be read. */
export type ReadJournal = (folder: string) => Outcome<Buffer>;

/** Whether every record follows the one before; exit code 1 when one does not. */
export function verifyJournal(bytes: Buffer): Report {
  const { entries, tip, damage } = scan(bytes);
  const found = { records: entries.length, ok: damage === undefined };
  if (damage === undefined) return { code: 0, output: [`${JSON.stringify(found)}\n`] };
  const damaged = { afterSequence: tip.sequence, bytes: bytes.length - tip.size, reason: damage };
  return { code: 1, output: [`${JSON.stringify({ ...found, damaged })}\n`] };
}

/** Every record before the first damage as a line of JSON, decimals as text. A record of a newer version stops it before the first line. */
export function exportJournal(bytes: Buffer): Report {
  const { entries, tip, damage } = scan(bytes);
  const lines: string[] = [];
  for (const { sequence, text } of entries) {
    const decoded = decodeRecord(text);
    if (!decoded.ok) {
      const { code, message } = decoded.failure;
      return { code: 1, output: [], failure: { code, path: `journal.${String(sequence)}`, message } };
    }
    lines.push(`${JSON.stringify({ sequence, ...decoded.value })}\n`);
  }
  if (damage === undefined) return { code: 0, output: lines };
  const message = `The journal is damaged after record ${String(tip.sequence)}: ${damage}.`;
  return { code: 1, output: lines, failure: { code: "journal-damaged", path: "journal", message } };
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
