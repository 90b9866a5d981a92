import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { AppendFile, DiskPort } from "../../ports/disk.ts";
import { JOURNAL_CASES } from "../../ports/journal.conformance.ts";
import { nodeDisk } from "../disk-node/disk-node.ts";
import { journalLog } from "./journal-log.ts";

const folders: string[] = [];

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yoke-journal-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function written(folder: string, texts: readonly string[]): Promise<Buffer> {
  const journal = journalLog(nodeDisk(folder), "journal.log");
  await journal.open();
  for (const text of texts) await journal.append([text]);
  await journal.close();
  return readFileSync(join(folder, "journal.log"));
}

const TEXTS = ["first", "second record", "third", "the fourth record is longer", "5"];

/** How many records lie whole before a byte offset. */
function wholeBefore(offset: number): number {
  let end = 0;
  return TEXTS.filter((text) => {
    end += 40 + Buffer.byteLength(text);
    return end <= offset;
  }).length;
}

describe("the journal log", () => {
  test.each(JOURNAL_CASES)("$id $title", async ({ run }) => {
    const folder = freshFolder();
    await run(() => journalLog(nodeDisk(folder), "journal.log"));
  });

  test("I13 cut at every offset, everything before the cut is kept and the rest is set aside", async () => {
    const folder = freshFolder();
    const bytes = await written(folder, TEXTS);
    for (let length = 0; length < bytes.length; length += 1) {
      writeFileSync(join(folder, "journal.log"), bytes.subarray(0, length));
      const journal = journalLog(nodeDisk(folder), "journal.log");
      const opening = await journal.open();
      const kept = wholeBefore(length);
      expect(opening.entries.map((entry) => entry.text)).toEqual(TEXTS.slice(0, kept));
      const torn = length - TEXTS.slice(0, kept).reduce((sum, text) => sum + 40 + text.length, 0);
      expect(opening.damaged?.bytes ?? 0).toBe(torn);
      expect(await journal.append(["after"])).toEqual({ ok: true, sequence: kept + 1 });
      await journal.close();
    }
  });

  test("I13 a bit flipped at every offset is found, and nothing after it is trusted", async () => {
    const folder = freshFolder();
    const bytes = await written(folder, TEXTS);
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const flipped = Buffer.from(bytes);
      flipped[offset] = (flipped[offset] ?? 0) ^ (1 << (offset % 8));
      writeFileSync(join(folder, "journal.log"), flipped);
      const journal = journalLog(nodeDisk(folder), "journal.log");
      const opening = await journal.open();
      expect(opening.entries.map((entry) => entry.text)).toEqual(TEXTS.slice(0, wholeBefore(offset)));
      expect(opening.damaged).toBeDefined();
      await journal.close();
    }
  });

  test("damaged bytes are kept in a file of their own", async () => {
    const folder = freshFolder();
    const bytes = await written(folder, TEXTS);
    writeFileSync(join(folder, "journal.log"), Buffer.concat([bytes, Buffer.from("torn")]));
    const journal = journalLog(nodeDisk(folder), "journal.log");
    const { damaged } = await journal.open();
    await journal.close();
    expect(readFileSync(join(folder, damaged?.keptIn ?? ""), "utf8")).toBe("torn");
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("records swapped in place are found by the chain", async () => {
    const folder = freshFolder();
    const bytes = await written(folder, ["aa", "bb"]);
    const size = bytes.length / 2;
    writeFileSync(
      join(folder, "journal.log"),
      Buffer.concat([bytes.subarray(size), bytes.subarray(0, size)]),
    );
    const opening = await journalLog(nodeDisk(folder), "journal.log").open();
    expect(opening.entries).toEqual([]);
  });

  test("after a failed write nothing is accepted until repaired, and the torn part is cut off", async () => {
    const folder = freshFolder();
    const disk = failingDisk(nodeDisk(folder));
    const journal = journalLog(disk.port, "journal.log");
    await journal.open();
    await journal.append(["kept"]);
    disk.failNext("half");
    expect(await journal.append(["lost"])).toEqual({ ok: false, code: "ENOSPC" });
    expect(journal.writable).toBe(false);
    expect(await journal.append(["refused"])).toEqual({ ok: false, code: "not-writable" });
    expect(await journal.repair()).toBe(true);
    expect(await journal.append(["next"])).toEqual({ ok: true, sequence: 2 });
    await journal.close();
    const again = await journalLog(nodeDisk(folder), "journal.log").open();
    expect(again).toEqual({
      entries: [
        { sequence: 1, text: "kept" },
        { sequence: 2, text: "next" },
      ],
    });
  });

  test("an append whose sync failed is not there afterwards", async () => {
    const folder = freshFolder();
    const disk = failingDisk(nodeDisk(folder));
    const journal = journalLog(disk.port, "journal.log");
    await journal.open();
    disk.failNext("sync");
    expect(await journal.append(["unsynced"])).toEqual({ ok: false, code: "EIO" });
    await journal.repair();
    await journal.close();
    expect((await journalLog(nodeDisk(folder), "journal.log").open()).entries).toEqual([]);
  });
});

/** The real disk with one failure on demand: half of an append, or a sync. */
function failingDisk(real: DiskPort): { port: DiskPort; failNext(kind: "half" | "sync"): void } {
  let next: "half" | "sync" | undefined;
  const take = (kind: "half" | "sync") => {
    const hit = next === kind;
    if (hit) next = undefined;
    return hit;
  };
  const wrap = (file: AppendFile): AppendFile => ({
    get size() {
      return file.size;
    },
    append: async (bytes) => {
      if (!take("half")) return file.append(bytes);
      await file.append(bytes.subarray(0, Math.floor(bytes.length / 2)));
      return { ok: false, code: "ENOSPC" };
    },
    sync: async () => (take("sync") ? { ok: false, code: "EIO" } : file.sync()),
    truncate: (size) => file.truncate(size),
    close: () => file.close(),
  });
  return {
    port: {
      ...real,
      openAppend: async (path) => {
        const opened = await real.openAppend(path);
        return opened.ok ? { ok: true, file: wrap(opened.file) } : opened;
      },
    },
    failNext: (kind) => {
      next = kind;
    },
  };
}
