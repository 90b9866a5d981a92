// The journal of a data folder on this machine, opened for reading only.
import { fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { fail, succeed, type Outcome } from "../../src-core/money/outcome.ts";
import type { JournalFile } from "./journal-verbs.ts";

/** A record is written in one go: after this long it is whole, or nobody is writing. */
const MOMENT_MS = 250;

/** Opens `journal.log`; it stays open until the process ends. */
export function journalFile(folder: string): Outcome<JournalFile> {
  let descriptor: number;
  try {
    descriptor = openSync(join(folder, "journal.log"), "r");
    readSync(descriptor, Buffer.alloc(1));
  } catch {
    return fail("no-journal", "--data-dir", "There is no readable journal.log in this folder.");
  }
  const size = (): number => fstatSync(descriptor).size;
  return succeed({
    size,
    read: (offset, length) => {
      const buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      for (;;) {
        const count = readSync(descriptor, buffer, filled, length - filled, offset + filled);
        filled += count;
        if (count === 0 || filled === length) return buffer.subarray(0, filled);
      }
    },
    movedOn: () => {
      const before = size();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT_MS);
      return size() !== before;
    },
  });
}
