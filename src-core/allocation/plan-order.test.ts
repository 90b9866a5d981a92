import { describe, expect, it } from "vitest";
import { planHash } from "../plan/plan-hash.ts";
import { samplePosition, sampleListing, snapshotOf } from "../portfolio/samples.ts";
import { d } from "./allocation-samples.ts";
import { IMMEDIATE_DEADLINE_MS, RESTING_DEADLINE_MS } from "./group-envelope.ts";
import {
  legsOf,
  NOW_MS,
  planned,
  refused,
  sampleGroup,
  sampleOrder,
  samplePlanPortfolio,
} from "./group-order-samples.ts";
import type { GroupOrderDraft, GroupOrderInput } from "./group-order.ts";
import { planGroupOrder } from "./plan-order.ts";

describe("a market order of a group", () => {
  const plan = planned();

  it("becomes a leg per account with its share", () => {
    expect(legsOf(plan)).toEqual(["a buy 0.15", "b buy 0.15"]);
    expect(plan.body.legs[0]).toMatchObject({ listingVersion: 1, effect: "open" });
    expect(plan.body.legs[0]?.terms).toMatchObject({
      type: "market",
      positionSide: "both",
      reduceOnly: false,
    });
    expect(plan.body.legs[0]?.terms).not.toHaveProperty("price");
  });

  it("has an envelope that holds exactly what was asked, 1% around the market, for a minute", () => {
    const { envelope } = plan.body;
    expect(envelope.maximumByLeg.map(String)).toEqual(["0.15", "0.15"]);
    expect(envelope.maximumTotal.toString()).toBe("0.3");
    // 50000.5 x 1.01 = 50500.505, inward to the tick of 0.1.
    expect(envelope.highestBuy?.toString()).toBe("50500.5");
    expect(envelope.lowestSell).toBeUndefined();
    expect(envelope.deadlineMs).toBe(NOW_MS + IMMEDIATE_DEADLINE_MS);
    expect(envelope.followUps).toEqual([]);
  });

  it("carries its title, method, group, policies, reasons and hash", () => {
    expect(plan).toMatchObject({
      planId: "plan-1",
      title: "Buy 0.3 BTC/USDT:USDT market, 2 accounts of Majors",
      method: "equal",
      groupId: "majors",
      madeAtMs: NOW_MS,
      listing: "sim:BTCUSDT",
    });
    expect(plan.body.policies).toEqual({ leftover: "redistribute", denial: "reject-all", failure: "leave" });
    expect(plan.reasons.map(({ accountId, leg, listing }) => [accountId, leg, listing])).toEqual([
      ["a", 0, "sim:BTCUSDT"],
      ["b", 1, "sim:BTCUSDT"],
    ]);
    expect(plan.hash).toBe(planHash(plan.body));
  });

  it("is the same plan when it is made again, and another one when the ticket changes", () => {
    expect(planned()).toEqual(plan);
    expect(planned({ quantity: "0.302" }).hash).not.toBe(plan.hash);
    expect(planned({ failure: "ask" }).hash).not.toBe(plan.hash);
  });
});

describe("prices", () => {
  it("a limit order is bounded by its own price and may rest for a day", () => {
    const { envelope, legs } = planned({ type: "limit", price: "48000" }).body;
    expect(legs[0]?.terms.price?.toString()).toBe("48000");
    expect(envelope.highestBuy?.toString()).toBe("48000");
    expect(envelope.deadlineMs).toBe(NOW_MS + RESTING_DEADLINE_MS);
    expect(planned({ type: "limit", price: "48000", timeInForce: "IOC" }).body.envelope.deadlineMs).toBe(
      NOW_MS + IMMEDIATE_DEADLINE_MS,
    );
  });

  it("a stop is bounded 1% beyond its trigger; a stop limit holds both its prices", () => {
    const stop = planned({ type: "stop", side: "sell", trigger: "48000" }).body;
    expect(stop.envelope.lowestSell?.toString()).toBe("47520");
    expect(stop.legs[0]?.terms).not.toHaveProperty("price");
    const both = planned({ type: "stop-limit", trigger: "52000", price: "51900" }).body;
    expect(both.envelope.highestBuy?.toString()).toBe("52000");
    expect(both.legs[0]?.terms).toMatchObject({ trigger: d("52000"), price: d("51900") });
  });

  it("what the type does not call for is not read", () => {
    expect(planned({ price: "junk", trigger: "junk" }).hash).toBe(planned().hash);
  });

  it("a policy that may unwind bounds the way back too", () => {
    const { envelope } = planned({ failure: "ask", type: "limit", price: "48000" }).body;
    expect(envelope.followUps).toEqual(["complete", "unwind"]);
    expect(envelope.highestBuy?.toString()).toBe("48000");
    // 49999.5 x 0.99 = 49499.505, inward to the tick.
    expect(envelope.lowestSell?.toString()).toBe("49499.6");
    expect(planned({ failure: "complete" }).body.envelope.followUps).toEqual(["complete"]);
    expect(planned({ failure: "unwind" }).body.envelope.followUps).toEqual(["unwind"]);
  });

  it.each<[string, Partial<GroupOrderDraft>]>([
    ["missing at price", { type: "limit" }],
    ["missing at price", { type: "limit", price: "" }],
    ["not-a-number at price", { type: "limit", price: "1e5" }],
    ["not-positive at price", { type: "limit", price: "0" }],
    ["not-positive at price", { type: "limit", price: "-5" }],
    ["off-tick at price", { type: "limit", price: "48000.05" }],
    ["missing at trigger", { type: "stop" }],
    ["off-tick at trigger", { type: "take-profit-limit", price: "48000", trigger: "0.01" }],
    ["post-only at postOnly", { postOnly: true }],
    ["post-only at postOnly", { postOnly: true, type: "limit", price: "48000", timeInForce: "IOC" }],
  ])("%s", (expected, draft) => {
    expect(refused(draft)).toBe(expected);
  });

  it("an off-tick price names the nearest ticks", () => {
    const made = planGroupOrder(sampleOrder({ type: "limit", price: "48000.05" }));
    expect(!made.ok && made.failure.remedy).toBe("Nearest: 48000 or 48000.1.");
    const low = planGroupOrder(sampleOrder({ type: "limit", price: "0.04" }));
    expect(!low.ok && low.failure.remedy).toBe("Nearest: 0.1.");
  });

  it("without a quote a market order cannot be bounded, a limit order can", () => {
    const portfolio = { ...samplePlanPortfolio(), quotes: new Map() };
    expect(refused({}, { portfolio })).toBe("input-unknown at accounts.a.price");
    const free = {
      ...portfolio,
      listings: { ...portfolio.listings, "sim:BTCUSDT": sampleListing({ minNotional: d("0") }) },
    };
    expect(refused({}, { portfolio: free })).toBe("price-unknown at price");
    expect(refused({ type: "limit", price: "48000" }, { portfolio })).toMatch(/^Buy 0.3/);
    expect(refused({ type: "limit", price: "48000", failure: "unwind" }, { portfolio })).toBe(
      "price-unknown at failure",
    );
  });
});

describe("the size", () => {
  it.each<[string, Partial<GroupOrderDraft>]>([
    ["missing at quantity", { quantity: "" }],
    ["not-a-number at quantity", { quantity: "1,5" }],
    ["not-positive at quantity", { quantity: "0" }],
    ["not-positive at quantity", { quantity: "-1" }],
    ["off-lot at quantity", { quantity: "0.3005" }],
    ["below-lot at quantity", { quantity: "49", quantityIn: "notional" }],
    ["not-a-number at quantity", { quantity: "x", method: "change" }],
    ["bad-change at quantity", { quantity: "0", method: "change" }],
    ["reduce-only at reduceOnly", { quantity: "50", method: "change", reduceOnly: true }],
    ["missing at stop", { quantity: "1", method: "risk" }],
    ["bad-risk at stop", { quantity: "1", method: "risk", stop: "60000" }],
    ["missing at annualVolatility", { quantity: "20", method: "volatility" }],
  ])("%s", (expected, draft) => {
    expect(refused(draft)).toBe(expected);
  });

  it("an off-lot size names the lot and its neighbours", () => {
    const made = planGroupOrder(sampleOrder({ quantity: "0.3005" }));
    expect(!made.ok && made.failure.message).toBe("0.3005 is not a multiple of the lot 0.001.");
    expect(!made.ok && made.failure.remedy).toBe("Nearest: 0.3 or 0.301.");
  });

  it("the finest lot of those that take part decides", () => {
    const group = sampleGroup(["a", "c"]);
    expect(legsOf(planned({ quantity: "0.3005" }, { group }))).toEqual(["a buy 0.15", "c buy 0.1503"]);
    expect(
      refused({ quantity: "0.3005", denial: "redistribute" }, { group, denied: { c: "Offline." } }),
    ).toBe("off-lot at quantity");
  });

  it("a notional buys the most whole lots at the order's price, never more", () => {
    const typed = planned({ type: "limit", price: "48000", quantity: "10000", quantityIn: "notional" });
    // 10000 / 48000 = 0.20833...
    expect(typed.body.envelope.maximumTotal.toString()).toBe("0.208");
    const inverse = planned({ quantity: "250.5", quantityIn: "notional" }, { listing: "sim:BTCUSD" });
    expect(inverse.body.envelope.maximumTotal.toString()).toBe("250");
  });

  it("money at risk buys the most whole lots that lose no more of it at the stop", () => {
    const buy = { type: "limit", price: "50000", quantity: "500", quantityIn: "risk" } as const;
    // 500 / (50000 - 48000) = 0.25, and 500 / 2100 = 0.2380...
    expect(planned({ ...buy, stop: "48000" }).body.envelope.maximumTotal.toString()).toBe("0.25");
    expect(planned({ ...buy, stop: "47900" }).body.envelope.maximumTotal.toString()).toBe("0.238");
    expect(refused({ ...buy, stop: "50000" })).toBe("bad-risk at stop");
    expect(refused(buy)).toBe("missing at stop");
    // Quote value: a coin bought at 50000 and sold at 40000 loses a fifth of it.
    const inverse = planned(
      { type: "limit", price: "50000", quantity: "100", quantityIn: "risk", stop: "40000" },
      { listing: "sim:BTCUSD" },
    );
    expect(inverse.body.envelope.maximumTotal.toString()).toBe("500");
  });

  it("a percent of equity counts those that take part", () => {
    const all = planned({ quantity: "100", quantityIn: "equity-percent", type: "limit", price: "50000" });
    expect(all.body.envelope.maximumTotal.toString()).toBe("0.34");
    expect(refused({ quantity: "10", quantityIn: "equity-percent" }, { equityOf: { a: d("10000") } })).toBe(
      "equity-unknown at quantity",
    );
  });

  it("for entered quantities the size field is not read, and an entry off its lot is refused", () => {
    const group = (weight: string): GroupOrderInput["group"] =>
      sampleGroup(["a", "b"], {
        members: [
          { accountId: "a", weight: d(weight) },
          { accountId: "b", weight: d("0.2") },
        ],
      });
    expect(legsOf(planned({ method: "quantity", quantity: "7" }, { group: group("0.1") }))).toEqual([
      "a buy 0.1",
      "b buy 0.2",
    ]);
    expect(refused({ method: "quantity" }, { group: group("0.1005") })).toBe("off-lot at accounts.a.weight");
  });

  it("risk is a percent of each account's equity over the distance from the entry to the stop", () => {
    const plan = planned({ method: "risk", quantity: "1", stop: "49000", type: "limit", price: "50000" });
    expect(legsOf(plan)).toEqual(["a buy 0.1", "b buy 0.07"]);
  });

  it("risk of an inverse listing is reckoned in coin at the dollar's rate", () => {
    const draft = { method: "risk", quantity: "2", stop: "48000", type: "limit", price: "50000" } as const;
    // 10000 USD are 0.2 coin: 0.004 / (1/48000 - 1/50000) = 4800 of quote value.
    expect(legsOf(planned(draft, { listing: "sim:BTCUSD" }))).toEqual(["a buy 4800", "b buy 3360"]);
  });

  it("volatility takes the target and the listing's own", () => {
    const plan = planned({
      method: "volatility",
      quantity: "20",
      annualVolatility: "50",
      type: "limit",
      price: "50000",
    });
    expect(legsOf(plan)).toEqual(["a buy 0.08", "b buy 0.056"]);
  });

  it("shares by equity, free margin, percent and capacity read what was passed in", () => {
    expect(legsOf(planned({ method: "equity", quantity: "0.17" }))).toEqual(["a buy 0.1", "b buy 0.07"]);
    expect(legsOf(planned({ method: "available", quantity: "0.17" }))).toEqual(["a buy 0.1", "b buy 0.07"]);
    expect(refused({ method: "equity" }, { equityOf: { b: d("1") } })).toBe(
      "input-unknown at accounts.a.equity",
    );
    expect(refused({ method: "percent" })).toBe("percents-not-100 at accounts");
    // Ten times the free margin at 50000.5, on lots of 0.001: 1.999 and 1.399.
    expect(legsOf(planned({ method: "capacity", quantity: "5" }))).toEqual(["a buy 1.999", "b buy 1.399"]);
  });

  it("capacity is held by the margin tier, less what is held already", () => {
    const tier = {
      floor: d("0"),
      cap: d("100000"),
      maxLeverage: d("20"),
      maintenanceRate: d("0.01"),
      maintenanceDeduction: d("0"),
    };
    const listing = sampleListing({ tiers: [tier] });
    const portfolio = samplePlanPortfolio(
      { kind: "listings-loaded", listings: [listing] },
      snapshotOf("a", { positions: [samplePosition("0.5", "50000")] }),
    );
    const plan = planned({ method: "capacity", quantity: "9", type: "limit", price: "50000" }, { portfolio });
    expect(legsOf(plan)).toEqual(["a buy 1.5", "b buy 1.4"]);
    expect(plan.unallocated.toString()).toBe("6.1");
  });
});
