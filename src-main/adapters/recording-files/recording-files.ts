// A folder of recorded frames, one file for each symbol: `BTCUSDT.jsonl` or `BTCUSDT.jsonl.gz`.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fail, succeed, type Outcome } from "../../../src-core/money/outcome.ts";

/** What a text of this size unpacks to still fits into one string. */
const MAX_UNPACKED_BYTES = 400 * 1024 * 1024;

/** The lines of a symbol's recording, read as they are needed. */
export type Recordings = ReadonlyMap<string, Iterable<string>>;

/** The recordings of those symbols that have a file. `no-recording`: none has; `recording-unreadable`: one is damaged or too large. */
export function readRecordings(folder: string, symbols: readonly string[]): Outcome<Recordings> {
  const recordings = new Map<string, Iterable<string>>();
  for (const symbol of symbols) {
    const file = [".jsonl", ".jsonl.gz"]
      .map((ending) => join(folder, `${symbol}${ending}`))
      .find((path) => existsSync(path));
    if (file === undefined) continue;
    const text = textOf(file);
    if (text === undefined) {
      return fail(
        "recording-unreadable",
        file,
        `${file} cannot be read.`,
        "It must be lines of frames, plain or gzipped, of at most 400 MB unpacked.",
      );
    }
    recordings.set(symbol, linesOf(text));
  }
  if (recordings.size > 0) return succeed(recordings);
  const names = symbols.map((symbol) => `${symbol}.jsonl`).join(", ");
  return fail(
    "no-recording",
    folder,
    `${folder} holds no recording.`,
    `Name the files ${names}, or with .gz at the end.`,
  );
}

function textOf(file: string): string | undefined {
  try {
    if (statSync(file).size > MAX_UNPACKED_BYTES) return undefined;
    const bytes = readFileSync(file);
    const plain = file.endsWith(".gz") ? gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }) : bytes;
    return plain.toString("utf8");
  } catch {
    return undefined;
  }
}

function* linesOf(text: string): Generator<string, undefined> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf("\n", from);
    yield text.slice(from, end === -1 ? text.length : end);
    if (end === -1) return undefined;
    from = end + 1;
  }
  return undefined;
}
