import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DiskPort } from "../../ports/disk.ts";
import { frame, GENESIS } from "./frame.ts";
import { journalLog, scan } from "./journal-log.ts";
import { shortenLog } from "./shorten-log.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yoke-shorten-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** As much of a disk as this needs; `replace` refuses where a test says so. */
function disk(refuses = false): DiskPort {
  const at = (path: string) => join(folder, path);
  return {
    read: async (path) => readFileSync(at(path)),
    replace: async (path, bytes) => {
      if (refuses) return { ok: false, code: "ENOSPC" };
      writeFileSync(at(path), bytes);
      return { ok: true };
    },
    list: async () => [],
    openAppend: async () => ({ ok: false, code: "EROFS" }),
  } as Partial<DiskPort> as DiskPort;
}

function written(...texts: readonly string[]): Buffer {
  let previous: Uint8Array = GENESIS;
  const bytes = Buffer.concat(
    texts.map((text) => {
      const framed = frame(text, previous);
      previous = framed.hash;
      return framed.bytes;
    }),
  );
  writeFileSync(join(folder, "paper.log"), bytes);
  return bytes;
}

const textsOf = (bytes: Buffer): readonly string[] => scan(bytes).entries.map(({ text }) => text);
const now = (): Buffer => readFileSync(join(folder, "paper.log"));

test("what is not needed is dropped, and the rest is a whole log of its own", async () => {
  written("a", "b", "sum", "c");
  expect(await shortenLog(disk(), "paper.log", (texts) => texts.indexOf("sum"), 1)).toBe(true);
  expect(scan(now()).damage).toBeUndefined();
  expect(textsOf(now())).toEqual(["sum", "c"]);
  const { entries, damaged } = await journalLog(disk(), "paper.log").open();
  expect([entries.map(({ sequence }) => sequence), damaged]).toEqual([[1, 2], undefined]);
});

test("nothing changes where nothing may go, or too little would", async () => {
  const bytes = written("a", "sum");
  expect(await shortenLog(disk(), "paper.log", () => 0, 1)).toBe(false);
  expect(await shortenLog(disk(), "paper.log", () => 1, bytes.length)).toBe(false);
  expect(now()).toEqual(bytes);
});

test("a damaged log is left as it is", async () => {
  const bytes = Buffer.from(written("a", "b", "sum", "c"));
  bytes[bytes.length - 1] = 0;
  writeFileSync(join(folder, "paper.log"), bytes);
  expect(await shortenLog(disk(), "paper.log", () => 2, 1)).toBe(false);
  expect(now()).toEqual(bytes);
});

test("a full disk leaves the old log", async () => {
  const bytes = written("a", "b", "sum", "c");
  expect(await shortenLog(disk(true), "paper.log", () => 2, 1)).toBe(false);
  expect(now()).toEqual(bytes);
});
