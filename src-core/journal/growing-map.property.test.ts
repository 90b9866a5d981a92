import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GrowingMap } from "./growing-map.ts";

const key = fc.integer({ min: 0, max: 200 }).map(String);
const entries = fc.array(fc.tuple(key, fc.nat()), { maxLength: 300 });

function same(map: GrowingMap<number>, model: ReadonlyMap<string, number>): void {
  expect([...map]).toEqual([...model]);
  expect(map.size).toBe(model.size);
  for (const [name, value] of model) expect(map.get(name)).toBe(value);
}

describe("a growing map", () => {
  test("holds what a map would hold, in the same order", () => {
    fc.assert(
      fc.property(entries, (list) => {
        let map = GrowingMap.empty<number>();
        for (const [name, value] of list) map = map.with(name, value);
        same(map, new Map(list));
        expect([...map.keys()]).toEqual([...new Map(list).keys()]);
        expect([...map.values()]).toEqual([...new Map(list).values()]);
        expect(GrowingMap.from(new Map(list))).toEqual(map);
        expect(GrowingMap.from(map)).toBe(map);
      }),
    );
  });

  test("an older version stays as it is, and may be grown another way", () => {
    fc.assert(
      fc.property(entries, entries, entries, (common, one, other) => {
        const base = GrowingMap.from(new Map(common));
        const grow = (list: typeof one) => list.reduce((map, [name, value]) => map.with(name, value), base);
        const [first, second] = [grow(one), grow(other)];
        same(base, new Map(common));
        same(first, new Map([...common, ...one]));
        same(second, new Map([...common, ...other]));
        for (const [name] of one) expect(base.has(name)).toBe(new Map(common).has(name));
      }),
    );
  });
});
