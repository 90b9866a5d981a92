import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { canonicalJson } from "./canonical-json.ts";

describe("canonical JSON", () => {
  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    [[3, "x", true, null, []], '[3,"x",true,null,[]]'],
    [Decimal.of("1.50"), '"1.5"'],
    [{ q: Decimal.of("-0.0") }, '{"q":"0"}'],
    ['"\\\n\u0007é€', '"\\"\\\\\\n\\u0007é€"'],
    [
      { "€": 1, "\r": 2, "1": 3, "\u0080": 4, "😂": 5, ö: 6, דּ: 7 },
      '{"\\r":2,"1":3,"\u0080":4,"ö":6,"€":1,"😂":5,"\ufb33":7}',
    ],
    [-0, "0"],
    [{}, "{}"],
  ])("of %o", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    [0.5],
    [NaN],
    [Infinity],
    [2 ** 53],
    [1n],
    [undefined],
    [[undefined]],
    [() => 1],
    [Symbol("s")],
    [new Map()],
    [new Date(0)],
    ["\ud800"],
    [{ "\udc00": 1 }],
  ])("has no text for %o", (value) => {
    expect(() => canonicalJson(value)).toThrow("Invariant:");
  });

  it("does not depend on the order in which keys were written", () => {
    const keys = fc.string({
      unit: fc.constantFrom("a", "Z", "1", "_", "é", "€", "\ufb33", "😂"),
      maxLength: 4,
    });
    const plain = fc.dictionary(keys, fc.integer());
    fc.assert(
      fc.property(plain, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it("is JSON that reads back as the same value", () => {
    const json = fc.object({ values: [fc.maxSafeInteger(), fc.string(), fc.boolean(), fc.constant(null)] });
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
