import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION, isQuiet, loudnessAt, readAttention } from "./attention.ts";

const at = (hours: number, minutes = 0): number => Date.UTC(2026, 0, 5, hours, minutes);
const NIGHT = { fromMinute: 22 * 60, toMinute: 6 * 60 };

describe("quiet hours", () => {
  test.each([
    [21, 59, false],
    [22, 0, true],
    [3, 0, true],
    [5, 59, true],
    [6, 0, false],
  ])("over midnight: %i:%i is quiet: %s", (hours, minutes, quiet) => {
    expect(isQuiet(NIGHT, at(hours, minutes))).toBe(quiet);
  });

  test("within a day, and none where both ends are the same", () => {
    expect(isQuiet({ fromMinute: 60, toMinute: 120 }, at(1, 30))).toBe(true);
    expect(isQuiet({ fromMinute: 60, toMinute: 60 }, at(1))).toBe(false);
    expect(isQuiet(undefined, at(1))).toBe(false);
  });

  test("keep the toast and hold back sound and desktop", () => {
    expect(loudnessAt({ ...DEFAULT_ATTENTION, quiet: NIGHT }, "unknown", at(23))).toEqual({
      toast: true,
      sound: false,
      desktop: false,
    });
  });
});

describe("reading them", () => {
  test("what was written is read back", () => {
    const settings = { ...DEFAULT_ATTENTION, quiet: NIGHT };
    expect(readAttention(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
    expect(readAttention(JSON.parse(JSON.stringify(DEFAULT_ATTENTION)))).toEqual(DEFAULT_ATTENTION);
  });

  test.each([
    null,
    {},
    { kinds: {} },
    { kinds: { ...DEFAULT_ATTENTION.kinds, fill: { toast: 1 } } },
    { ...DEFAULT_ATTENTION, quiet: { fromMinute: -1, toMinute: 5 } },
  ])("%o does not fit", (value) => {
    expect(readAttention(value)).toBeUndefined();
  });
});
