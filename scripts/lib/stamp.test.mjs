import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isStale, sourceStamp, writeStamp } from "./stamp.mjs";

let root;

function put(path, text, atSeconds = 1_700_000_000) {
  const full = join(root, path);
  mkdirSync(join(full, ".."), { recursive: true });
  writeFileSync(full, text);
  utimesSync(full, atSeconds, atSeconds);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "yoke-stamp-"));
  put("src-core/money/decimal.ts", "1");
  put("vite.main.config.ts", "1");
  put("package-lock.json", "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("a build is stale", () => {
  test("when there is none", () => {
    expect(isStale(root)).toBe(true);
  });

  test("not right after it was stamped", () => {
    writeStamp(root, sourceStamp(root));
    expect(isStale(root)).toBe(false);
  });

  test.each([
    ["a source got another size", () => put("src-core/money/decimal.ts", "12")],
    ["a source was written again", () => put("src-core/money/decimal.ts", "2", 1_700_000_001)],
    ["a source was added", () => put("src-main/main.ts", "1")],
    ["a source was removed", () => rmSync(join(root, "src-core/money/decimal.ts"))],
    ["a build's config changed", () => put("vite.main.config.ts", "12")],
    ["the packages changed", () => put("package-lock.json", "{ }")],
  ])("when %s", (_what, change) => {
    writeStamp(root, sourceStamp(root));
    change();
    expect(isStale(root)).toBe(true);
  });

  test("not when a test changed, because no test is built", () => {
    put("src-core/money/decimal.test.ts", "1");
    writeStamp(root, sourceStamp(root));
    put("src-core/money/decimal.test.ts", "12");
    expect(isStale(root)).toBe(false);
  });
});
