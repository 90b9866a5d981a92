import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diagnosticsFile } from "./diagnostics-file.ts";

const clock = {
  nowMs: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  monotonicMs: () => 0,
  after: () => () => undefined,
};

describe("the diagnostic log", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yoke-diagnostics-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const file = () => join(folder, "logs", "yoke.log");

  it("is a line of JSON for each event, private to the user", async () => {
    const log = diagnosticsFile(folder, { clock });
    log.note("started", { version: "1.2.3", keysAllowed: false });
    await log.close();
    const lines = readFileSync(file(), "utf8").trim().split("\n");
    expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual([
      { at: "2026-01-02T03:04:05.000Z", event: "started", version: "1.2.3", keysAllowed: false },
    ]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("moves a full file aside and keeps the newest six, so that it cannot fill the disk", async () => {
    for (let run = 0; run < 40; run += 1) {
      const log = diagnosticsFile(folder, { clock, maxFileBytes: 1_000 });
      for (let index = 0; index < 5; index += 1) log.note("event", { run, text: "x".repeat(60) });
      await log.close();
    }
    const files = readdirSync(join(folder, "logs")).filter((name) => name.endsWith("yoke.log"));
    expect(files.length).toBeGreaterThan(2);
    expect(files.length).toBeLessThanOrEqual(6);
    for (const name of files) expect(statSync(join(folder, "logs", name)).size).toBeLessThan(3_000);
    const kept = files.map((name) => readFileSync(join(folder, "logs", name), "utf8")).join("");
    expect(kept).toContain('"run":39');
    expect(kept).not.toContain('"run":0,');
  });

  it("goes on after an earlier process, and cuts what is too long", async () => {
    for (const version of ["1", "2"]) {
      const log = diagnosticsFile(folder, { clock });
      log.note("started", { version, text: "y".repeat(5_000) });
      await log.close();
    }
    const lines = readFileSync(file(), "utf8").trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(Math.max(...lines.map((text) => text.length))).toBeLessThan(2_200);
  });

  it("has a process's last words on disk before it ends", () => {
    const log = diagnosticsFile(folder, { clock });
    log.last("crashed", { message: "Invariant: a bug" });
    expect(readFileSync(file(), "utf8")).toContain("Invariant: a bug");
  });

  it("that cannot be written disturbs nobody", async () => {
    const log = diagnosticsFile(folder, { clock });
    log.note("first");
    await log.close();
    rmSync(join(folder, "logs"), { recursive: true });
    writeFileSync(join(folder, "logs"), "in the way");
    expect(() => {
      log.note("lost");
      log.last("lost too");
    }).not.toThrow();
    expect(existsSync(file())).toBe(false);
  });
});
