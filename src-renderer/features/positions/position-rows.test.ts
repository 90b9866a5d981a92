import { expect, test } from "vitest";
import { positionRows } from "./position-rows.ts";

const line = (id: string, parent = ""): string => `${id}\u0000${parent}`;

test("legs stand under their aggregate, in the order given", () => {
  expect(positionRows([line("sum"), line("b", "sum"), line("a", "sum")])).toEqual([
    { id: "sum", legs: [{ id: "b" }, { id: "a" }] },
  ]);
});

test("a position whose aggregate is not there is shown all the same", () => {
  expect(positionRows([line("leg", "gone")])).toEqual([{ id: "leg", legs: [] }]);
});
