import { describe, expect, it } from "vitest";
import type { Quote } from "../market/quote.ts";
import { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { PortfolioEvent } from "../portfolio/portfolio-event.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleBalance,
  sampleInverse,
  sampleListing,
  samplePosition,
  sampleQuote,
  snapshotOf,
} from "../portfolio/samples.ts";
import { liquidationPrice } from "../portfolio/liquidation.ts";
import { valueAccount } from "../portfolio/valuation.ts";
import { assessPlan } from "./assess.ts";
import type { PlanAssessment } from "./assessment.ts";
import { makePlan } from "./make-plan.ts";
import { sampleBody, sampleLeg, sampleParts } from "./plan-samples.ts";
import type { Leg, Plan } from "./plan.ts";

const d = (text: string): Decimal => Decimal.of(text);
const MARKET = { type: "market" } as const;
const TIER = {
  floor: d("0"),
  cap: d("10000000"),
  maxLeverage: d("50"),
  maintenanceRate: d("0.01"),
  maintenanceDeduction: d("0"),
};
const QUOTE = {
  bid: d("49990"),
  bidQuantity: d("1"),
  ask: d("50010"),
  askQuantity: d("1"),
  last: d("50005"),
};

function market(...events: readonly PortfolioEvent[]): Portfolio {
  return portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing({ tiers: [TIER] }), sampleInverse()] },
    { kind: "account-saved", account: sampleAccount("a") },
    { kind: "account-saved", account: sampleAccount("b") },
    snapshotOf("a", { balances: [sampleBalance("USDT", "10000")] }),
    snapshotOf("b", { balances: [sampleBalance("USDT", "5000")] }),
    { kind: "quote", quote: sampleQuote("50000", QUOTE) },
    ...events,
  );
}

function quoted(change: Partial<Quote>): PortfolioEvent {
  return { kind: "quote", quote: { listing: "sim:BTCUSDT", atMs: 1_000, ...change } };
}

/** A leg without a price of its own unless one is given. */
function leg(accountId: string, quantity: string, terms: Partial<OrderTerms> = MARKET): Leg {
  const { terms: all, ...rest } = sampleLeg(accountId, quantity, terms);
  const { price, ...unpriced } = all;
  return {
    ...rest,
    terms: terms.price === undefined ? unpriced : { ...unpriced, price: price ?? terms.price },
  };
}

function planOf(...legs: readonly Leg[]): Plan {
  const quantities = legs.map(({ terms }) => terms.quantity);
  const total = quantities.reduce((sum, quantity) => sum.plus(quantity), d("0"));
  const body = sampleBody({
    legs,
    envelope: { maximumByLeg: quantities, maximumTotal: total, deadlineMs: 9, followUps: [] },
  });
  return makePlan(sampleParts(body));
}

function assessed(portfolio: Portfolio, ...legs: readonly Leg[]): PlanAssessment {
  return assessPlan(planOf(...legs), portfolio, 7_000);
}

/** Every figure as text. */
function texts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe("one market leg", () => {
  it("costs the far touch, the taker fee and half the spread", () => {
    const whole = assessed(market(), leg("a", "0.1"));
    expect(texts(whole.legs[0])).toMatchObject({
      accountId: "a",
      notional: "5001",
      fee: "2.5005",
      slippageBps: "2",
      margin: "500.1",
      positionAfter: "0.1",
    });
    expect(texts(whole)).toMatchObject({
      notional: "5001",
      fee: "2.5005",
      slippageBps: "2",
      referencePrice: "50000",
      atMs: 7_000,
    });
  });

  it("leaves the leverage and the liquidation price that the account then has", () => {
    const whole = assessed(market(), leg("a", "0.1"));
    // Bought at 50010 with a fee of 2.5005: equity 10000 - 1 - 2.5005 = 9996.4995, gross 5000.
    expect(whole.leverageBefore?.toString()).toBe("0");
    expect(whole.leverageAfter?.toString()).toBe("0.50017509");
    expect(whole.legs[0]?.leverageAfter?.toString()).toBe("0.50017509");
    const large = assessed(market(), leg("a", "2"));
    // 2 x 50010 x 0.0005 of fee, from a wallet of 10000.
    expect(large.legs[0]?.liquidationAfter?.toString()).toBe(
      liquidationPrice({
        kind: "linear",
        walletBalance: d("9949.99"),
        otherMaintenance: d("0"),
        otherUnrealised: d("0"),
        positions: [{ quantitySigned: d("2"), entryPrice: d("50010") }],
        tiers: [TIER],
        price: d("50000"),
      })?.toString(),
    );
  });

  it("is never valued below the highest price known", () => {
    const notional = (portfolio: Portfolio, terms: Partial<OrderTerms> = MARKET): string | undefined =>
      assessed(portfolio, leg("a", "1", terms)).notional?.toString();
    expect(notional(market(quoted({ mark: d("50000"), last: d("51000"), bid: d("1"), ask: d("2") })))).toBe(
      "51000",
    );
    expect(notional(market(), { type: "limit", price: d("60000") })).toBe("60000");
    expect(notional(market(), { type: "limit", price: d("40000") })).toBe("50010");
    expect(notional(market(), { type: "stop", trigger: d("70000") })).toBe("70000");
    expect(notional(market(), { ...MARKET, side: "sell" })).toBe("50010");
  });
});

describe("resting and crossing", () => {
  const costs = (terms: Partial<OrderTerms>, portfolio = market()): unknown => {
    const { fee, slippageBps } = assessed(portfolio, leg("a", "1", terms));
    return [fee?.toString(), slippageBps?.toString()];
  };

  it("a limit below the ask rests: maker fee, no slippage; at the ask it takes", () => {
    expect(costs({ type: "limit", price: d("50000") })).toEqual(["10.002", "0"]);
    expect(costs({ type: "limit", price: d("50010") })).toEqual(["25.005", "2"]);
    expect(costs({ type: "limit", side: "sell", price: d("49990.1") })).toEqual(["10.002", "0"]);
    expect(costs({ type: "limit", side: "sell", price: d("49990") })).toEqual(["25.005", "2"]);
  });

  it("post-only rests whatever the quote; immediate or cancel, fill or kill and triggers never do", () => {
    expect(costs({ type: "limit", price: d("50010"), postOnly: true })).toEqual(["10.002", "0"]);
    expect(costs({ type: "limit", price: d("50000"), timeInForce: "IOC" })).toEqual(["25.005", "2"]);
    expect(costs({ type: "stop-limit", price: d("50000"), trigger: d("50000") })).toEqual(["25.005", "2"]);
  });

  it("without a quote the fee is the taker's, and slippage is not known", () => {
    const blind = { ...market(), quotes: new Map() };
    expect(costs({ type: "limit", price: d("50000") }, blind)).toEqual(["25", undefined]);
  });
});

describe("slippage", () => {
  const level = (price: string, quantity: string) => ({ price: d(price), quantity: d(quantity) });
  const book = (atMs: number): PortfolioEvent => ({
    kind: "depth",
    listing: "sim:BTCUSDT",
    depth: {
      book: {
        listing: "sim:BTCUSDT",
        bids: [level("49990", "1")],
        asks: [level("50010", "1"), level("50060.01", "1"), level("50110.02", "2")],
        atMs,
      },
    },
  });
  const bps = (portfolio: Portfolio, ...legs: readonly Leg[]): readonly (string | undefined)[] =>
    assessed(portfolio, ...legs).legs.map((one) => one.slippageBps?.toString());

  it("of what the touch holds is half the spread; of more it is not known without a book", () => {
    expect(bps(market(), leg("a", "1"))).toEqual(["2"]);
    expect(bps(market(), leg("a", "1.001"))).toEqual([undefined]);
  });

  it("walks the book: half the spread and the mean distance of the levels taken", () => {
    // 1 at the best, 1 at 10 bp from it: 2 + 5.001 bp.
    expect(bps(market(book(1_000)), leg("a", "2"))).toEqual(["7"]);
    // Two more at 20 bp: 2 + (10 + 2 x 20) / 4.
    expect(bps(market(book(1_000)), leg("a", "4"))).toEqual(["14.5"]);
  });

  it("is one walk for all legs that take at the same listing, and only for those", () => {
    expect(bps(market(book(1_000)), leg("a", "1"), leg("b", "1"))).toEqual(["7", "7"]);
    const sell = leg("b", "1", { ...MARKET, side: "sell" });
    expect(bps(market(book(1_000)), leg("a", "1"), sell)).toEqual(["2", "2"]);
  });

  it("ends at a limit price: what rests behind it is not swept", () => {
    const limit = { type: "limit", price: d("50060.01") } as const;
    expect(bps(market(book(1_000)), leg("a", "9", limit))).toEqual(["7"]);
  });

  it("beyond the visible book is not known, and neither is an old book's", () => {
    expect(bps(market(book(1_000)), leg("a", "4.001"))).toEqual([undefined]);
    expect(bps(market(book(-60_001)), leg("a", "2"))).toEqual([undefined]);
    expect(bps(market(book(-50_000)), leg("a", "2"))).toEqual(["7"]);
  });

  it("is not known once nobody follows the book", () => {
    const left = market(book(1_000), { kind: "depth", listing: "sim:BTCUSDT" });
    expect(bps(left, leg("a", "2"))).toEqual([undefined]);
  });
});

describe("positions", () => {
  const long = market(
    snapshotOf("a", {
      balances: [sampleBalance("USDT", "10000")],
      positions: [samplePosition("0.4", "45000", { leverage: d("20") })],
    }),
  );
  const margin = (quantity: string, terms: Partial<OrderTerms>): unknown => {
    const [one] = assessed(long, leg("a", quantity, { ...MARKET, ...terms })).legs;
    return [one?.positionAfter.toString(), one?.margin?.toString()];
  };

  it("what opens needs margin at the position's own leverage, what closes needs none, a flip only for what it opens", () => {
    expect(margin("0.1", {})).toEqual(["0.5", "250.05"]);
    expect(margin("0.3", { side: "sell" })).toEqual(["0.1", "0"]);
    expect(margin("0.5", { side: "sell" })).toEqual(["-0.1", "250.05"]);
    expect(margin("0.9", { side: "sell" })).toEqual(["-0.5", "1250.25"]);
  });

  it("without a known leverage ten is assumed, or less where the first tier permits no more", () => {
    const low = market({
      kind: "listings-loaded",
      listings: [sampleListing({ tiers: [{ ...TIER, maxLeverage: d("5") }] })],
    });
    expect(assessed(low, leg("a", "0.1")).legs[0]?.margin?.toString()).toBe("1000.2");
  });

  it("closing turns profit into wallet: equity moves by the fee and the half spread only", () => {
    const before = long.accounts["a"];
    const equity = before === undefined ? undefined : valueAccount(long, before).equity;
    expect(equity?.toString()).toBe("12000");
    const whole = assessed(long, leg("a", "0.4", { ...MARKET, side: "sell" }));
    expect(texts(whole)).toMatchObject({ leverageBefore: "1.66666667", leverageAfter: "0" });
    expect(whole.legs[0]).not.toHaveProperty("liquidationAfter");
    // Half of it closed at 49990 for a fee of 4.999: equity 12000 - 2 - 4.999 = 11993.001, gross 10000.
    expect(assessed(long, leg("a", "0.2", { ...MARKET, side: "sell" })).leverageAfter?.toString()).toBe(
      "0.83381966",
    );
  });

  it("hedge sides stand apart, and both count in the leverage", () => {
    const hedged = market(
      { kind: "account-saved", account: sampleAccount("a", { positionMode: "hedge" }) },
      snapshotOf("a", {
        positionMode: "hedge",
        balances: [sampleBalance("USDT", "10000")],
        positions: [samplePosition("0.1", "50000", { positionSide: "long" })],
      }),
    );
    const whole = assessed(hedged, leg("a", "0.1", { ...MARKET, side: "sell", positionSide: "short" }));
    expect(whole.legs[0]?.positionAfter.toString()).toBe("-0.1");
    // Sold at 49990: 1 below the mark x 0.1, and 2.4995 of fee.
    expect(whole.leverageAfter?.toString()).toBe("1.00035007");
  });

  it("two legs on one position stand on each other, and both show where it ends", () => {
    const whole = assessed(market(), leg("a", "0.1"), leg("a", "0.2"));
    expect(whole.legs.map(({ positionAfter }) => positionAfter.toString())).toEqual(["0.3", "0.3"]);
  });
});

describe("the whole", () => {
  it("sums the legs, weights slippage by notional, and takes every account that was considered", () => {
    const plan = planOf(leg("a", "0.1"), leg("b", "0.2", { type: "limit", price: d("40000") }));
    const whole = assessPlan(plan, market(), 1);
    expect(texts(whole)).toMatchObject({ notional: "15003", fee: "4.5009", slippageBps: "0.67" });
    const idle = assessPlan(
      {
        ...planOf(leg("a", "0.1")),
        reasons: [
          { accountId: "a", ideal: d("1"), quantity: d("1"), limitedBy: "none", detail: "" },
          { accountId: "b", ideal: d("1"), quantity: d("0"), limitedBy: "denied", detail: "" },
        ],
      },
      market(),
      1,
    );
    // 5000 of gross over 9996.4995 + 5000.
    expect(idle.leverageAfter?.toString()).toBe("0.33341114");
  });

  it("an inverse quantity is its own notional, and its fee and margin are in dollars too", () => {
    const portfolio = market(
      { kind: "quote", quote: sampleQuote("50000", { listing: "sim:BTCUSD", ...QUOTE }) },
      snapshotOf("a", { balances: [sampleBalance("BTC", "0.5")] }),
    );
    const whole = assessed(portfolio, leg("a", "1000", { ...MARKET, listing: "sim:BTCUSD" }));
    expect(texts(whole.legs[0])).toMatchObject({
      notional: "1000",
      fee: "0.5",
      margin: "100",
      positionAfter: "1000",
    });
    expect(whole.leverageAfter?.isPositive()).toBe(true);
  });

  it("spot moves balances, needs its whole value, and has no liquidation price", () => {
    const spot = sampleListing({ key: "sim:SPOT", kind: "spot" });
    const portfolio = market(
      { kind: "listings-loaded", listings: [spot] },
      { kind: "quote", quote: sampleQuote("50000", { listing: "sim:SPOT", ...QUOTE }) },
      snapshotOf("a", { balances: [sampleBalance("USDT", "10000"), sampleBalance("BTC", "0.1")] }),
    );
    const whole = assessed(portfolio, leg("a", "0.1", { ...MARKET, listing: "sim:SPOT" }));
    expect(texts(whole.legs[0])).toMatchObject({ positionAfter: "0.2", margin: "5001", notional: "5001" });
    expect(whole.legs[0]).not.toHaveProperty("liquidationAfter");
    // Coins are exposure: 5000 over 15000 before; 10000 over 15000 - 1 - 2.5005 after.
    expect(texts(whole)).toMatchObject({ leverageBefore: "0.33333333", leverageAfter: "0.66682228" });
    const sold = assessed(portfolio, leg("a", "0.1", { ...MARKET, side: "sell", listing: "sim:SPOT" }));
    expect(texts(sold)).toMatchObject({ leverageAfter: "0", legs: [{ positionAfter: "0" }] });
  });

  it("a stablecoin above a dollar counts at its price in what is at risk", () => {
    const usdt = sampleListing({
      key: "sim:USDTUSD",
      kind: "spot",
      base: "USDT",
      quote: "USD",
      underlying: "USDT",
    });
    const portfolio = market(
      { kind: "listings-loaded", listings: [usdt] },
      { kind: "quote", quote: { listing: "sim:USDTUSD", mark: d("1.01"), atMs: 1 } },
    );
    expect(assessed(portfolio, leg("a", "0.1")).notional?.toString()).toBe("5051.01");
  });
});

describe("what is not known stays absent", () => {
  it("an unknown price leaves only the position", () => {
    const blind = { ...market(), quotes: new Map() };
    const whole = assessed(blind, leg("a", "0.1"));
    expect(texts(whole)).toEqual({
      legs: [{ accountId: "a", positionAfter: "0.1" }],
      leverageBefore: "0",
      atMs: 7_000,
    });
  });

  it("an account never read has no leverage, and one unknown leg makes the sums unknown", () => {
    const portfolio = market({ kind: "account-saved", account: sampleAccount("new") });
    const whole = assessed(portfolio, leg("a", "0.1"), leg("new", "0.1"));
    expect(whole).not.toHaveProperty("leverageAfter");
    expect(whole.legs[0]).toHaveProperty("leverageAfter");
    expect(whole.legs[1]).not.toHaveProperty("leverageAfter");
    expect(whole.legs[1]).not.toHaveProperty("margin");
    const strange = assessed(market(), leg("a", "0.1"), leg("a", "1", { ...MARKET, listing: "sim:NONE" }));
    expect(strange).not.toHaveProperty("notional");
    expect(strange).not.toHaveProperty("fee");
    expect(strange.legs[1]?.positionAfter.toString()).toBe("1");
  });

  it("a quote currency without a rate has no dollars", () => {
    const odd = market({
      kind: "listings-loaded",
      listings: [sampleListing({ quote: "XYZ", settle: "XYZ" })],
    });
    expect(assessed(odd, leg("a", "0.1"))).not.toHaveProperty("notional");
  });
});
