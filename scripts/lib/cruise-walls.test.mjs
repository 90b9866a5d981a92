import { expect, test } from "vitest";
import { complaints } from "./cruise-walls.mjs";

test("a cruise that saw next to nothing is a complaint although no rule was broken", () => {
  expect(complaints({ moduleCount: 0, violations: [] })).toHaveLength(1);
  expect(complaints({ moduleCount: 19, violations: [] })[0]).toMatch(/19 modules/);
  expect(complaints({ moduleCount: 20, violations: [] })).toEqual([]);
});

test("a broken rule is told by its name, both files and the way between", () => {
  const violations = [{ rule: "no-cycles", from: "a.ts", to: "b.ts", via: ["b.ts", "a.ts"] }];
  expect(complaints({ moduleCount: 99, violations })).toEqual([
    "no-cycles: a.ts -> b.ts (by way of b.ts -> a.ts)",
  ]);
});
