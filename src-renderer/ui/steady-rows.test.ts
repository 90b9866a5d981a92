import { expect, test } from "vitest";
import { steadyRows } from "./steady-rows.ts";

test("rows keep their places, newcomers wait at the end, and what is gone is gone", () => {
  const rows = ["new", "c", "a"].map((id) => ({ id }));
  expect(steadyRows(rows, ["a", "b", "c"]).map(({ id }) => id)).toEqual(["a", "c", "new"]);
});
