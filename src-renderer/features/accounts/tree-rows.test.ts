import { expect, test } from "vitest";
import { NO_GROUP, partsOf, treeRows } from "./tree-rows.ts";

test("an account stands under each of its groups, and under no group only if it has none", () => {
  const rows = treeRows(["a", "b", "c"], ["g1 b a", "g2 a"]);
  expect(rows.map(({ id, legs = [] }) => [id, legs.map((leg) => partsOf(leg.id).accountId)])).toEqual([
    ["g1", ["b", "a"]],
    ["g2", ["a"]],
    [NO_GROUP, ["c"]],
  ]);
});

test("row ids are unique although an account appears twice", () => {
  const ids = treeRows(["a"], ["g1 a", "g2 a"]).flatMap(({ id, legs = [] }) => [
    id,
    ...legs.map((leg) => leg.id),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});
