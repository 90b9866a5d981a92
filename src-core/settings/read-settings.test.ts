import { describe, expect, test } from "vitest";
import { readSettings } from "./read-settings.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";

const LIGHT = { ...DEFAULT_SETTINGS, theme: "light", lastListing: "paper:BTCUSDT" };

describe("reading preferences", () => {
  test("a first start has defaults and no damage", () => {
    expect(readSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, damaged: false });
  });

  test("what was written is read back", () => {
    expect(readSettings(JSON.stringify(LIGHT))).toEqual({ settings: LIGHT, damaged: false });
  });

  test("a file cut at any place is damaged or whole, and never stops the start", () => {
    const text = JSON.stringify(LIGHT);
    for (let length = 0; length < text.length; length += 1) {
      expect(readSettings(text.slice(0, length))).toEqual({ settings: DEFAULT_SETTINGS, damaged: true });
    }
  });

  test("a newer file is kept aside instead of being misread", () => {
    expect(readSettings(JSON.stringify({ ...LIGHT, version: 2 })).damaged).toBe(true);
  });

  test("one field that does not fit falls back alone", () => {
    expect(readSettings(JSON.stringify({ ...LIGHT, density: "tiny" })).settings).toEqual(LIGHT);
  });

  test.each(["null", "[]", "7", '"x"', "{}", '{"__proto__":{"version":1}}'])("%s is damaged", (text) => {
    expect(readSettings(text)).toEqual({ settings: DEFAULT_SETTINGS, damaged: true });
  });
});
