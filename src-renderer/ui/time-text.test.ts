import { expect, test } from "vitest";
import { ageText, clockText } from "./time-text.ts";

test.each([
  [14_000, "14 s"],
  [60_000, "1 m"],
  [8_040_000, "2 h 14 m"],
  [90_000_000, "1 d 1 h"],
  [-5, "0 s"],
])("%i ms ago is %s", (ms, text) => {
  expect(ageText(0, ms)).toBe(text);
});

test("times are UTC", () => {
  expect(clockText(Date.UTC(2026, 9, 28, 12, 41, 7))).toBe("12:41:07");
});
