import { expect, test } from "vitest";
import { fail, succeed } from "../../src-core/money/outcome.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { JournalIndexPort, JournalQuery } from "../ports/journal-index.ts";
import { journalMoment, journalPage, journalRecord } from "./read-journal.ts";
import type { Runtime } from "./runtime.ts";
import { DRAFT, testTerminal } from "./testing/test-terminal.ts";

const BEHIND = fail("index-behind", "journal-index", "Behind.");
const INDEXING = { kind: "indexing", indexed: 10, records: 40_000 } as const;

/** A terminal that has traded, over an index that a test plays. */
async function over(index: Partial<JournalIndexPort>): Promise<Runtime> {
  const made = await testTerminal();
  const preview = await made.ask("plan/preview-order", { draft: DRAFT });
  if (!preview.ok) throw new Error(preview.failures[0]?.message);
  await made.ask("plan/submit", { planId: preview.value.planId, hash: preview.value.hash });
  await made.clock.pass(100);
  const journalIndex: JournalIndexPort = {
    reach: INDEXING,
    follow: () => undefined,
    page: async () => BEHIND,
    heldAt: async () => BEHIND,
    record: async () => BEHIND,
    close: async () => undefined,
    ...index,
  };
  const { runtime } = made.terminal;
  return { ...runtime, ports: { ...runtime.ports, journalIndex } };
}

/** As if the memory held only the newest part. */
function withoutTheBeginning(runtime: Runtime): Runtime {
  const { names, entries } = runtime.book;
  const newest = entries.slice(5);
  return { ...runtime, book: { add: () => undefined, names, entries: newest } };
}

test("what the index finds is the answer, and it is asked exactly what the window asked", async () => {
  const asked: JournalQuery[] = [];
  const runtime = await over({
    page: async (query) => {
      asked.push(query);
      return succeed({ hits: [], next: 7 });
    },
  });
  const request = { limit: 3, text: "old", untilMs: 5 };
  expect(await journalPage(runtime, request)).toEqual({
    ok: true,
    value: { lines: [], next: 7, reach: { kind: "whole" } },
  });
  expect(asked).toEqual([request]);
});

test("while it is being indexed the newest records come from memory, and the answer says how far it is", async () => {
  const runtime = withoutTheBeginning(await over({}));
  const answer = await journalPage(runtime, { limit: 3 });
  expect(answer).toMatchObject({ ok: true, value: { reach: INDEXING } });
  if (answer.ok) expect(answer.value.lines).toHaveLength(3);
});

test("an index that was given up leaves the newest records, and their oldest is named", async () => {
  const runtime = withoutTheBeginning(await over({ reach: { kind: "failed", reason: "no disk" } }));
  expect(await journalPage(runtime, { limit: 3 })).toMatchObject({
    ok: true,
    value: { reach: { kind: "newest", oldest: 6 } },
  });
});

test("a memory that holds every record is the whole journal, index or not", async () => {
  const runtime = await over({});
  expect(await journalPage(runtime, { limit: 3 })).toMatchObject({
    ok: true,
    value: { reach: { kind: "whole" } },
  });
});

test("a page that ends in the past begins at the last record up to then", async () => {
  const runtime = await over({});
  const [, , third] = runtime.book.entries;
  const untilMs = third?.record.atMs ?? 0;
  const answer = await journalPage(runtime, { limit: 200, untilMs });
  if (!answer.ok) throw new Error("no answer");
  expect(answer.value.lines.length).toBeGreaterThan(0);
  expect(answer.value.lines.every(({ atMs }) => atMs <= untilMs)).toBe(true);
});

test("positions of a moment come from the index, with names; without it they are said to be in part", async () => {
  const held = {
    accountId: "paper-1",
    listing: "paper:BTCUSDT",
    positionSide: "both" as const,
    quantitySigned: Decimal.of("1.5"),
  };
  const indexed = await over({ heldAt: async () => succeed([held]) });
  expect(await journalMoment(indexed, 9)).toMatchObject({
    ok: true,
    value: { held: [{ account: "Paper one", quantitySigned: "1.5" }], isWhole: true },
  });
  const alone = withoutTheBeginning(await over({}));
  expect(await journalMoment(alone, 9)).toMatchObject({ ok: true, value: { isWhole: false } });
});

test("a raw record comes from memory where it is there, else from the file", async () => {
  const runtime = withoutTheBeginning(await over({ record: async () => BEHIND }));
  const newest = runtime.book.entries.at(-1);
  const shown = await journalRecord(runtime, newest?.sequence ?? 0);
  if (!shown.ok) throw new Error("no record");
  expect(JSON.parse(shown.value.text)).toMatchObject({
    sequence: newest?.sequence,
    kind: newest?.record.kind,
  });
  expect(await journalRecord(runtime, 1)).toMatchObject({ ok: false, failures: [{ code: "index-behind" }] });
});
