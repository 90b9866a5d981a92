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
} from "../testing/gate-fixture.ts";
import { margin } from "./margin.ts";

const free = (asset: string, available: string) => ({ balances: [balanceOf(asset, "1000000", available)] });
const bid = { type: "limit", price: d("50000"), quantity: d("1") } as const;

describe("margin", () => {
  it("asks for initial margin and fee: exactly that is enough, less is not", () => {
    expect(readingsOf(margin, oneLeg(bid, free("USDT", "5025")))[0]).toMatchObject({
      outcome: "pass",
      reading: "5025",
      limit: "5025",
    });
    expect(denials(margin, oneLeg(bid, free("USDT", "5024.99")))).toEqual([
      "Paper a needs 5025 USDT for this and has 5024.99 free. Make the order smaller or free some margin.",
    ]);
  });

  it("takes the leverage that the account has set for the position", () => {
    const state = { ...free("USDT", "2525"), positions: [positionOf(PERP, "1", { leverage: d("20") })] };
    expect(denials(margin, oneLeg(bid, state))).toEqual([]);
    expect(denials(margin, oneLeg(bid, { ...state, ...free("USDT", "2524.9") }))).toHaveLength(1);
  });

  it("takes no more leverage than the venue's table permits for the size", () => {
    const tiers = ["20", "5"].map((most, index) => ({
      floor: d(String(index * 40_000)),
      cap: d(String((index + 1) * 40_000)),
      maxLeverage: d(most),
      maintenanceRate: d("0.01"),
      maintenanceDeduction: d("0"),
    }));
    const listings = { [PERP.key]: { ...PERP, tiers } };
    const judge = (available: string) =>
      denials(margin, {
        ...oneLeg(bid),
        portfolio: portfolioOf([stateOf(accountOf("a"), free("USDT", available))], { listings }),
      });
    expect(judge("10025")).toEqual([]);
    expect(judge("10024")).toHaveLength(1);
  });

  it("asks margin only for what a flip opens, once for all its legs", () => {
    const state = { ...free("USDT", "0"), positions: [positionOf(PERP, "1")] };
    const sell = termsOf({ ...bid, side: "sell", quantity: d("1.5") });
    const portfolio = portfolioOf([stateOf(accountOf("a"), state)]);
    const need = (...legs: readonly (typeof sell)[]) =>
      readingsOf(margin, inputOf(portfolio, planOf(legs.map((terms) => legOf("a", terms)))))[0]?.reading;
    // Opened x 50,001 / 10 + fee of 0.05 %.
    expect(need(sell)).toBe("2512.55025");
    expect(need(sell, sell)).toBe("10050.201");
  });

  it("adds up the plan's legs and what the venue may not have seen yet", () => {
    const unseen = workingOf("u", termsOf(bid), { certainty: "unknown" });
    const seen = workingOf("w", termsOf(bid));
    const clamped = workingOf("x", termsOf({ ...bid, side: "sell", reduceOnly: true }), {
      certainty: "pending",
    });
    const state = stateOf(accountOf("a"), { ...free("USDT", "15075"), working: [unseen, seen, clamped] });
    const plan = planOf([legOf("a", termsOf(bid)), legOf("a", termsOf(bid))]);
    expect(readingsOf(margin, inputOf(portfolioOf([state]), plan))[0]).toMatchObject({
      outcome: "pass",
      reading: "15075",
    });
  });

  it("pays for inverse in the coin", () => {
    const order = { listing: INVERSE.key, ...bid, quantity: d("50000") };
    expect(readingsOf(margin, oneLeg(order, free("BTC", "0.1005")))[0]).toMatchObject({ outcome: "pass" });
    expect(readingsOf(margin, oneLeg(order, free("BTC", "1")))[0]?.reading).toBe("0.1005");
    expect(denials(margin, oneLeg(order, free("BTC", "0.1004")))).toHaveLength(1);
  });

  it("pays for a spot buy in the quote with its fee, and for a sell in the coin", () => {
    const order = { listing: SPOT.key, ...bid } as const;
    expect(denials(margin, oneLeg(order, free("USDT", "50025")))).toEqual([]);
    expect(denials(margin, oneLeg(order, free("USDT", "50024.9")))).toHaveLength(1);
    const opening = { ...order, side: "sell" } as const;
    const short = (available: string) => oneLeg(opening, { balances: [balanceOf("BTC", "0.5", available)] });
    expect(denials(margin, short("1"))).toEqual([]);
    expect(denials(margin, short("0.999"))).toHaveLength(1);
  });

  it("counts a sell limit under the market at the market", () => {
    const input = oneLeg({ ...bid, side: "sell", price: d("1") }, free("USDT", "6000"));
    expect(readingsOf(margin, input)[0]?.reading).toBe("5025.1005");
  });

  it("denies when the free balance or the price is not known", () => {
    expect(denials(margin, oneLeg(bid, { balances: [] }))[0]).toMatch(/free USDT of Paper a is not known/);
    const portfolio = portfolioOf([stateOf(accountOf("a"))], { quotes: new Map() });
    expect(denials(margin, { ...oneLeg(), portfolio })[0]).toMatch(/margin for BTC\/USDT:USDT is not known/);
  });

  it("asks nothing for what is proven to reduce", () => {
    const state = { balances: [], positions: [positionOf(PERP, "1")] };
    expect(readingsOf(margin, oneLeg({ side: "sell", quantity: d("1") }, state))).toEqual([]);
  });
});
