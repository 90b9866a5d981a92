import { describe, expect, it } from "vitest";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { Order } from "../../../src-core/orders/order.ts";
import {
  sampleFill,
  samplePortfolio,
  sampleQuote,
  sampleWorking,
} from "../../../src-core/portfolio/samples.ts";
import { listingView, quoteView } from "./listing-view.ts";
import { fillView, foreignOrderView, orderView } from "./order-view.ts";

const d = Decimal.of;
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
  fees: d("0.01"),
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
      { ...ORDER, filled: d("0"), status: "REJECTED", reason: "Margin." },
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
