import { describe, expect, it } from "vitest";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  denials,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  quoteOf,
  stateOf,
  termsOf,
  d,
} from "../testing/gate-fixture.ts";
import { freshness } from "./freshness.ts";

const portfolio = portfolioOf([stateOf(accountOf("a"))]);
const aged = (ageMs: number, ...legs: readonly Partial<OrderTerms>[]) =>
  denials(
    freshness,
    inputOf(
      portfolio,
      planOf(
        legs.map((terms) => legOf("a", termsOf(terms))),
        { madeAtMs: NOW_MS - ageMs },
      ),
    ),
  );
const resting = { type: "limit", price: d("49000") } as const;

describe("freshness", () => {
  it("takes a plan of 15 s, and no older one", () => {
    expect(aged(15_000, {})).toEqual([]);
    expect(aged(15_001, {})).toEqual(["The preview is 15 s old, over 15 s. Make a new preview."]);
  });

  it("takes 60 s when every leg would rest", () => {
    expect(aged(60_000, resting, { ...resting, side: "sell", price: d("51000") })).toEqual([]);
    expect(aged(60_000, { ...resting, price: d("50500"), postOnly: true })).toEqual([]);
    expect(aged(60_001, resting)).toHaveLength(1);
    expect(aged(15_001, resting, {})).toHaveLength(1);
    expect(aged(15_001, { ...resting, price: d("50001") })).toHaveLength(1);
    expect(aged(15_001, { ...resting, timeInForce: "IOC" })).toHaveLength(1);
    expect(aged(15_001, { type: "stop-limit", price: d("49000"), trigger: d("49000") })).toHaveLength(1);
  });

  it("voids a plan from the future, and one whose deadline has passed", () => {
    expect(aged(-1, {})[0]).toMatch(/clock went back/);
    const plan = (deadlineMs: number) => planOf([legOf("a", termsOf())], { envelope: { deadlineMs } });
    expect(denials(freshness, inputOf(portfolio, plan(NOW_MS)))).toEqual([]);
    expect(denials(freshness, inputOf(portfolio, plan(NOW_MS - 1)))[0]).toMatch(/deadline/);
  });

  it("voids a plan whose listing changed its terms", () => {
    const listings = { [PERP.key]: { ...PERP, version: 2 } };
    const changed = portfolioOf([stateOf(accountOf("a"))], { listings });
    expect(denials(freshness, inputOf(changed, planOf([legOf("a", termsOf())])))[0]).toMatch(
      /terms of BTC.* changed/,
    );
  });

  it("holds a market order to the plan's price bounds, at the touch it would meet", () => {
    const judge = (side: "buy" | "sell", quote: Parameters<typeof quoteOf>[1]) => {
      const plan = planOf([legOf("a", termsOf({ side }))], {
        envelope: { highestBuy: d("50250"), lowestSell: d("49750") },
      });
      const quotes = new Map([[PERP.key, quoteOf(PERP, quote)]]);
      return denials(freshness, inputOf(portfolioOf([stateOf(accountOf("a"))], { quotes }), plan));
    };
    expect(judge("buy", { ask: d("50250") })).toEqual([]);
    expect(judge("buy", { ask: d("50250.1") })).toEqual([
      "BTC/USDT:USDT moved to 50250.1, beyond the plan's 50250. Make a new preview.",
    ]);
    expect(judge("sell", { bid: d("49750") })).toEqual([]);
    expect(judge("sell", { bid: d("49749.9") })).toHaveLength(1);
  });

  it("holds a market order to the bounds of its own listing where the plan has several", () => {
    const judge = (ask: string) => {
      const bound = { listing: PERP.key, highestBuy: d("50250") };
      const plan = planOf([legOf("a", termsOf({ side: "buy" }))], {
        envelope: { pricesByListing: [{ listing: "other", highestBuy: d("1") }, bound] },
      });
      const quotes = new Map([[PERP.key, quoteOf(PERP, { ask: d(ask) })]]);
      return denials(freshness, inputOf(portfolioOf([stateOf(accountOf("a"))], { quotes }), plan));
    };
    expect(judge("50250")).toEqual([]);
    expect(judge("50250.1")).toHaveLength(1);
  });
});
