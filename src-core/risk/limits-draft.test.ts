import { describe, expect, it } from "vitest";
import { describeLimitChange } from "./describe-limits.ts";
import { STARTING_LIMITS, type Limits } from "./limits.ts";
import { limitTexts, parseLimits, type LimitTexts } from "./limits-draft.ts";
import { d } from "./testing/gate-fixture.ts";

/** A value in every field. */
const ALL: Limits = {
  allowlist: ["sim:BTCUSDT", "sim:ETHUSDT"],
  maxOrderQuantity: { "sim:BTCUSDT": d("2"), "sim:ETHUSDT": d("0.5") },
  maxOrderNotional: d("1000.5"),
  priceCollarBps: d("12.5"),
  maxSlippage: d("250"),
  slippageWindowMs: 3_600_000,
  maxPositionNotional: d("5000"),
  maxMasterPositionNotional: d("9000"),
  maxGrossExposure: d("100000"),
  maxNetExposure: d("50000"),
  maxUnderlyingExposure: d("40000"),
  maxVenueSharePercent: d("50"),
  maxLeverage: d("3.5"),
  minFreeMargin: d("1000"),
  minLiquidationDistancePercent: d("20"),
  maxOpenOrders: 40,
  maxRepeats: 10,
  repeatWindowMs: 1_500,
  maxDailyLoss: d("2500"),
  duplicateWindowMs: 5_000,
};

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

  it("reads back every limit there is from its own text, and an empty text as none", () => {
    expect(parseLimits(limitTexts(ALL))).toEqual({ ok: true, value: ALL });
    expect(parseLimits(limitTexts({}), ALL)).toEqual({ ok: true, value: {} });
    expect(parseLimits(limitTexts({ allowlist: [] }))).toEqual({ ok: true, value: { allowlist: [] } });
  });

  it.each([
    ["maxVenueSharePercent", "100.1", "too-large"],
    ["minLiquidationDistancePercent", "101", "too-large"],
    ["maxLeverage", "1001", "too-large"],
    ["maxRepeats", "0", "not-a-count"],
    ["slippageWindowMs", "0", "not-a-window"],
    ["repeatWindowMs", "86401", "not-a-window"],
    ["duplicateWindowMs", "soon", "not-a-window"],
    ["allowlist", "BTCUSDT", "not-a-listing"],
    ["allowlist", ",", "not-a-listing"],
    ["maxOrderQuantity", "sim:BTCUSDT", "not-a-listing"],
    ["maxOrderQuantity", "sim:BTCUSDT = 0", "not-a-listing"],
    ["maxOrderQuantity", "sim:BTCUSDT = 1 = 2", "not-a-listing"],
  ])("refuses %s %j at its field", (field, text, code) => {
    expect(failuresOf({ [field]: text })).toEqual([[field, code]]);
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
    expect(new Set(describeLimitChange(STARTING_LIMITS, after))).toEqual(
      new Set([
        "Largest order: 50,000.00 USD -> 62,400.125 USD",
        "Open orders: 50 -> 20",
        "Largest quantity in sim:BTCUSDT: none -> 2",
        "Daily loss: none -> 1,000.00 USD",
      ]),
    );
    expect(describeLimitChange(after, after)).toEqual([]);
    expect(describeLimitChange(STARTING_LIMITS, {})).toHaveLength(5);
    expect(describeLimitChange({}, ALL)).toHaveLength(Object.keys(ALL).length + 1);
  });
});
