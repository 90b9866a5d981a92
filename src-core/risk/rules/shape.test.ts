import { describe, expect, it } from "vitest";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import {
  INVERSE,
  PERP,
  SPOT,
  accountOf,
  denials,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  d,
} from "../testing/gate-fixture.ts";
import { shape } from "./shape.ts";

const flaws = (terms: Partial<OrderTerms>) => denials(shape, oneLeg(terms));

describe("shape", () => {
  it("takes what stands on lot, tick and the venue's bounds exactly", () => {
    for (const terms of [
      { quantity: d("0.001") },
      { quantity: d("120") },
      { type: "limit", price: d("50000.1"), quantity: d("1000") },
      { type: "stop", trigger: d("50000") },
      { type: "limit", price: d("5000"), quantity: d("0.001") },
      { listing: INVERSE.key, quantity: d("100") },
      { type: "limit", price: d("50000"), postOnly: true },
    ] as const) {
      expect(flaws(terms)).toEqual([]);
    }
  });

  it.each<[Partial<OrderTerms>, RegExp]>([
    [{ quantity: d("0") }, /more than zero/],
    [{ quantity: d("-1") }, /more than zero/],
    [{ quantity: d("0.0015") }, /not a multiple of the lot 0.001/],
    [{ quantity: d("120.001") }, /over the venue's 120/],
    [{ type: "stop", trigger: d("50000"), quantity: d("121") }, /over the venue's 120/],
    [{ type: "limit", price: d("50000"), quantity: d("1000.001") }, /over the venue's 1000/],
    [{ type: "limit", price: d("50000.05") }, /Price 50000.05 is not a multiple of the tick 0.1/],
    [{ type: "limit", price: d("0") }, /Price must be more than zero/],
    [{ type: "stop", trigger: d("-1") }, /Trigger must be more than zero/],
    [{ type: "stop-limit", price: d("50000"), trigger: d("50000.01") }, /Trigger 50000.01 is not a multiple/],
    [
      { type: "limit", price: d("4999.9"), quantity: d("0.001") },
      /is worth 4.9999 USDT; the venue takes no less than 5/,
    ],
    [{ type: "limit" }, /A limit order needs a limit price/],
    [{ price: d("50000") }, /A market order has no limit price/],
    [{ type: "stop" }, /A stop order needs a trigger price/],
    [{ type: "limit", price: d("50000"), trigger: d("50000") }, /limit order has no trigger price/],
    [{ postOnly: true }, /Post-only needs a limit order/],
    [
      { type: "limit", price: d("50000"), postOnly: true, timeInForce: "IOC" },
      /Post-only needs a limit order/,
    ],
    [{ listing: SPOT.key, reduceOnly: true }, /Spot has no reduce-only/],
  ])("denies %o", (terms, words) => {
    expect(flaws(terms)).toEqual(expect.arrayContaining([expect.stringMatching(words)]));
  });

  it("denies less than the smallest size, except to reduce", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a"), { positions: [positionOf(PERP, "0.001")] })], {
      listings: { [PERP.key]: { ...PERP, minQuantity: d("0.002"), minNotional: d("100") } },
    });
    const opening = { ...oneLeg({ quantity: d("0.001") }), portfolio };
    expect(denials(shape, opening)).toHaveLength(2);
    expect(
      denials(shape, { ...oneLeg({ quantity: d("0.001"), side: "sell", reduceOnly: true }), portfolio }),
    ).toEqual([]);
  });

  it("denies a plan without orders and one that leaves its envelope", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a"))]);
    const judge = (plan: ReturnType<typeof planOf>) => denials(shape, inputOf(portfolio, plan));
    const leg = legOf("a", termsOf({ type: "limit", price: d("50000"), quantity: d("1") }));
    expect(judge(planOf([]))).toEqual(["The plan has no orders. Change the size or the accounts."]);
    expect(
      judge(
        planOf([leg], { envelope: { maximumByLeg: [d("1")], maximumTotal: d("1"), highestBuy: d("50000") } }),
      ),
    ).toEqual([]);
    expect(judge(planOf([leg], { envelope: { maximumByLeg: [] } }))).toHaveLength(1);
    expect(judge(planOf([leg], { envelope: { maximumByLeg: [d("0.999")] } }))).toHaveLength(1);
    expect(judge(planOf([leg], { envelope: { maximumTotal: d("0.999") } }))).toHaveLength(1);
    expect(judge(planOf([leg], { envelope: { highestBuy: d("49999.9") } }))).toHaveLength(1);
    const sell = legOf("a", termsOf({ type: "stop", side: "sell", trigger: d("50000") }));
    expect(judge(planOf([sell], { envelope: { lowestSell: d("50000") } }))).toEqual([]);
    expect(judge(planOf([sell], { envelope: { lowestSell: d("50000.1") } }))).toHaveLength(1);
  });
});
