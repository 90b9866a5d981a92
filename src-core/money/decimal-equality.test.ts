// What vitest.setup.ts promises to every test that compares Decimals.
import { expect, test } from "vitest";
import { Decimal } from "./decimal.ts";

test("decimals of equal value are equal, however many zeros they were written with", () => {
  expect({ price: [Decimal.of("1.50")] }).toEqual({ price: [Decimal.of("1.5")] });
  expect(Decimal.of("-0")).toStrictEqual(Decimal.of("0.00"));
});

test("decimals of different value are different, and a decimal is not its text", () => {
  expect(Decimal.of("1.50")).not.toEqual(Decimal.of("1.51"));
  expect({ price: Decimal.of("1.5") }).not.toEqual({ price: "1.5" });
});
