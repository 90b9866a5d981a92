import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { found, JOURNAL_INDEX_CASES, SAMPLE_ENTRIES } from "../../ports/journal-index.conformance.ts";
import type { JournalRecord } from "../../../src-core/journal/record.ts";
import { journalIndex } from "./journal-index.ts";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yoke-index-"));
  path = join(folder, "journal-index.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function built(): Promise<void> {
  const index = journalIndex(path);
  await index.rebuild(SAMPLE_ENTRIES);
  await index.close();
}

/** Opens what lies there, expects it to be begun anew, and rebuilds it. */
async function expectRebuilt(): Promise<void> {
  const index = journalIndex(path);
  expect(index.sequence).toBe(0);
  expect(await found(index)).toEqual([]);
  expect(await index.rebuild(SAMPLE_ENTRIES)).toMatchObject({ ok: true });
  expect(await found(index)).toEqual([5, 4, 3, 2, 1]);
  await index.close();
}

describe("the journal index in SQLite", () => {
  test.each(JOURNAL_INDEX_CASES)("$id $title", async ({ run }) => {
    await run(() => journalIndex(path));
  });

  test("a file that is no database is thrown away and rebuilt", async () => {
    writeFileSync(path, "this is not a database, and long enough to be taken for a header of one".repeat(20));
    await expectRebuilt();
  });

  test("a missing file beside a left-over log is rebuilt", async () => {
    await built();
    rmSync(path);
    writeFileSync(`${path}-wal`, Buffer.alloc(5_000, 7));
    await expectRebuilt();
  });

  test("a file cut anywhere is read whole or begun anew, never in part", async () => {
    await built();
    const bytes = readFileSync(path);
    for (let length = 0; length < bytes.length; length += 1_500) {
      writeFileSync(path, bytes.subarray(0, length));
      await expectRebuilt();
    }
  });

  test("pages overwritten anywhere never stop it from opening and being rebuilt", async () => {
    await built();
    const bytes = readFileSync(path);
    for (let offset = 0; offset < bytes.length; offset += 1_024) {
      const damaged = Buffer.from(bytes);
      damaged.fill(0xa5, offset, offset + 512);
      writeFileSync(path, damaged);
      const index = journalIndex(path);
      expect(await index.rebuild(SAMPLE_ENTRIES)).toMatchObject({ ok: true });
      expect(await found(index)).toEqual([5, 4, 3, 2, 1]);
      await index.close();
    }
  });

  test("a file of another shape is begun anew", async () => {
    await built();
    const other = new DatabaseSync(path);
    other.exec("PRAGMA user_version = 99");
    other.close();
    await expectRebuilt();
  });

  test("after a database error a search says so, and a rebuild is the way out", async () => {
    const index = journalIndex(path);
    await index.rebuild(SAMPLE_ENTRIES);
    const other = new DatabaseSync(path);
    other.exec("DROP TABLE about");
    other.close();
    expect(await index.search({ account: "a", limit: 1 })).toMatchObject({
      ok: false,
      failure: { code: "index-damaged" },
    });
    await index.rebuild(SAMPLE_ENTRIES);
    expect(await found(index, { account: "a" })).toEqual([3, 2]);
    await index.close();
  });

  test("an entry that cannot be written leaves nothing of itself behind", async () => {
    const index = journalIndex(path);
    await index.rebuild(SAMPLE_ENTRIES);
    const bad = { kind: "baseline", equity: "1", day: "d", atMs: 9 } as JournalRecord; // no account: not one of ours
    expect(await index.add({ sequence: 6, record: bad })).toMatchObject({ ok: false });
    expect(index.sequence).toBe(5);
    expect(await found(index)).toHaveLength(5);
    await index.close();
  });

  test("the file is private to the user", async () => {
    await built();
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});
