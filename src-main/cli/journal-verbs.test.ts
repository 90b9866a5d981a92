import { describe, expect, test } from "vitest";
import { encodeRecord } from "../../src-core/journal/codec.ts";
import { samplePlan, sampleSubmit } from "../../src-core/journal/samples.ts";
import { frame, GENESIS } from "../adapters/journal-log/frame.ts";
import { exportJournal, verifyJournal, type JournalFile } from "./journal-verbs.ts";
import { ran } from "./testing/command-samples.ts";

function journalOf(...texts: readonly string[]): Buffer {
  let previous: Uint8Array = GENESIS;
  const parts = texts.map((text) => {
    const { bytes, hash } = frame(text, previous);
    previous = hash;
    return bytes;
  });
  return Buffer.concat(parts);
}

const OPENED = encodeRecord({ kind: "opened", installation: "i", version: "1", atMs: 1 });
const SUBMITTED = encodeRecord(sampleSubmit(samplePlan("p", ["a", "b"])));
const VERIFY = ["journal", "verify", "--data-dir", "any"];
const EXPORT = ["journal", "export", "--data-dir", "any"];

describe("journal verify", () => {
  test("a whole chain", async () => {
    expect(await ran(VERIFY, "", journalOf(OPENED, SUBMITTED))).toEqual({
      code: 0,
      stdout: '{"records":2,"ok":true}\n',
    });
  });

  test("every changed byte is found, and the exit code says so", async () => {
    const whole = journalOf(OPENED, SUBMITTED);
    for (let offset = 0; offset < whole.length; offset += 1) {
      const changed = Buffer.from(whole);
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      const { code, stdout } = await ran(VERIFY, "", changed);
      expect([code, (JSON.parse(stdout) as { ok: boolean }).ok]).toEqual([1, false]);
    }
  });

  test("no journal is bad input", async () => {
    expect(await ran(VERIFY)).toMatchObject({ code: 2, stdout: "", error: { path: "--data-dir" } });
  });
});

describe("journal export", () => {
  test("one line a record, decimals as text", async () => {
    const { code, stdout } = await ran(EXPORT, "", journalOf(OPENED, SUBMITTED));
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(lines.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [1, "opened"],
      [2, "submitted"],
    ]);
    expect(lines[1]).toMatchObject({ plan: { body: { envelope: { maximumTotal: "20" } } } });
    expect(stdout).not.toContain("$d");
  });

  test("what stands before the damage is printed, and the damage is said", async () => {
    const torn = journalOf(OPENED, SUBMITTED).subarray(0, -1);
    expect(await ran(EXPORT, "", torn)).toMatchObject({
      code: 1,
      stdout: '{"sequence":1,"kind":"opened","installation":"i","version":"1","atMs":1}\n',
      error: { code: "journal-damaged" },
    });
  });

  test("a record of a newer version is refused before the first line", async () => {
    const newer = journalOf(OPENED, '{"v":2,"record":{"kind":"opened"}}');
    expect(await ran(EXPORT, "", newer)).toMatchObject({
      code: 1,
      stdout: "",
      error: { code: "newer-journal", path: "journal.2" },
    });
  });
});

describe("a journal that is being written", () => {
  /** Shows one state of the file after the other: each wait brings the next. */
  function growing(...states: readonly Buffer[]): JournalFile {
    let at = 0;
    const now = (): Buffer => states[at] ?? Buffer.alloc(0);
    return {
      size: () => now().length,
      read: (offset, length) => now().subarray(offset, offset + length),
      movedOn: () => at < states.length - 1 && (at += 1) > 0,
    };
  }

  test("a last record that is half there is waited for", () => {
    const whole = journalOf(OPENED, SUBMITTED);
    for (const missing of [1, 30, 45]) {
      const file = growing(whole.subarray(0, -missing), whole);
      expect([...verifyJournal(file).output]).toEqual(['{"records":2,"ok":true}\n']);
      expect([...exportJournal(growing(whole.subarray(0, -missing), whole)).output]).toHaveLength(2);
    }
  });

  test("what stays half there is damage", () => {
    const torn = journalOf(OPENED, SUBMITTED).subarray(0, -1);
    expect(verifyJournal(growing(torn, torn)).code).toBe(1);
  });

  test("an export ends where the file ended when it was looked through", () => {
    const one = journalOf(OPENED);
    const more = journalOf(OPENED, SUBMITTED);
    let looked = 0;
    const file = growing(one, more);
    const report = exportJournal({ ...file, movedOn: () => false });
    expect(file.movedOn()).toBe(true);
    for (const line of report.output) looked += line.length;
    expect(looked).toBe('{"sequence":1,"kind":"opened","installation":"i","version":"1","atMs":1}\n'.length);
  });

  test("records larger than a piece of the file are read whole", async () => {
    const long = encodeRecord({ kind: "opened", installation: "i".repeat(2_500_000), version: "1", atMs: 1 });
    const bytes = journalOf(OPENED, long, OPENED, long, SUBMITTED);
    expect(await ran(VERIFY, "", bytes)).toEqual({ code: 0, stdout: '{"records":5,"ok":true}\n' });
  });
});
