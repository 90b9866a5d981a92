import { expect, test } from "vitest";
import { missingRows, tableOf } from "./safeguard-table.mjs";

const SAFEGUARDS = [
  { holds: "Sent once.", tests: ["a.test.ts"] },
  { holds: "Kept.", tests: ["b.test.ts", "c.test.ts"] },
];

test("the table has a row per safeguard with the tests that hold it", () => {
  expect(tableOf(SAFEGUARDS)).toEqual([
    "| safeguard | held by |",
    "| --- | --- |",
    "| Sent once. | `a.test.ts` |",
    "| Kept. | `b.test.ts`, `c.test.ts` |",
  ]);
});

test("a document that lacks a row, or names another test, is told so; alignment does not matter", () => {
  const document = "| safeguard  | held by     |\n| Sent once. | `a.test.ts` |\n| Kept.      | `b.test.ts` |";
  expect(missingRows(SAFEGUARDS, document)).toEqual(["| Kept. | `b.test.ts`, `c.test.ts` |"]);
});
