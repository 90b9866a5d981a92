import { describe, expect, it } from "vitest";
import type { Fill } from "../../order-terms/venue-event.ts";
import { slippageCost, type SlippageReading } from "../slippage.ts";
import { NOW_MS, PERP, d, denials, oneLeg, positionOf, readingsOf } from "../testing/gate-fixture.ts";
import { slippageWindow } from "./slippage-window.ts";

const limits = { "environment:paper": { maxSlippage: d("100"), slippageWindowMs: 60_000 } };
const cost = (dollars: string, ageMs = 0, accountId = "a"): SlippageReading => ({
  accountId,
  dollars: d(dollars),
  atMs: NOW_MS - ageMs,
});
const judge = (...slippages: readonly SlippageReading[]) =>
  oneLeg({}, {}, { limits, readings: { slippages } });

describe("slippage-window", () => {
  it("sums the window and denies at the limit", () => {
    expect(readingsOf(slippageWindow, judge(cost("60"), cost("39.99")))[0]).toMatchObject({
      outcome: "pass",
      reading: "99.99",
      limit: "100",
    });
    expect(denials(slippageWindow, judge(cost("60"), cost("40")))[0]).toMatch(/in 60 s is 100.00 USD/);
  });

  it("forgets what is a whole window old", () => {
    expect(denials(slippageWindow, judge(cost("200", 60_000)))).toEqual([]);
    expect(denials(slippageWindow, judge(cost("200", 59_999)))).toHaveLength(1);
  });

  it("counts no account of elsewhere", () => {
    expect(denials(slippageWindow, judge(cost("200", 0, "stranger")))).toEqual([]);
  });

  it("denies while a cost in the window is not known, or none was read", () => {
    expect(denials(slippageWindow, judge({ accountId: "a", atMs: NOW_MS }))[0]).toMatch(/not known/);
    expect(denials(slippageWindow, judge({ accountId: "a", atMs: NOW_MS - 60_000 }))).toEqual([]);
    expect(denials(slippageWindow, oneLeg({}, {}, { limits }))).toHaveLength(1);
  });

  it("lets proven reductions pass", () => {
    const state = { positions: [positionOf(PERP, "1")] };
    const readings = { slippages: [cost("500")] };
    expect(denials(slippageWindow, oneLeg({ side: "sell" }, state, { limits, readings }))).toEqual([]);
  });
});

describe("slippageCost", () => {
  const fill = (side: "buy" | "sell", price: string): Fill => ({
    listing: PERP.key,
    tradeId: "1",
    venueOrderId: "1",
    side,
    positionSide: "both",
    quantity: d("2"),
    price: d(price),
    fee: d("0"),
    feeAsset: "USDT",
    liquidity: "taker",
    atMs: NOW_MS,
  });
  it.each([
    ["buy", "101", "2"],
    ["buy", "99", "0"],
    ["sell", "99", "2"],
    ["sell", "101", "0"],
  ] as const)("of a %s at %s against 100 is %s", (side, price, expected) => {
    expect(slippageCost("linear", fill(side, price), d("100")).toString()).toBe(expected);
  });

  it("of an inverse fill is a share of its value", () => {
    expect(slippageCost("inverse", fill("buy", "101"), d("100")).toString()).toBe("0.02");
  });
});
