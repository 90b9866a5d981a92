import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum } from "./decimal.ts";
import {
  addingScale,
  compareText,
  formatAmount,
  formatBasisPoints,
  formatLeverage,
  formatPercent,
  formatPrice,
  formatQuantity,
  scaleOf,
} from "./format.ts";

const ENGLISH = { group: ",", point: "." };
const GERMAN = { group: ".", point: "," };
const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, scale]) => Decimal.fromUnits(units, scale).toString());

describe("formatAmount", () => {
  it.each([
    ["1234567.5", { separators: ENGLISH }, "1,234,567.5"],
    ["1234567.5", { separators: GERMAN, minScale: 2 }, "1.234.567,50"],
    ["999", { separators: ENGLISH }, "999"],
    ["-1000", { separators: ENGLISH }, "\u22121,000"],
    ["12.5", { signed: true }, "+12.5"],
    ["-12.5", { signed: true }, "\u221212.5"],
    ["0", { signed: true }, "0"],
    ["-0.001", { maxScale: 2, minScale: 2, signed: true }, "0.00"],
    ["0.125", { maxScale: 2 }, "0.12"],
    ["0.135", { maxScale: 2 }, "0.14"],
    ["0.000000000000000001", {}, "0.000000000000000001"],
    ["123456789012345678901234567890", { separators: ENGLISH }, "123,456,789,012,345,678,901,234,567,890"],
  ])("%s with %o reads %s", (text, format, expected) => {
    expect(formatAmount(text, format)).toBe(expected);
  });

  it.each([undefined, "", "x", "1e5"])("shows a question mark for %s, never 0", (text) => {
    expect(formatAmount(text)).toBe("?");
    expect(formatPercent(text)).toBe("?");
    expect(formatLeverage(text)).toBe("?");
    expect(formatPrice(text, "0.1")).toBe("?");
  });

  it("without rounding, reads back as the same amount", () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const shown = formatAmount(text, { separators: ENGLISH, signed: true });
        expect(shown.replaceAll(",", "").replace("\u2212", "-").replace("+", "")).toBe(text);
      }),
    );
  });
});

describe("the field's own formats", () => {
  it("show a price to its tick", () => {
    expect(formatPrice("64000", "0.10", ENGLISH)).toBe("64,000.0");
    expect(formatPrice("33466.666666666666666667", "0.5")).toBe("33466.7");
    expect(formatPrice("64000.4", "5")).toBe("64000");
    expect(formatPrice("1.25", undefined)).toBe("1.25");
  });
  it("show a quantity to its lot and never round it", () => {
    expect(formatQuantity("2", "0.001")).toBe("2.000");
    expect(formatQuantity("-2.00049", "0.001")).toBe("\u22122.00049");
    expect(formatQuantity("2", "0.001", { signed: true })).toBe("+2.000");
  });
  it("show ratios with their sign or unit", () => {
    expect(formatPercent("12.345")).toBe("12.34%");
    expect(formatPercent("12.345", { minScale: 1, maxScale: 1, signed: true })).toBe("+12.3%");
    expect(formatLeverage("2.3949")).toBe("2.39x");
    expect(formatBasisPoints("0.25")).toBe("0.2");
  });
  it.each([
    ["0.10", 1],
    ["5", 0],
    ["100", 0],
    ["0.00001", 5],
    ["no", undefined],
    [undefined, undefined],
  ])("a step of %s has %s digits", (step, digits) => {
    expect(scaleOf(step)).toBe(digits);
  });
});

describe("compareText", () => {
  it("orders by number with the unknown last", () => {
    const sorted = ["10", undefined, "-2.5", "9.99"].sort((a, b) => compareText(a, b));
    expect(["10", "9", "x"].sort(compareText)).toEqual(["9", "10", "x"]);
    expect(sorted).toEqual(["-2.5", "9.99", "10", undefined]);
    expect(compareText("1.0", "1")).toBe(0);
    expect(compareText(undefined, "x")).toBe(0);
    expect(compareText(undefined, "1")).toBe(1);
    expect(compareText("1", undefined)).toBe(-1);
  });
});

describe("addingScale", () => {
  it("adds a digit where the shown parts would miss the shown total", () => {
    expect(addingScale(["1.25", "2.5"], 2)).toBe(2);
    expect(addingScale(["0.4", "0.4"], 0)).toBe(1);
  });
  it("always finds digits at which what is shown adds up", () => {
    fc.assert(
      fc.property(fc.array(decimalText, { maxLength: 6 }), (parts) => {
        const scale = addingScale(parts, 0);
        const exact = parts.map((part) => Decimal.of(part));
        const shown = sum(exact.map((part) => part.rounded(scale, "half-even")));
        expect(shown.toString()).toBe(sum(exact).rounded(scale, "half-even").toString());
      }),
    );
  });
});
