import { describe, expect, it } from "vitest";
import {
  PERP,
  accountOf,
  balanceOf,
  d,
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
} from "../testing/gate-fixture.ts";
import { marginFloors } from "./margin-floors.ts";

const bid = { type: "limit", price: d("50000"), quantity: d("1") } as const;

describe("the floor of free margin", () => {
  const limits = { "environment:paper": { minFreeMargin: d("5000") } };
  const judge = (available: string) =>
    oneLeg(bid, { balances: [balanceOf("USDT", "1000000", available)] }, { limits });

  it("holds after the order's own need: exactly the floor is enough", () => {
    expect(readingsOf(marginFloors, judge("10025"))[0]).toMatchObject({ outcome: "pass", reading: "5000" });
    expect(denials(marginFloors, judge("10024.99"))[0]).toMatch(/4,999.99 USD of free margin left/);
  });

  it("takes the highest floor of several", () => {
    const both = { ...limits, "account:a": { minFreeMargin: d("6000") } };
    const input = { ...judge("10025"), limits: both };
    expect(readingsOf(marginFloors, input)[0]).toMatchObject({ outcome: "deny", scope: "account:a" });
  });

  it("is not known without a reading of the account", () => {
    const state = stateOf(accountOf("a"));
    Reflect.deleteProperty(state, "syncedAtMs");
    const input = inputOf(portfolioOf([state]), planOf([legOf("a", termsOf(bid))]), { limits });
    expect(denials(marginFloors, input)[0]).toMatch(/free margin of Paper a is not known/);
  });
});

describe("the floor of distance to liquidation", () => {
  const limits = { "environment:paper": { minLiquidationDistancePercent: d("20") } };
  const judge = (quantity: string, cash: string) =>
    oneLeg({ ...bid, quantity: d(quantity) }, { balances: [balanceOf("USDT", cash)] }, { limits });

  it("looks at the position as it would stand", () => {
    expect(readingsOf(marginFloors, judge("1", "20000"))[0]).toMatchObject({ outcome: "pass" });
    expect(denials(marginFloors, judge("1", "9000"))[0]).toMatch(
      /% from liquidation, under the floor of 20 %/,
    );
  });

  it("does not take a smaller long for an excuse: what stands now counts too", () => {
    const state = {
      balances: [balanceOf("USDT", "9000")],
      positions: [positionOf(PERP, "1")],
      stream: "gap",
    } as const;
    const sell = oneLeg({ side: "sell", quantity: d("0.5") }, state, { limits });
    expect(denials(marginFloors, sell)).toHaveLength(1);
  });

  it("is not known without the margin table", () => {
    const listings = { [PERP.key]: { ...PERP, tiers: [] } };
    const input = { ...judge("1", "20000"), portfolio: portfolioOf([stateOf(accountOf("a"))], { listings }) };
    expect(denials(marginFloors, input)[0]).toMatch(/margin table of BTC/);
  });

  it("asks nothing of proven reductions, and has nothing to hold where nothing can be liquidated", () => {
    const state = { balances: [balanceOf("USDT", "9000")], positions: [positionOf(PERP, "1")] };
    expect(readingsOf(marginFloors, oneLeg({ side: "sell", quantity: d("1") }, state, { limits }))).toEqual(
      [],
    );
    expect(denials(marginFloors, judge("0.001", "10000000"))).toEqual([]);
  });
});
