import { describe, expect, it } from "vitest";
import { Decimal } from "../../money/decimal.ts";
import {
  PERP,
  accountOf,
  denials,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  positionOf,
  readingsOf,
  stateOf,
  termsOf,
  workingOf,
} from "../testing/gate-fixture.ts";
import { openOrders } from "./open-orders.ts";

const atMost = (maxOpenOrders: number) => ({ limits: { "environment:paper": { maxOpenOrders } } }) as const;
const resting = termsOf({ type: "limit", price: Decimal.of("40000") });
const working = [
  workingOf("w", resting),
  workingOf("u", resting, { certainty: "unknown" }),
  workingOf("x", resting, { origin: "external" }),
];

describe("open-orders", () => {
  it("passes exactly at the limit and denies one more, whoever made the orders", () => {
    expect(readingsOf(openOrders, oneLeg({}, { working }, atMost(4)))[0]).toMatchObject({
      outcome: "pass",
      reading: "4",
      limit: "4",
    });
    expect(denials(openOrders, oneLeg({}, { working }, atMost(3)))).toEqual([
      "Paper a would have 4 open orders, over the limit of 3 for paper accounts. Cancel some first.",
    ]);
  });

  it("counts all legs of the plan on the account, and each account by itself", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a"), { working }), stateOf(accountOf("b"))]);
    const plan = planOf([legOf("a", termsOf()), legOf("a", resting), legOf("b", termsOf())]);
    const readings = readingsOf(openOrders, inputOf(portfolio, plan, atMost(4)));
    expect(readings.map((reading) => [reading.accountId, reading.outcome, reading.reading])).toEqual([
      ["a", "deny", "5"],
      ["b", "pass", "1"],
    ]);
  });

  it("does not hold back an exit", () => {
    const state = { working, positions: [positionOf(PERP, "1")] };
    expect(denials(openOrders, oneLeg({ side: "sell", reduceOnly: true }, state, atMost(1)))).toEqual([]);
    expect(denials(openOrders, oneLeg({ side: "sell" }, state, atMost(1)))).toHaveLength(1);
  });
});
