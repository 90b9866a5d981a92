import { describe, expect, test } from "vitest";
import { aimOf, aimWord, DELICATE, missedStages, STAGES, type Stage } from "./stages.ts";

const EVERYWHERE = Object.fromEntries(STAGES.map((stage) => [stage, 10])) as Record<Stage, number>;

describe("what a run of many deaths has missed", () => {
  test("is nothing when somebody died in every delicate stage", () => {
    expect(missedStages(EVERYWHERE)).toEqual([]);
  });

  test.each(STAGES.filter((stage) => stage in DELICATE))("names %s when nobody died there", (stage) => {
    expect(missedStages({ ...EVERYWHERE, [stage]: 0 })).toEqual([stage]);
  });

  test("does not ask for deaths between gestures", () => {
    expect(missedStages({ ...EVERYWHERE, start: 0, idle: 0 })).toEqual([]);
  });

  test("says nothing about a handful of deaths", () => {
    expect(missedStages({ idle: 12 })).toEqual([]);
  });
});

test("an aim goes through the command line whole, and another word is none", () => {
  const aim = { stage: "fsync", nth: 7, part: 0.25 } as const;
  expect(aimOf(aimWord(aim))).toEqual(aim);
  expect(aimOf("settle")).toBeUndefined();
});
