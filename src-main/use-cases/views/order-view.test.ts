import { describe, expect, it } from "vitest";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Plan } from "../../../src-core/plan/plan.ts";
import type { Order } from "../../../src-core/orders/order.ts";
import {
  sampleFill,
  samplePortfolio,
  sampleQuote,
  sampleWorking,
} from "../../../src-core/portfolio/samples.ts";
import { listingView, quoteView } from "./listing-view.ts";
import { fillView, foreignOrderView, groupOrderView, orderView } from "./order-view.ts";

const d = (text: string) => Decimal.of(text);
const { listings } = samplePortfolio();

const ORDER: Order = {
  clientId: "c1",
  planId: "p1",
  leg: 0,
  accountId: "a",
  terms: sampleWorking("c1").terms,
  status: "PARTIAL",
  filled: d("0.30"),
  knownFilled: d("0.30"),
  filledValue: d("27"),
  filledOverPrice: d("0.003333333333333333333333"),
  fees: { USDT: d("0.01") },
  fillIds: [],
  cancel: { status: "none" },
  createdAtMs: 1,
  notFound: [],
  updatedAtMs: 2,
};

describe("orderView", () => {
  it("shows our own order with the exact average of its fills", () => {
    expect(orderView(ORDER, "paper", listings)).toEqual({
      id: "c1",
      groupOrderId: "p1",
      accountId: "a",
      environment: "paper",
      listing: "sim:BTCUSDT",
      name: "BTC/USDT:USDT",
      side: "buy",
      positionSide: "both",
      type: "limit",
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: false,
      quantity: "1",
      price: "90",
      filled: "0.3",
      averagePrice: "90",
      fees: "0.01",
      status: "PARTIAL",
      cancel: "none",
      origin: "yoke",
      createdAtMs: 1,
      updatedAtMs: 2,
      working: true,
    });
  });

  it("has no average before a fill, and says why when there is a reason", () => {
    const view = orderView(
      { ...ORDER, filled: d("0"), knownFilled: d("0"), status: "REJECTED", reason: "Margin." },
      "paper",
      listings,
    );
    expect(view).not.toHaveProperty("averagePrice");
    expect(view).toMatchObject({ reason: "Margin.", working: false });
  });

  it.each([
    ["OPEN", true],
    ["UNKNOWN", true],
    ["INTENT", true],
    ["CANCELED", false],
    ["ABSENT", false],
  ] as const)("%s is working: %s", (status, working) => {
    expect(orderView({ ...ORDER, status }, "paper", listings).working).toBe(working);
  });
});

describe("groupOrderView", () => {
  const leg = (accountId: string, listing = "sim:BTCUSDT") => ({
    accountId,
    listingVersion: 1,
    effect: "open" as const,
    terms: { ...ORDER.terms, listing },
  });
  const plan = (...legs: Plan["body"]["legs"]): Plan => ({
    planId: "p1",
    hash: "00",
    title: "Buy 2",
    madeAtMs: 9,
    reasons: [],
    unallocated: d("0"),
    listing: "sim:BTCUSDT",
    body: {
      gesture: "group-order",
      environment: "paper",
      legs,
      envelope: { maximumByLeg: [], maximumTotal: d("2"), deadlineMs: 10, followUps: [] },
      policies: { leftover: "leave", denial: "reject-all", failure: "ask" },
    },
  });
  const other: Order = {
    ...ORDER,
    clientId: "c2",
    accountId: "b",
    status: "FILLED",
    filled: d("1"),
    knownFilled: d("1"),
    filledValue: d("91"),
  };

  it("sums its orders and tells the spread of their prices", () => {
    expect(groupOrderView(plan(leg("a"), leg("b")), [ORDER, other], { listings, groups: {} })).toEqual({
      id: "p1",
      hash: "00",
      title: "Buy 2",
      gesture: "group-order",
      environment: "paper",
      listing: "sim:BTCUSDT",
      name: "BTC/USDT:USDT",
      side: "buy",
      type: "limit",
      price: "90",
      quantity: "2",
      filled: "1.3",
      averagePrice: "90.769230769231",
      dispersionBps: "84.75",
      status: "WORKING",
      legs: ["c1", "c2"],
      outcome: [],
      createdAtMs: 9,
      policies: { leftover: "leave", denial: "reject-all", failure: "ask" },
    });
  });

  it("never adds sizes of different listings, but any leg's trouble is the group's", () => {
    const inverse = {
      ...other,
      terms: { ...other.terms, listing: "sim:BTCUSD" },
      status: "UNKNOWN",
    } as const;
    const view = groupOrderView(plan(leg("a"), leg("b", "sim:BTCUSD")), [ORDER, inverse], {
      listings,
      groups: {},
    });
    expect(view).toMatchObject({
      name: "BTC/USDT:USDT and 1 more",
      quantity: "1",
      filled: "0.3",
      status: "UNKNOWN",
    });
  });
});

describe("foreignOrderView", () => {
  const seen = { first: 5, last: 6 };
  it("names whose it is, under an id that is unique over accounts", () => {
    const order = { ...sampleWorking("77"), origin: "bot:grid" } as const;
    expect(foreignOrderView("a", "live", order, listings, seen)).toMatchObject({
      id: "a|77",
      origin: "bot:grid",
      status: "OPEN",
      createdAtMs: 5,
      updatedAtMs: 6,
    });
  });
  it.each([
    ["unknown", "0", "UNKNOWN"],
    ["pending", "0", "SENDING"],
    ["working", "0", "OPEN"],
    ["working", "0.5", "PARTIAL"],
  ] as const)("%s with %s filled is %s", (certainty, filled, status) => {
    const order = { ...sampleWorking("77"), certainty, filled: d(filled) };
    expect(foreignOrderView("a", "live", order, listings, seen).status).toBe(status);
  });
});

describe("fillView", () => {
  it("keeps the whole identity in its id", () => {
    const view = fillView(sampleFill({ fee: d("0.10") }), "a", listings, "c1");
    expect(view).toMatchObject({
      id: "a|sim:BTCUSDT|1|buy|7",
      orderId: "c1",
      fee: "0.1",
      name: "BTC/USDT:USDT",
    });
    expect(fillView(sampleFill(), "a", {})).toMatchObject({ name: "sim:BTCUSDT" });
  });
});

describe("listingView and quoteView", () => {
  it("name the size unit: base for linear, quote for inverse", () => {
    const units = Object.values(listings).map((listing) => listingView(listing).sizeUnit);
    expect(units).toEqual(["BTC", "USD"]);
  });
  it("reckon the change against the day before, and leave it out without one", () => {
    const quote = sampleQuote("100", { last: d("101") });
    expect(quoteView(quote, d("99"))).toEqual({
      id: "sim:BTCUSDT",
      mark: "100",
      last: "101",
      changePercent: "2.02",
      atMs: 1_000,
    });
    expect(quoteView(quote)).not.toHaveProperty("changePercent");
  });
});
