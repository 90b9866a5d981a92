import { describe, expect, test } from "vitest";
import { chordOf, isChord, type KeyPress, refusalOf, worksInFields } from "./chord.ts";

const PRESS: KeyPress = { key: "", code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("a key press as a chord", () => {
  test.each<[Partial<KeyPress>, string | undefined]>([
    [{ key: "b", code: "KeyB" }, "B"],
    [{ key: "B", code: "KeyB", shiftKey: true }, "Shift+B"],
    [{ key: "?", code: "Slash", shiftKey: true }, "?"],
    [{ key: "/", code: "Slash" }, "/"],
    [{ key: "k", code: "KeyK", ctrlKey: true }, "Mod+K"],
    [{ key: "k", code: "KeyK", metaKey: true }, "Mod+K"],
    [{ key: "K", code: "KeyK", ctrlKey: true, shiftKey: true }, "Mod+Shift+K"],
    [{ key: "¡", code: "Digit1", altKey: true }, "Alt+1"],
    [{ key: "Enter", code: "Enter", ctrlKey: true }, "Mod+Enter"],
    [{ key: "F2", code: "F2", shiftKey: true }, "Shift+F2"],
    [{ key: "+", code: "Equal", shiftKey: true }, "Plus"],
    [{ key: "Control", code: "ControlLeft", ctrlKey: true }, undefined],
    [{ key: "Escape", code: "Escape" }, undefined],
    [{ key: "Tab", code: "Tab" }, undefined],
    [{ key: "ArrowUp", code: "ArrowUp" }, undefined],
    [{ key: " ", code: "Space" }, undefined],
    [{ key: "é", code: "Digit2" }, undefined],
  ])("%o is %s", (press, chord) => {
    expect(chordOf({ ...PRESS, ...press })).toBe(chord);
  });

  test.each(["", "b", "Mod+", "Shift+Mod+K", "Escape", "Mod++", "F13", "AB"])("%s is no chord", (text) => {
    expect(isChord(text)).toBe(false);
  });
});

test("a plain letter is text in a field, a chord with Mod or Alt is not", () => {
  expect(["B", "?", "Shift+B", "Mod+K", "Alt+1", "F2"].map(worksInFields)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test("keys that the system needs are refused with their use", () => {
  expect(refusalOf("Mod+C")).toBe("Ctrl+C copies: choose another.");
  expect(refusalOf("Mod+J")).toBeUndefined();
});
