// A journal in memory that outlives its openings, and whose disk can be made to fail.
import type { JournalEntry, JournalPort } from "../../../ports/journal.ts";

export interface MemoryLog extends JournalPort {
  readonly texts: readonly string[];
  /** From now on: appends fail, and repairs too where said so. */
  fail(how: "never" | "append" | "append-and-repair"): void;
}

export function memoryLog(initial: readonly string[] = []): MemoryLog {
  const texts = [...initial];
  let failing: "never" | "append" | "append-and-repair" = "never";
  let writable = true;
  return {
    texts,
    fail(how) {
      failing = how;
    },
    async open() {
      return { entries: texts.map((text, index): JournalEntry => ({ sequence: index + 1, text })) };
    },
    async append(added) {
      if (failing !== "never") {
        writable = false;
        return { ok: false, code: "EIO" };
      }
      texts.push(...added);
      return { ok: true, sequence: texts.length };
    },
    get writable() {
      return writable;
    },
    async repair() {
      writable = failing !== "append-and-repair";
      return writable;
    },
    async close() {
      return undefined;
    },
  };
}
