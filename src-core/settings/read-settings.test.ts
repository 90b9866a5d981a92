import { describe, expect, test } from "vitest";
import { readSettings } from "./read-settings.ts";
import { DEFAULT_SETTINGS_FILE } from "./settings.ts";

const LIGHT = { ...DEFAULT_SETTINGS_FILE, theme: "light", lastListing: "paper:BTCUSDT" };

describe("reading preferences", () => {
  test("a first start has defaults and no damage", () => {
    expect(readSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS_FILE, damaged: false });
  });

  test("what was written is read back", () => {
    expect(readSettings(JSON.stringify(LIGHT))).toEqual({ settings: LIGHT, damaged: false });
  });

  test("a file cut at any place is damaged or whole, and never stops the start", () => {
    const text = JSON.stringify(LIGHT);
    for (let length = 0; length < text.length; length += 1) {
      expect(readSettings(text.slice(0, length))).toEqual({ settings: DEFAULT_SETTINGS_FILE, damaged: true });
    }
  });

  test("a newer file is kept aside instead of being misread", () => {
    expect(readSettings(JSON.stringify({ ...LIGHT, version: 2 })).damaged).toBe(true);
  });

  test("one field that does not fit falls back alone", () => {
    expect(readSettings(JSON.stringify({ ...LIGHT, density: "tiny" })).settings).toEqual(LIGHT);
  });

  test.each(["null", "[]", "7", '"x"', "{}", '{"__proto__":{"version":1}}'])("%s is damaged", (text) => {
    expect(readSettings(text)).toEqual({ settings: DEFAULT_SETTINGS_FILE, damaged: true });
  });
});

describe("parts that a person set by hand", () => {
  test("damaged hotkeys are back at their defaults, alone, and it is said", () => {
    const text = JSON.stringify({ ...LIGHT, hotkeys: { version: 1, changes: { a: "not a key" } } });
    expect(readSettings(text)).toEqual({ settings: LIGHT, damaged: false, reset: ["hotkeys"] });
  });

  test("a file from before them is no damage", () => {
    const { hotkeys: _hotkeys, attention: _attention, welcomed: _welcomed, alerts: _alerts, ...old } = LIGHT;
    expect(readSettings(JSON.stringify(old))).toEqual({
      settings: { ...LIGHT, welcomed: true },
      damaged: false,
    });
  });
});
