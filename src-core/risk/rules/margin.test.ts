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
    expect(readingsOf(margin, oneLeg(bid, free("USDT", "2525")))[0]).toMatchObject({
      outcome: "pass",
      reading: "2525",
      limit: "2525",
    });
    expect(denials(margin, oneLeg(bid, free("USDT", "2524.99")))).toEqual([
      "Paper a needs 2525 USDT for this and has 2524.99 free. Make the order smaller or free some margin.",
    ]);
  });

  it("takes the leverage that the account has set for the position", () => {
    const state = { ...free("USDT", "5025"), positions: [positionOf(PERP, "1", { leverage: d("10") })] };
    expect(denials(margin, oneLeg(bid, state))).toEqual([]);
    expect(denials(margin, oneLeg(bid, { ...state, ...free("USDT", "5024.9") }))).toHaveLength(1);
  });

  it("takes no leverage at all where none is known", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a"), free("USDT", "50025"))], {
      listings: { [PERP.key]: { ...PERP, tiers: [] } },
    });
    expect(denials(margin, { ...oneLeg(bid), portfolio })).toEqual([]);
    const poorer = portfolioOf([stateOf(accountOf("a"), free("USDT", "50024"))], {
      listings: { [PERP.key]: { ...PERP, tiers: [] } },
    });
    expect(denials(margin, { ...oneLeg(bid), portfolio: poorer })).toHaveLength(1);
  });

  it("adds up the plan's legs and what the venue may not have seen yet", () => {
    const unseen = workingOf("u", termsOf(bid), { certainty: "unknown" });
    const seen = workingOf("w", termsOf(bid));
    const clamped = workingOf("x", termsOf({ ...bid, side: "sell", reduceOnly: true }), {
      certainty: "pending",
    });
    const state = stateOf(accountOf("a"), { ...free("USDT", "7575"), working: [unseen, seen, clamped] });
    const plan = planOf([legOf("a", termsOf(bid)), legOf("a", termsOf(bid))]);
    expect(readingsOf(margin, inputOf(portfolioOf([state]), plan))[0]).toMatchObject({
      outcome: "pass",
      reading: "7575",
    });
  });

  it("pays for inverse in the coin", () => {
    const order = { listing: INVERSE.key, ...bid, quantity: d("50000") };
    expect(readingsOf(margin, oneLeg(order, free("BTC", "0.0505051")))[0]).toMatchObject({ outcome: "pass" });
    expect(readingsOf(margin, oneLeg(order, free("BTC", "0.0505")))[0]?.reading).toBe("0.0505");
    expect(denials(margin, oneLeg(order, free("BTC", "0.0504")))).toHaveLength(1);
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
    const input = oneLeg({ ...bid, side: "sell", price: d("1") }, free("USDT", "2525"));
    expect(readingsOf(margin, input)[0]?.reading).toBe("2525.0505");
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
