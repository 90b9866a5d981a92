import { expect, test } from "vitest";
import { amountText, signOf } from "./amount-text.ts";

test("unknown is a question mark, never zero", () => {
  expect(amountText(undefined, { digits: 2 })).toBe("?");
  expect(amountText("1e5")).toBe("?");
});

test("thousands by a comma, a real minus, a plus only where it is asked for", () => {
  expect(amountText("-1234567.5", { digits: 2 })).toBe("\u22121,234,567.50");
  expect(amountText("69252.054", { digits: 2, signed: true })).toBe("+69,252.05");
  expect(amountText("-40.684", { digits: 3, unsigned: true })).toBe("40.684");
});

test("a quantity keeps digits beyond its lot", () => {
  expect(amountText("0.7160", { digits: 1, exact: true })).toBe("0.716");
  expect(amountText("4", { digits: 3, exact: true })).toBe("4.000");
});

test("what is shown as zero has no colour", () => {
  expect(signOf("-0.004", 2)).toBe(0);
  expect(signOf("-0.006", 2)).toBe(-1);
  expect(signOf(undefined, 2)).toBe(0);
});
