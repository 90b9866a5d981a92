// What every journal index must do, as numbered cases.
import { expect } from "vitest";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { samplePlan, sampleSubmit } from "../../src-core/journal/samples.ts";
import type { ConformanceCase } from "./conformance.ts";
import type { IndexedEntry, JournalIndexPort, JournalQuery } from "./journal-index.ts";

/** Opens the same index anew, as after a restart. */
export type JournalIndexHarness = () => JournalIndexPort;

const baseline = (accountId: string, equity: string, atMs: number): JournalRecord => ({
  kind: "baseline",
  accountId,
  equity,
  day: "2026-01-02",
  atMs,
});

/** Records numbered from 1. */
function entriesOf(...records: readonly JournalRecord[]): IndexedEntry[] {
  return records.map((record, index) => ({ sequence: index + 1, record }));
}

export const SAMPLE_ENTRIES = entriesOf(
  { kind: "opened", installation: "i", version: "1", atMs: 1_000 },
  baseline("a", "100%_of ÄPFEL", 2_000),
  sampleSubmit(samplePlan("p", ["a", "b"]), 3_000),
  { kind: "order", clientId: "p-1", event: { kind: "cancel-requested", atMs: 4_000 }, atMs: 4_000 },
  baseline("b", 'it\'s "quoted"', 5_000),
);

/** The sequences that a query finds. */
export async function found(index: JournalIndexPort, query: Partial<JournalQuery> = {}): Promise<number[]> {
  const hits = await index.search({ limit: 100, ...query });
  if (!hits.ok) throw new Error(hits.failure.code);
  return hits.value.map(({ sequence }) => sequence);
}

async function withSamples(make: JournalIndexHarness): Promise<JournalIndexPort> {
  const index = make();
  expect(await index.rebuild(SAMPLE_ENTRIES)).toMatchObject({ ok: true });
  return index;
}

export const JOURNAL_INDEX_CASES: readonly ConformanceCase<JournalIndexHarness>[] = [
  {
    id: "JI-01",
    title: "a new index is empty",
    async run(make) {
      const index = make();
      expect(index.sequence).toBe(0);
      expect(await found(index)).toEqual([]);
      await index.close();
    },
  },
  {
    id: "JI-02",
    title: "what was indexed is found latest first, with kind, time and summary, also after a restart",
    async run(make) {
      await (await withSamples(make)).close();
      const index = make();
      expect(index.sequence).toBe(5);
      expect(await found(index)).toEqual([5, 4, 3, 2, 1]);
      expect(await index.search({ limit: 1, kind: "submitted" })).toEqual({
        ok: true,
        value: [{ sequence: 3, kind: "submitted", atMs: 3_000, summary: "Buy: 2 orders submitted, plan p." }],
      });
      await index.close();
    },
  },
  {
    id: "JI-03",
    title: "an entry is added once and in order; a gap is refused",
    async run(make) {
      const index = await withSamples(make);
      const next = { sequence: 6, record: baseline("c", "7", 6_000) };
      expect(await index.add({ ...next, sequence: 7 })).toMatchObject({
        ok: false,
        failure: { code: "index-behind" },
      });
      expect(await index.add(next)).toMatchObject({ ok: true });
      expect(await index.add(next)).toMatchObject({ ok: true });
      expect(index.sequence).toBe(6);
      expect(await found(index, { account: "c" })).toEqual([6]);
      await index.close();
    },
  },
  {
    id: "JI-04",
    title: "text is taken as it stands, whatever the case; nothing in it is a pattern or a command",
    async run(make) {
      const index = await withSamples(make);
      expect(await found(index, { text: "äpfel" })).toEqual([2]);
      expect(await found(index, { text: "%_" })).toEqual([2]);
      expect(await found(index, { text: "_x" })).toEqual([]);
      expect(await found(index, { text: "it's" })).toEqual([5]);
      expect(await found(index, { text: '"QUOTED"' })).toEqual([5]);
      expect(await found(index, { text: "'; DROP TABLE entry; --" })).toEqual([]);
      expect(await found(index, { text: "" })).toHaveLength(5);
      await index.close();
    },
  },
  {
    id: "JI-05",
    title: "conditions hold together: kind, account, from and before a time, and how many",
    async run(make) {
      const index = await withSamples(make);
      expect(await found(index, { account: "a" })).toEqual([3, 2]);
      expect(await found(index, { account: "b" })).toEqual([5, 4, 3]);
      expect(await found(index, { kind: "baseline", account: "b" })).toEqual([5]);
      expect(await found(index, { fromMs: 2_000, toMs: 4_000 })).toEqual([3, 2]);
      expect(await found(index, { limit: 2 })).toEqual([5, 4]);
      expect(await found(index, { limit: 0 })).toEqual([5]);
      await index.close();
    },
  },
  {
    id: "JI-06",
    title: "a rebuild forgets what was there, and one that does not start at 1 without gaps changes nothing",
    async run(make) {
      const index = await withSamples(make);
      expect(await index.rebuild(SAMPLE_ENTRIES.slice(1))).toMatchObject({
        ok: false,
        failure: { code: "index-behind" },
      });
      expect(await found(index)).toHaveLength(5);
      expect(await index.rebuild(SAMPLE_ENTRIES.slice(0, 2))).toMatchObject({ ok: true });
      expect(await found(index)).toEqual([2, 1]);
      expect(index.sequence).toBe(2);
      await index.close();
    },
  },
];
