import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";
import { beginLife, chooseDeath, maybeCutPower } from "./death.ts";
import { DELICATE } from "./stages.ts";
import { readNote, writeNote } from "./whereabouts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yoke-death-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a power cut", () => {
  const sizes = (runs: number): readonly number[] => {
    const random = seededRandom(4);
    return Array.from({ length: runs }, () => {
      writeFileSync(join(folder, "journal.log"), "durable");
      appendFileSync(join(folder, "journal.log"), "not yet");
      writeNote(folder, { stage: "fsync", durableBytes: 7, isHaltAnswered: false });
      maybeCutPower(folder, random);
      return statSync(join(folder, "journal.log")).size;
    });
  };

  test("takes nothing that was durable, and of the rest anything", () => {
    const seen = new Set(sizes(400));
    expect(Math.min(...seen)).toBe(7);
    expect(seen.size).toBeGreaterThan(5);
  });

  test("takes nothing where everything was durable", () => {
    writeFileSync(join(folder, "journal.log"), "durable");
    writeNote(folder, { stage: "idle", durableBytes: 7, isHaltAnswered: false });
    const random = seededRandom(4);
    expect(Array.from({ length: 50 }, () => maybeCutPower(folder, random)).every((lost) => lost === 0)).toBe(
      true,
    );
  });
});

test("a new life is at its start and knows what was durable", () => {
  writeNote(folder, { stage: "send", durableBytes: 4_321, isHaltAnswered: true });
  beginLife(folder);
  expect(readNote(folder)).toEqual({ stage: "start", durableBytes: 4_321, isHaltAnswered: true });
});

test("one seed chooses the same deaths, and many deaths aim at every delicate stage", () => {
  const choose = (): readonly unknown[] => {
    const random = seededRandom(9);
    return Array.from({ length: 300 }, () => chooseDeath(random, false));
  };
  expect(choose()).toEqual(choose());
  const words = JSON.stringify(choose());
  for (const stage of Object.keys(DELICATE)) expect(words).toContain(`"stage":"${stage}"`);
});
