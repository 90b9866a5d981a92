import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "./decimal.ts";
import type { Rounding } from "./decimal.ts";

const d = (text: string): Decimal => Decimal.of(text);

describe("parse", () => {
  it.each([
    ["0", "0"],
    ["-0", "0"],
    ["-0.000", "0"],
    ["007.50", "7.5"],
    ["12.50", "12.5"],
    ["-12.5", "-12.5"],
    ["100", "100"],
    ["0.00000001", "0.00000001"],
    ["9007199254740993", "9007199254740993"],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
  ])("reads %s as %s", (text, canonical) => {
    expect(Decimal.parse(text)?.toString()).toBe(canonical);
  });

  it.each([
    "NaN",
    "Infinity",
    "-Infinity",
    "1e400",
    "1e5",
    "1E-8",
    "0x10",
    "0b1",
    "1,5",
    "1_000",
    "1 000",
    " 1",
    "1 ",
    "1\n",
    "\t1",
    "+1",
    "--1",
    "-",
    "",
    ".5",
    "-.5",
    "5.",
    ".",
    "1.2.3",
    "1n",
    "１",
    "٣",
    "$1",
    "1%",
    "null",
    "undefined",
  ])("refuses %j", (text) => {
    expect(Decimal.parse(text)).toBeUndefined();
  });

  it.each([1, NaN, Infinity, 1n, null, undefined, true, {}, [], ["1"], { toString: () => "1" }])(
    "refuses what is no text: %s",
    (value) => {
      expect(Decimal.parse(value)).toBeUndefined();
    },
  );

  it("reads 64 characters and refuses 65, so that nobody can make it work for long", () => {
    expect(Decimal.parse("1".repeat(64))?.toString()).toBe("1".repeat(64));
    expect(Decimal.parse("1".repeat(65))).toBeUndefined();
    expect(Decimal.parse(`0.${"0".repeat(62)}`)?.isZero()).toBe(true);
    expect(Decimal.parse(`0.${"0".repeat(63)}`)).toBeUndefined();
    expect(Decimal.parse("9".repeat(10_000_000))).toBeUndefined();
  });
});

describe("our own literals", () => {
  it("throw when they are malformed: that is a bug", () => {
    expect(() => Decimal.of("1e5")).toThrow("Invariant:");
    expect(() => Decimal.fromInteger(1.5)).toThrow("Invariant:");
    expect(() => Decimal.fromInteger(2 ** 53)).toThrow("Invariant:");
    expect(() => Decimal.fromInteger(NaN)).toThrow("Invariant:");
    expect(() => Decimal.fromUnits(1n, -1)).toThrow("Invariant:");
    expect(() => Decimal.fromUnits(1n, 0.5)).toThrow("Invariant:");
  });

  it("take integers of any size as bigint", () => {
    expect(Decimal.fromInteger(2n ** 80n).toString()).toBe("1208925819614629174706176");
    expect(Decimal.fromInteger(-0).toString()).toBe("0");
    expect(Decimal.fromUnits(-1250n, 2).toString()).toBe("-12.5");
  });
});

it("is exact where floats are not", () => {
  expect(d("0.1").plus(d("0.2")).equals(d("0.3"))).toBe(true);
  expect(d("1.005").times(d("100")).toString()).toBe("100.5");
  expect(d("64000.1").times(d("0.003")).toString()).toBe("192.0003");
});

describe("rounding", () => {
  const table: readonly (readonly [string, Record<Rounding, string>])[] = [
    ["2.5", { down: "2", up: "3", "half-even": "2", floor: "2", ceil: "3" }],
    ["3.5", { down: "3", up: "4", "half-even": "4", floor: "3", ceil: "4" }],
    ["-2.5", { down: "-2", up: "-3", "half-even": "-2", floor: "-3", ceil: "-2" }],
    ["-3.5", { down: "-3", up: "-4", "half-even": "-4", floor: "-4", ceil: "-3" }],
    ["2.1", { down: "2", up: "3", "half-even": "2", floor: "2", ceil: "3" }],
    ["-2.9", { down: "-2", up: "-3", "half-even": "-3", floor: "-3", ceil: "-2" }],
    ["-0.2", { down: "0", up: "-1", "half-even": "0", floor: "-1", ceil: "0" }],
    ["7", { down: "7", up: "7", "half-even": "7", floor: "7", ceil: "7" }],
  ];
  it.each(table)("of %s, to an integer and to a step of 1", (text, answers) => {
    for (const [rounding, answer] of Object.entries(answers) as [Rounding, string][]) {
      expect(d(text).rounded(0, rounding).toString()).toBe(answer);
      expect(d(text).toStep(d("1"), rounding).toString()).toBe(answer);
      expect(d(text).dividedBy(d("1"), 0, rounding).toString()).toBe(answer);
    }
  });

  it("goes to steps that are no powers of ten", () => {
    expect(d("100.03").toStep(d("0.05"), "floor").toString()).toBe("100");
    expect(d("100.03").toStep(d("0.05"), "half-even").toString()).toBe("100.05");
    expect(d("7").inSteps(d("2.5"), "down")).toBe(2n);
    expect(d("7.5").isMultipleOf(d("2.5"))).toBe(true);
    expect(d("7").isMultipleOf(d("2.5"))).toBe(false);
    expect(d("7").isMultipleOf(ZERO)).toBe(false);
  });

  it("divides with the digits asked for", () => {
    expect(d("1").dividedBy(d("3"), 4, "down").toString()).toBe("0.3333");
    expect(d("2").dividedBy(d("3"), 4, "half-even").toString()).toBe("0.6667");
    expect(d("-1").dividedBy(d("3"), 4, "floor").toString()).toBe("-0.3334");
    expect(d("1").dividedBy(d("-8"), 3, "down").toString()).toBe("-0.125");
  });

  it("is never guessed: digits, steps and divisors that make no sense throw", () => {
    expect(() => d("1").dividedBy(ZERO, 2, "down")).toThrow("Invariant:");
    expect(() => d("1").dividedBy(d("3"), -1, "down")).toThrow("Invariant:");
    expect(() => d("1").inSteps(ZERO, "down")).toThrow("Invariant:");
    expect(() => d("1").inSteps(d("-1"), "down")).toThrow("Invariant:");
    expect(() => d("15.5").rounded(-1, "down")).toThrow("Invariant:");
    expect(() => d("15.5").toFixed(-1)).toThrow("Invariant:");
    expect(() => d("15.5").rounded(0.5, "down")).toThrow("Invariant:");
  });
});

describe("texts", () => {
  it("are canonical, and JSON carries them quoted", () => {
    expect(d("1.500").toString()).toBe("1.5");
    expect(d("1000").toString()).toBe("1000");
    expect(JSON.stringify({ price: d("64000.10") })).toBe('{"price":"64000.1"}');
  });

  it("are padded to a fixed number of digits", () => {
    expect(d("1.5").toFixed(3)).toBe("1.500");
    expect(d("1.2345").toFixed(2)).toBe("1.23");
    expect(d("0.125").toFixed(2)).toBe("0.12");
    expect(d("0.125").toFixed(2, "up")).toBe("0.13");
    expect(d("-0.004").toFixed(2)).toBe("0.00");
    expect(d("12").toFixed(0)).toBe("12");
  });

  it("never hold an exponent, however small or large", () => {
    expect(Decimal.fromUnits(1n, 30).toString()).toBe(`0.${"0".repeat(29)}1`);
    expect(Decimal.fromInteger(10n ** 30n).toString()).toBe(`1${"0".repeat(30)}`);
  });
});

it("becomes the nearest float for statistics", () => {
  expect(d("0.1").toFloat()).toBe(0.1);
  expect(d("-64000.25").toFloat()).toBe(-64000.25);
});

it("sums exactly, and nothing sums to zero", () => {
  expect(sum([]).toString()).toBe("0");
  expect(sum(["0.1", "0.02", "-0.003"].map(d)).toString()).toBe("0.117");
});
