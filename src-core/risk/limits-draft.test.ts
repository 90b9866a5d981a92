import { describe, expect, it } from "vitest";
import { describeLimitChange } from "./describe-limits.ts";
import { STARTING_LIMITS, type Limits } from "./limits.ts";
import { limitTexts, parseLimits, type LimitTexts } from "./limits-draft.ts";
import { d } from "./testing/gate-fixture.ts";

const EMPTY: LimitTexts = {
  maxOrderNotional: "",
  priceCollarBps: "",
  maxPositionNotional: "",
  maxOpenOrders: "",
};
const failuresOf = (texts: Partial<LimitTexts>) => {
  const parsed = parseLimits({ ...EMPTY, ...texts });
  return parsed.ok ? [] : parsed.failures.map((failure) => [failure.place, failure.code]);
};

describe("parseLimits", () => {
  it("reads amounts, basis points and counts", () => {
    const parsed = parseLimits({
      maxOrderNotional: " 62400.50 ",
      priceCollarBps: "12.5",
      maxPositionNotional: "250000",
      maxOpenOrders: "50",
    });
    expect(parsed).toEqual({
      ok: true,
      value: {
        maxOrderNotional: d("62400.50"),
        priceCollarBps: d("12.5"),
        maxPositionNotional: d("250000"),
        maxOpenOrders: 50,
      },
    });
  });

  it("takes an empty field for no limit, and keeps the limits that it does not show", () => {
    const before: Limits = { ...STARTING_LIMITS, maxDailyLoss: d("500") };
    const parsed = parseLimits(EMPTY, before);
    expect(parsed).toEqual({ ok: true, value: { duplicateWindowMs: 5_000, maxDailyLoss: d("500") } });
  });

  it.each([
    ["50,000", "not-a-number"],
    ["1e5", "not-a-number"],
    ["abc", "not-a-number"],
    ["Infinity", "not-a-number"],
    ["0", "not-positive"],
    ["0.00", "not-positive"],
    ["-5", "not-positive"],
  ])("refuses the amount %s", (text, code) => {
    expect(failuresOf({ maxOrderNotional: text })).toEqual([["maxOrderNotional", code]]);
    expect(failuresOf({ maxPositionNotional: text })).toEqual([["maxPositionNotional", code]]);
  });

  it("refuses a collar over 10,000 bps and a count that is not a whole number of orders", () => {
    expect(failuresOf({ priceCollarBps: "10000" })).toEqual([]);
    expect(failuresOf({ priceCollarBps: "10000.01" })).toEqual([["priceCollarBps", "too-large"]]);
    for (const text of ["0", "1.5", "-1", "100000", "5e1", "many"]) {
      expect(failuresOf({ maxOpenOrders: text })).toEqual([["maxOpenOrders", "not-a-count"]]);
    }
  });

  it("names every wrong field at once", () => {
    const all = { maxOrderNotional: "x", priceCollarBps: "x", maxPositionNotional: "x", maxOpenOrders: "x" };
    expect(failuresOf(all).map(([place]) => place)).toEqual(Object.keys(all));
  });

  it("gives back the limits that its own texts were made from", () => {
    expect(parseLimits(limitTexts(STARTING_LIMITS), STARTING_LIMITS)).toEqual({
      ok: true,
      value: STARTING_LIMITS,
    });
  });
});

describe("describeLimitChange", () => {
  it("names what changes with old and new value, and nothing else", () => {
    const after: Limits = {
      ...STARTING_LIMITS,
      maxOrderNotional: d("62400.125"),
      maxOpenOrders: 20,
      maxOrderQuantity: { "sim:BTCUSDT": d("2") },
      maxDailyLoss: d("1000"),
    };
    expect(describeLimitChange(STARTING_LIMITS, after)).toEqual([
      "Largest order: 50,000.00 USD -> 62,400.125 USD",
      "Open orders: 50 -> 20",
      "Largest quantity in sim:BTCUSDT: none -> 2",
      "Daily loss: none -> 1,000.00 USD",
    ]);
    expect(describeLimitChange(after, after)).toEqual([]);
    expect(describeLimitChange(STARTING_LIMITS, {})).toHaveLength(5);
  });
});
