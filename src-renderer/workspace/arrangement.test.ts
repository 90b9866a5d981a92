import { expect, test } from "vitest";
import { sizesFor } from "./arrangement.ts";

test.each([
  [1280, 720, { left: 312, right: 360, book: 256 }],
  [1440, 820, { left: 312, right: 400, book: 296 }],
  [1920, 1000, { left: 336, right: 464, book: 368 }],
])("a window of %i by %i starts with the look's sizes", (width, height, sizes) => {
  expect(sizesFor(width, height)).toMatchObject(sizes);
});

test("in a low window the chart keeps more than half of the height", () => {
  expect(sizesFor(1280, 400).book).toBe(180);
});
