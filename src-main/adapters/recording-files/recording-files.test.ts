import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRecordings } from "./recording-files.ts";

const SYMBOLS = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

describe("a folder of recordings", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yoke-recording-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("gives every symbol that has a file its lines, plain or gzipped", () => {
    writeFileSync(join(folder, "BTCUSDT.jsonl"), "one\ntwo\n");
    writeFileSync(join(folder, "ETHUSDT.jsonl.gz"), gzipSync("three\nfour"));
    const read = readRecordings(folder, SYMBOLS);
    const found = read.ok ? [...read.value].map(([symbol, lines]) => [symbol, [...lines]]) : [];
    expect(found).toEqual([
      ["BTCUSDT", ["one", "two"]],
      ["ETHUSDT", ["three", "four"]],
    ]);
  });

  it("that is empty or not there says how files are named", () => {
    for (const path of [folder, join(folder, "absent")]) {
      const read = readRecordings(path, SYMBOLS);
      expect(read).toMatchObject({ ok: false, failure: { code: "no-recording", place: path } });
    }
  });

  it("names the file that cannot be unpacked", () => {
    writeFileSync(join(folder, "BTCUSDT.jsonl.gz"), "not gzip");
    const read = readRecordings(folder, SYMBOLS);
    expect(read).toMatchObject({
      ok: false,
      failure: { code: "recording-unreadable", place: join(folder, "BTCUSDT.jsonl.gz") },
    });
  });
});
