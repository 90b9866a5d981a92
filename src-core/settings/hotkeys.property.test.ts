import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindingsOf, holderOf, NO_HOTKEYS, readHotkeys, rebound } from "./hotkeys.ts";

const ACTIONS = [
  { id: "a", hotkey: "B" },
  { id: "b", hotkey: "S" },
  { id: "c", hotkey: "Mod+K" },
  { id: "d" },
];
const chord = fc.constantFrom("B", "S", "Mod+K", "Q", "?", "Alt+1", "");
const steps = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), chord), { maxLength: 12 });

describe("hotkeys", () => {
  test("whatever is rebound, no chord belongs to two actions, and the last choice holds", () => {
    fc.assert(
      fc.property(steps, (changes) => {
        let hotkeys = NO_HOTKEYS;
        for (const [id, wanted] of changes) {
          hotkeys = rebound(ACTIONS, hotkeys, id, wanted);
          const bindings = bindingsOf(ACTIONS, hotkeys);
          expect(bindings.get(id)).toBe(wanted === "" ? undefined : wanted);
          expect(new Set(bindings.values()).size).toBe(bindings.size);
        }
      }),
    );
  });

  test("what was rebound is read back from its text", () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const hotkeys = changes.reduce(
          (held, [id, wanted]) => rebound(ACTIONS, held, id, wanted),
          NO_HOTKEYS,
        );
        expect(readHotkeys(JSON.parse(JSON.stringify(hotkeys)))).toEqual(hotkeys);
      }),
    );
  });

  test("anything else than hotkeys is damaged, never half taken", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readHotkeys(value);
        if (read !== undefined) expect(read).toEqual(value);
      }),
    );
  });

  test.each([
    { version: 2, changes: {} },
    { version: 1, changes: { a: "b" } },
    { version: 1, changes: { a: "Mod+C" } },
    { version: 1, changes: { a: "Q", b: "Q" } },
    { version: 1, changes: { a: 7 } },
    { version: 1 },
    null,
  ])("%o is damaged", (value) => {
    expect(readHotkeys(value)).toBeUndefined();
  });

  test("the holder of a chord is named before it is taken", () => {
    expect(holderOf(ACTIONS, NO_HOTKEYS, "S", "a")).toBe("b");
    expect(holderOf(ACTIONS, NO_HOTKEYS, "S", "b")).toBeUndefined();
  });
});
