import { describe, expect, it } from "vitest";
import {
  INVERSE,
  PERP,
  denials,
  oneLeg,
  portfolioOf,
  positionOf,
  quoteOf,
  accountOf,
  stateOf,
  readingsOf,
  d,
} from "../testing/gate-fixture.ts";
import { STARTING_LIMITS } from "../limits.ts";
import { orderNotional } from "./order-notional.ts";

const paper = (maxOrderNotional: string) =>
  ({ limits: { "environment:paper": { maxOrderNotional: d(maxOrderNotional) } } }) as const;
const limitAt = (price: string, quantity: string) =>
  ({ type: "limit", price: d(price), quantity: d(quantity) }) as const;

describe("order-notional", () => {
  it("passes exactly at the limit and denies one tick above, in words a trader acts on", () => {
    expect(denials(orderNotional, oneLeg(limitAt("62400", "1"), {}, paper("62400")))).toEqual([]);
    const [reading] = readingsOf(orderNotional, oneLeg(limitAt("62400", "1"), {}, paper("50000")));
    expect(reading).toEqual({
      rule: "order-notional",
      outcome: "deny",
      leg: 0,
      accountId: "a",
      scope: "environment:paper",
      reading: "62400",
      limit: "50000",
      message: "Order 62,400.00 USD is over the limit of 50,000.00 for paper accounts.",
    });
    expect(denials(orderNotional, oneLeg(limitAt("62400.1", "1"), {}, paper("62400")))).toHaveLength(1);
  });

  it("does not exempt market orders: they count at the highest of mark, last and touch", () => {
    expect(denials(orderNotional, oneLeg({ quantity: d("1") }, {}, paper("50001")))).toEqual([]);
    expect(denials(orderNotional, oneLeg({ quantity: d("1") }, {}, paper("50000.9")))).toHaveLength(1);
  });

  it("counts a sell limit far below the market at the market: there it would fill", () => {
    const input = oneLeg({ ...limitAt("1", "2"), side: "sell" }, {}, paper("50000"));
    expect(readingsOf(orderNotional, input)[0]?.reading).toBe("100002");
  });

  it("takes the size of an inverse order as its value, without any price", () => {
    const input = oneLeg({ listing: INVERSE.key, quantity: d("50000") }, {}, paper("50000"));
    expect(readingsOf(orderNotional, input)[0]).toMatchObject({ outcome: "pass", reading: "50000" });
  });

  it("denies an order whose value is not known", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a"))], { quotes: new Map() });
    const input = { ...oneLeg(limitAt("100", "0.001"), {}, paper("50000")), portfolio };
    expect(denials(orderNotional, input)[0]).toMatch(/not known: no fresh price for BTC\/USDT:USDT/);
  });

  it("holds the starting limit where the book has nothing for the environment", () => {
    const input = oneLeg({ quantity: d("1") }, {}, { limits: {} });
    expect(readingsOf(orderNotional, input)[0]).toMatchObject({
      outcome: "deny",
      limit: STARTING_LIMITS.maxOrderNotional?.toString(),
      scope: "environment:paper",
    });
  });

  it("names the tightest scope: account, group, venue or environment", () => {
    const limits = {
      "environment:paper": { maxOrderNotional: d("40000") },
      "venue:sim": { maxOrderNotional: d("30000") },
      "group:g": { maxOrderNotional: d("20000") },
      "account:a": { maxOrderNotional: d("25000") },
      "account:b": { maxOrderNotional: d("1") },
    } as const;
    const group = {
      id: "g",
      name: "Core",
      environment: "paper",
      method: "equal",
      members: [{ accountId: "a", weight: d("1") }],
    } as const;
    const portfolio = portfolioOf([stateOf(accountOf("a"))], { groups: { g: group } });
    const [reading] = readingsOf(orderNotional, { ...oneLeg({ quantity: d("1") }), limits, portfolio });
    expect(reading).toMatchObject({ outcome: "deny", scope: "group:g", limit: "20000" });
    expect(reading?.message).toContain("for group Core");
  });

  it("does not hold back an exit that the position bounds", () => {
    const closing = { side: "sell", reduceOnly: true, quantity: d("3") } as const;
    const held = (size: string) => ({ positions: [positionOf(PERP, size)] });
    expect(denials(orderNotional, oneLeg(closing, held("3"), paper("1000")))).toEqual([]);
    expect(denials(orderNotional, oneLeg(closing, held("2.999"), paper("1000")))).toHaveLength(1);
    expect(
      denials(orderNotional, oneLeg({ ...closing, reduceOnly: false }, held("3"), paper("1000"))),
    ).toHaveLength(1);
  });

  it("never shows a reading that looks as if it were at the limit when it is over", () => {
    const quotes = new Map([
      [PERP.key, quoteOf(PERP, { ask: d("50000.001"), last: d("50000"), mark: d("50000") })],
    ]);
    const portfolio = portfolioOf([stateOf(accountOf("a"))], { quotes });
    const input = { ...oneLeg({ quantity: d("1") }, {}, paper("50000")), portfolio };
    expect(denials(orderNotional, input)[0]).toContain("Order 50,000.01 USD is over the limit of 50,000.00");
  });
});
