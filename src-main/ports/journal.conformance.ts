// What every journal adapter must do, as numbered cases.
import { expect } from "vitest";
import type { ConformanceCase } from "./conformance.ts";
import type { JournalPort } from "./journal.ts";

/** Opens the same journal anew, as after a restart. */
export type JournalHarness = () => JournalPort;

export const JOURNAL_CASES: readonly ConformanceCase<JournalHarness>[] = [
  {
    id: "JR-01",
    title: "a new journal is empty and writable",
    async run(make) {
      const journal = make();
      expect(journal.writable).toBe(false);
      expect(await journal.open()).toEqual({ entries: [] });
      expect(journal.writable).toBe(true);
      await journal.close();
    },
  },
  {
    id: "JR-02",
    title: "records come back in order with their sequence, after any number of openings",
    async run(make) {
      const first = make();
      await first.open();
      expect(await first.append(["a", "b"])).toEqual({ ok: true, sequence: 2 });
      await first.close();
      const second = make();
      await second.open();
      expect(await second.append(["ç 漢 🚀"])).toEqual({ ok: true, sequence: 3 });
      await second.close();
      const third = make();
      expect(await third.open()).toEqual({
        entries: [
          { sequence: 1, text: "a" },
          { sequence: 2, text: "b" },
          { sequence: 3, text: "ç 漢 🚀" },
        ],
      });
      await third.close();
    },
  },
  {
    id: "JR-03",
    title: "before opening and after closing nothing is accepted",
    async run(make) {
      const journal = make();
      expect(await journal.append(["early"])).toMatchObject({ ok: false });
      await journal.open();
      await journal.close();
      expect(await journal.append(["late"])).toMatchObject({ ok: false });
    },
  },
  {
    id: "JR-04",
    title: "an empty record and a long one are kept as they are",
    async run(make) {
      const long = "x".repeat(300_000);
      const journal = make();
      await journal.open();
      await journal.append(["", long]);
      await journal.close();
      const again = make();
      expect((await again.open()).entries.map((entry) => entry.text)).toEqual(["", long]);
      await again.close();
    },
  },
];
