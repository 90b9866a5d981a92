import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { encodeRecord } from "../../../../src-core/journal/codec.ts";
import type { JournalRecord } from "../../../../src-core/journal/record.ts";
import type { JournalIndexPort } from "../../../ports/journal-index.ts";
import { frame, GENESIS } from "../frame.ts";
import { journalIndex } from "./journal-index.ts";

let folder = "";
let journal = "";
let notes: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yoke-index-"));
  journal = join(folder, "journal.log");
  notes = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const RECORD: JournalRecord = { kind: "group-removed", groupId: "g", atMs: 5 };

/** Appends records as the journal does, and knows how many there are. */
function writer(): (count: number) => number {
  let previous: Uint8Array = GENESIS;
  let written = 0;
  return (count) => {
    for (let at = 0; at < count; at += 1) {
      const { bytes, hash } = frame(encodeRecord(RECORD), previous);
      appendFileSync(journal, bytes);
      previous = hash;
    }
    return (written += count);
  };
}

const opened = (): JournalIndexPort =>
  journalIndex({
    files: { journal, index: join(folder, "journal-index.db"), titles: {} },
    program: new URL("./search-thread.ts", import.meta.url),
    note: (event, { reason }) => notes.push(`${event}: ${reason ?? ""}`),
  });

async function found(index: JournalIndexPort): Promise<number> {
  const page = await index.page({ limit: 200 });
  return page.ok ? page.value.hits.length : -1;
}

/** Asks until the thread has indexed what it was told of. */
async function whenWhole(index: JournalIndexPort): Promise<void> {
  while (index.reach.kind === "indexing") await index.page({ limit: 1 });
}

test("what was written a moment ago is in the answer", async () => {
  const write = writer();
  const index = opened();
  index.follow(write(3));
  expect(await found(index)).toBe(3);
  index.follow(write(40));
  expect(await found(index)).toBe(43);
  expect(await index.record(43)).toEqual({ ok: true, value: RECORD });
  expect(await index.heldAt(43)).toEqual({ ok: true, value: [] });
  expect(index.reach).toEqual({ kind: "whole" });
  await index.close();
  expect(notes).toEqual([]);
});

test("far behind, it answers that it is indexing and how far it is, and is whole in the end", async () => {
  const index = opened();
  index.follow(writer()(6_000));
  expect(index.reach).toEqual({ kind: "indexing", indexed: 0, records: 6_000 });
  expect(await index.page({ limit: 1 })).toMatchObject({ ok: false, failure: { code: "index-behind" } });
  await whenWhole(index);
  expect(await found(index)).toBe(200);
  await index.close();
});

test("an index that breaks while it is in use is begun anew, and the log is told", async () => {
  const index = opened();
  index.follow(writer()(4));
  expect(await found(index)).toBe(4);
  const other = new DatabaseSync(join(folder, "journal-index.db"));
  other.exec("DROP TABLE about");
  other.close();
  expect(await index.page({ limit: 1, accountId: "a" })).toMatchObject({ ok: false });
  await whenWhole(index);
  expect(await found(index)).toBe(4);
  expect(notes).toEqual([expect.stringMatching(/^journal index begun anew: /)]);
  await index.close();
});

test("a journal that cannot be read makes the index give up, not the terminal", async () => {
  writeFileSync(journal, Buffer.alloc(200, 7));
  const index = opened();
  index.follow(2);
  expect(await index.page({ limit: 1 })).toMatchObject({ ok: false });
  await whenWhole(index);
  expect(index.reach).toMatchObject({ kind: "failed" });
  expect(notes.at(-1)).toMatch(/^journal index given up: /);
  await index.close();
});

test("a thread that cannot start makes the index give up", async () => {
  writer()(1);
  const index = journalIndex({
    files: { journal, index: join(folder, "no", "folder.db"), titles: {} },
    program: new URL("./no-such-program.ts", import.meta.url),
    note: (event) => notes.push(event),
  });
  index.follow(1);
  expect(await index.page({ limit: 1 })).toMatchObject({ ok: false, failure: { code: "index-failed" } });
  expect(notes).toEqual(["journal index given up"]);
  await index.close();
});
