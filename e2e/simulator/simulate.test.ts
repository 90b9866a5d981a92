import "./virtual-globals.ts";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";
import { checkedOutCommit } from "./checked-out-commit.ts";
import { runSeed } from "./run-seed.ts";
import { makeScript } from "./script.ts";
import { shrink } from "./shrink.ts";
import { simulate } from "./simulate.ts";

test("seeds are any integers, and what is not understood is answered with the usage", () => {
  expect(readArguments(["--seeds", "-3..12345678901234567890", "--json"], { nowMs: 0 })).toMatchObject({
    from: -3n,
    json: true,
  });
  for (const words of [
    [],
    ["--seeds", "5..1"],
    ["--seeds", "a"],
    ["--seeds", "1..2", "--events", "0"],
    ["--what"],
    ["--fresh", "1001"],
    ["--fresh", "0"],
    ["--seeds", "1..2", "--fresh", "5"],
    ["--fresh", "5", "--commit", "5"],
    ["--commit", "0"],
    ["--commit", "1001"],
    ["--seeds", "1..2", "--seconds", "soon"],
  ])
    expect(readArguments(words, { nowMs: 0 })).toMatch(/^simulate/);
});

test("fresh seeds of one minute are none of another's", () => {
  const range = (nowMs: number): object => readArguments(["--fresh", "1000"], { nowMs }) as object;
  expect(range(60_000 * 7)).toMatchObject({ from: 7_000n, to: 7_999n });
  expect(range(60_000 * 8 - 1)).toMatchObject({ from: 7_000n });
  expect(range(60_000 * 8)).toMatchObject({ from: 8_000n });
});

test("a commit has seeds of its own, and where there is none they are always the same", () => {
  const range = (commit?: string): object =>
    readArguments(["--commit", "200"], { nowMs: 7, ...(commit === undefined ? {} : { commit }) }) as object;
  expect(range("00000000ff19d36a")).toMatchObject({ from: 0xffn * 1000n, to: 0xffn * 1000n + 199n });
  expect(range("0000000100000000")).not.toMatchObject({ from: 0xffn * 1000n });
  expect(range()).toMatchObject({ from: 1_000n, to: 1_199n });
});

test("what is checked out is one hash; a folder outside of git has none", () => {
  const folder = mkdtempSync(join(tmpdir(), "yoke-simulate-"));
  expect(checkedOutCommit(folder)).toBeUndefined();
  rmSync(folder, { recursive: true });
  expect(checkedOutCommit(join(import.meta.dirname, "nowhere"))).toBeUndefined();
});

test("when the time is over no seed is begun, but never before the least", async () => {
  const options = { from: 1n, to: 9n, events: 100, json: true, workers: 1, seconds: 10 };
  const late = (): (() => number) => {
    let nowMs = 0;
    return () => (nowMs += 60_000);
  };
  expect((await simulate({ ...options, least: 2 }, () => undefined, late())).seeds).toBe(2);
});

test("a script is the seed's own, whatever the seed", () => {
  expect(makeScript(7, 50)).toEqual(makeScript(7n, 50));
  expect(makeScript(8, 50)).not.toEqual(makeScript(7, 50));
});

test("shrinking keeps what the failure needs and no more", async () => {
  const actions = makeScript(1, 40);
  const fails = async (only: ReadonlySet<number>): Promise<boolean> => only.has(3) && only.has(29);
  expect(await shrink(actions, fails, 200)).toEqual([3, 29]);
});

test("a run without faults makes orders, and everything agrees", async () => {
  const script = Array.from({ length: 20 }, (_, index) => ({
    index,
    atMs: 500 * index,
    name: "order" as const,
  }));
  const result = await runSeed(3, { events: 2_000, script });
  expect(result.orders).toBeGreaterThan(10);
  expect(result.violations).toEqual([]);
});

test("a range is kept seed by seed, goes on from there, and sums to the same", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yoke-simulate-"));
  const resume = join(folder, "runs.jsonl");
  const range = { events: 200, json: true, workers: 1, resume };
  await simulate({ ...range, from: 1n, to: 1n }, () => undefined);
  let again = 0;
  const both = await simulate({ ...range, from: 1n, to: 2n }, () => (again += 1));
  expect(again).toBe(1);
  expect(readFileSync(resume, "utf8").trim().split("\n")).toHaveLength(2);
  const { resume: _, ...fresh } = range;
  expect((await simulate({ ...fresh, from: 1n, to: 2n }, () => undefined)).hash).toBe(both.hash);
  rmSync(folder, { recursive: true });
});
