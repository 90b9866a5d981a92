import { describe, expect, it } from "vitest";
import {
  INVERSE,
  PERP,
  SPOT,
  accountOf,
  balanceOf,
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
  d,
  without,
} from "../testing/gate-fixture.ts";
import { position } from "./position.ts";

/** Market price 50,001: the highest of mark, last and touch. */
const atMost = (maxPositionNotional: string) =>
  ({ limits: { "environment:paper": { maxPositionNotional: d(maxPositionNotional) } } }) as const;
const buyLimit = (quantity: string, price = "40000") =>
  termsOf({ type: "limit", price: d(price), quantity: d(quantity) });
const sellLimit = (quantity: string, price = "60000") =>
  termsOf({ side: "sell", type: "limit", price: d(price), quantity: d(quantity) });

describe("position", () => {
  it("passes exactly at the limit and denies anything above", () => {
    const state = { positions: [positionOf(PERP, "1")] };
    expect(denials(position, oneLeg({ quantity: d("1") }, state, atMost("100002")))).toEqual([]);
    expect(denials(position, oneLeg({ quantity: d("1") }, state, atMost("100001.99")))).toEqual([
      "Position in BTC/USDT:USDT could reach 100,002.00 USD long with all open orders, over the limit of 100,001.99 for paper accounts.",
    ]);
  });

  it("adds every order that can increase: working, pending, unknown, partly filled and untriggered stops", () => {
    const stop = termsOf({ type: "stop", trigger: d("50001"), quantity: d("1") });
    const working = [
      workingOf("w", buyLimit("1")),
      workingOf("p", buyLimit("1"), { certainty: "pending" }),
      workingOf("u", buyLimit("1"), { certainty: "unknown" }),
      workingOf("f", buyLimit("1"), { filled: d("0.4") }),
      workingOf("s", stop),
      workingOf("bot", buyLimit("1"), { origin: "bot:grid" }),
      workingOf("over", buyLimit("1"), { filled: d("1.5") }),
    ];
    const [reading] = readingsOf(position, oneLeg({ quantity: d("0.4") }, { working }, atMost("300006")));
    expect(reading).toMatchObject({ outcome: "pass", reading: "300006" });
  });

  it("judges both ways: sells beyond the position count as a short", () => {
    const working = [workingOf("w", sellLimit("4", "50001"))];
    const state = { positions: [positionOf(PERP, "1")], working };
    const [reading] = readingsOf(
      position,
      oneLeg({ side: "sell", quantity: d("1") }, state, atMost("100000")),
    );
    expect(reading).toMatchObject({ outcome: "deny" });
    expect(reading?.message).toContain("USD short");
  });

  it("counts an order at its own price where that is above the market", () => {
    const state = {
      working: [workingOf("w", termsOf({ type: "stop", trigger: d("70000"), quantity: d("1") }))],
    };
    expect(readingsOf(position, oneLeg({ quantity: d("1") }, state, atMost("1")))[0]?.reading).toBe("120001");
  });

  it("counts reduce-only orders zero where the venue enforces it, and in full where it does not", () => {
    const exit = { ...sellLimit("3", "50001"), reduceOnly: true };
    const state = { positions: [positionOf(PERP, "1")], working: [workingOf("x", exit)] };
    const sell = oneLeg({ side: "sell", quantity: d("1") }, { ...state, positions: [] }, atMost("100000"));
    expect(denials(position, sell)).toEqual([]);
    const careless = portfolioOf([stateOf(accountOf("a"), { working: state.working })], {
      listings: { [PERP.key]: { ...PERP, enforcesReduceOnly: false } },
    });
    expect(denials(position, { ...sell, portfolio: careless })).toHaveLength(1);
  });

  it("sees that an enforced exit leaves the position to it uncovered for the sells beside it", () => {
    const exit = { ...sellLimit("2", "50001"), reduceOnly: true };
    const state = { positions: [positionOf(PERP, "2")], working: [workingOf("x", exit)] };
    const [reading] = readingsOf(
      position,
      oneLeg({ side: "sell", quantity: d("3") }, state, atMost("150003")),
    );
    expect(reading).toMatchObject({ outcome: "pass", reading: "150003" });
    expect(
      denials(position, oneLeg({ side: "sell", quantity: d("3") }, state, atMost("150002"))),
    ).toHaveLength(1);
  });

  it("counts the plan's own other legs", () => {
    const legs = [
      legOf("a", termsOf({ quantity: d("1") })),
      legOf("a", termsOf({ quantity: d("2") })),
      legOf("b", termsOf()),
    ];
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    const input = inputOf(portfolio, planOf(legs), atMost("150002"));
    expect(readingsOf(position, input).map((reading) => reading.outcome)).toEqual(["deny", "deny", "pass"]);
  });

  it("judges each hedge side by itself, and a close of one does not offset the other", () => {
    const hedge = accountOf("a", { positionMode: "hedge" });
    const positions = [
      positionOf(PERP, "3", { positionSide: "long" }),
      positionOf(PERP, "-3", { positionSide: "short" }),
    ];
    const portfolio = portfolioOf([stateOf(hedge, { positions })]);
    const plan = planOf([legOf("a", termsOf({ positionSide: "long", quantity: d("1") }))]);
    expect(denials(position, inputOf(portfolio, plan, atMost("200004")))).toEqual([]);
    expect(denials(position, inputOf(portfolio, plan, atMost("200003")))).toHaveLength(1);
  });

  it("takes the balance as the position of spot, with the orders of every listing that moves it", () => {
    const other = { ...SPOT, key: "sim:BTCUSDC.spot", quote: "USDC" };
    const state = {
      balances: [balanceOf("BTC", "1"), balanceOf("USDT", "1000000")],
      working: [workingOf("w", { ...buyLimit("1"), listing: other.key })],
    };
    const portfolio = portfolioOf([stateOf(accountOf("a"), state)]);
    const listings = { ...portfolio.listings, [other.key]: other };
    const plan = planOf([legOf("a", termsOf({ listing: SPOT.key, quantity: d("1") }))]);
    expect(readingsOf(position, inputOf({ ...portfolio, listings }, plan, atMost("1")))[0]?.reading).toBe(
      "150003",
    );
  });

  it("takes inverse sizes as their value", () => {
    const state = { positions: [positionOf(INVERSE, "-100000")] };
    const input = oneLeg(
      { listing: INVERSE.key, side: "sell", quantity: d("50000") },
      state,
      atMost("150000"),
    );
    expect(readingsOf(position, input)[0]).toMatchObject({ outcome: "pass", reading: "150000" });
  });

  it("exempts what is proven to shrink the position, even one that is over the limit", () => {
    const state = { positions: [positionOf(PERP, "9")] };
    expect(readingsOf(position, oneLeg({ side: "sell", quantity: d("1") }, state, atMost("1")))).toEqual([]);
  });

  it("denies when position, rate or price is not known", () => {
    const input = oneLeg({}, {}, atMost("1000000"));
    const unsynced = stateOf(accountOf("a"));
    const never = without(unsynced, "syncedAtMs");
    expect(denials(position, { ...input, portfolio: portfolioOf([never]) })[0]).toMatch(
      /position of Paper a is not known/,
    );
    expect(
      denials(position, { ...input, portfolio: portfolioOf([unsynced], { quotes: new Map() }) })[0],
    ).toMatch(/No fresh price/);
    const euro = { ...PERP, quote: "EUR", settle: "EUR" };
    const listings = { [PERP.key]: euro };
    expect(denials(position, { ...input, portfolio: portfolioOf([unsynced], { listings }) })[0]).toMatch(
      /No recent rate from EUR/,
    );
  });
});
