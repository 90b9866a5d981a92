import fc from "fast-check";
import { expect, test } from "vitest";
import { placeLabels, type Wish } from "./label-lane.ts";

const GAP = 18;

const wishes = fc
  .array(fc.integer({ min: -200, max: 600 }), { maxLength: 12 })
  .map((ys): Wish[] => ys.map((y, index) => ({ id: String(index), y })));

test("labels never lie on each other and never leave the chart while there is room for them", () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      const ys = placeLabels(wanted, 400, GAP).map(({ y }) => y);
      expect(ys.every((y) => y >= GAP / 2 && y <= 400 - GAP / 2)).toBe(true);
      expect(ys.slice(1).every((y, index) => y - (ys[index] ?? 0) >= GAP)).toBe(true);
    }),
  );
});

test("labels keep the order of their prices, and one alone stands at its price", () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      const order = placeLabels(wanted, 400, GAP).map(({ id }) => wanted[Number.parseInt(id, 10)]?.y ?? 0);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
  );
  expect(placeLabels([{ id: "a", y: 123 }], 400, GAP)).toEqual([{ id: "a", y: 123, pinned: "no" }]);
});

test("a price off the scale is pinned to its edge and says so", () => {
  expect(
    placeLabels(
      [
        { id: "a", y: -50 },
        { id: "b", y: 900 },
      ],
      400,
      GAP,
    ),
  ).toEqual([
    { id: "a", y: 9, pinned: "above" },
    { id: "b", y: 391, pinned: "below" },
  ]);
});
