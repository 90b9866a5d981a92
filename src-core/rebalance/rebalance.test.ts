import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { sampleRebalanceAccount as account, sampleRebalanceListing as listing } from "./rebalance-samples.ts";
import type { RebalanceAnswer, RebalanceRequest } from "./rebalance-request.ts";
import { rebalance } from "./rebalance.ts";

const d = (text: string): Decimal => Decimal.of(text);
const ETH = { symbol: "ETH", price: d("2500"), lot: d("0.01") };

function request(change: Partial<RebalanceRequest> = {}): RebalanceRequest {
  return {
    accounts: [account("a", "10000", { BTC: "0.1", ETH: "2" })],
    listings: [listing("a"), listing("a", ETH)],
    target: { kind: "leverage", leverage: d("2") },
    band: { kind: "none" },
    ...change,
  };
}

function answered(change: Partial<RebalanceRequest> = {}): RebalanceAnswer {
  const found = rebalance(request(change));
  if (!found.ok) throw new Error(`${found.failure.code}: ${found.failure.message}`);
  return found.value;
}

function legs(change: Partial<RebalanceRequest>): string[] {
  return answered(change).legs.map(
    ({ account: id, symbol, side, quantity }) => `${id} ${side} ${quantity.toString()} ${symbol}`,
  );
}

function refused(change: Partial<RebalanceRequest>): string {
  const found = rebalance(request(change));
  return found.ok ? "" : `${found.failure.code} at ${found.failure.place}`;
}

const TWO = {
  accounts: [account("a", "10000", { BTC: "0.1" }), account("b", "30000", { BTC: "0.5" })],
  listings: [listing("a"), listing("b", { kind: "linear" })],
};

describe("kinds of target", () => {
  it("leverage keeps the proportions", () => {
    expect(legs({})).toEqual(["a buy 0.1 BTC", "a buy 2 ETH"]);
    expect(legs({ target: { kind: "leverage", leverage: d("0.5") } })).toEqual([
      "a sell 0.05 BTC",
      "a sell 1 ETH",
    ]);
  });

  it("weights may be above one, keep what they do not name, or close it", () => {
    const weights = { BTC: d("1.5") };
    expect(legs({ target: { kind: "weights", weights } })).toEqual(["a buy 0.2 BTC"]);
    expect(legs({ target: { kind: "weights", weights, others: "close" } })).toEqual([
      "a buy 0.2 BTC",
      "a sell 2 ETH",
    ]);
  });

  it("exposure moves the net by one symbol", () => {
    expect(legs({ target: { kind: "exposure", symbol: "BTC", fraction: d("0") } })).toEqual([
      "a sell 0.2 BTC",
    ]);
  });

  it("equal shares what is held together by equity", () => {
    // 30,000 of notional on 40,000 of equity: 7,500 and 22,500.
    expect(legs({ ...TWO, target: { kind: "equal" } })).toEqual(["a buy 0.05 BTC", "b sell 0.05 BTC"]);
  });

  it("mirror follows the ratios of one account, which stays", () => {
    expect(legs({ ...TWO, target: { kind: "mirror", account: "a" } })).toEqual(["b sell 0.2 BTC"]);
    expect(legs({ ...TWO, target: { kind: "mirror", account: "b" } })).toEqual(["a buy 0.066 BTC"]);
  });

  it("flat closes all, also without equity", () => {
    const accounts = [account("a", "-5", { BTC: "-0.1", ETH: "2" })];
    expect(legs({ accounts, target: { kind: "flat" } })).toEqual(["a buy 0.1 BTC", "a sell 2 ETH"]);
    const other = answered({ accounts });
    expect(other.reason).toBe("Nothing to do: the account's equity is not positive.");
  });

  it("spot is not sold short, and an inverse quantity is quote value", () => {
    const weights = { BTC: d("-1") };
    const spot = [listing("a", { kind: "spot" }), listing("a", ETH)];
    expect(legs({ listings: spot, target: { kind: "weights", weights } })).toEqual(["a sell 0.1 BTC"]);
    const inverse = [listing("a", { kind: "inverse", lot: d("1"), contractSize: d("100") })];
    const accounts = [account("a", "1250", { BTC: "-200" })];
    const target = { kind: "weights", weights: { BTC: d("1") } } as const;
    // To 1,250: from -200 in lots of 100, toward what is held.
    expect(legs({ accounts, listings: inverse, target })).toEqual(["a buy 1400 BTC"]);
  });
});

describe("what stops a trade", () => {
  const at = (quantity: string, listed = {}): Partial<RebalanceRequest> => ({
    accounts: [account("a", "10000", { BTC: quantity })],
    listings: [listing("a", listed)],
    target: { kind: "weights", weights: { BTC: d("0.5") } },
  });

  it("a band, and then it is traded back to its edge only", () => {
    const band = { kind: "fixed", width: d("0.1") } as const;
    expect(answered({ ...at("0.12"), band }).reason).toBe("Nothing to do: everything is within its band.");
    expect(legs({ ...at("0.13"), band })).toEqual(["a sell 0.01 BTC"]);
  });

  it("the optimal band trades further in when there is a fixed cost", () => {
    const optimal = { kind: "optimal", volatility: d("0.2"), penalty: d("1") } as const;
    const cost = { takerFee: d("0.0004"), halfSpread: d("0.0001") };
    // 5 bp and 0.00001: trigger 4.606 %, back to 1.135 %; 5 % off is 0.01 BTC.
    const fixedCost = d("0.00001");
    expect(legs({ ...at("0.11", cost), band: { ...optimal, fixedCost } })).toEqual(["a sell 0.007 BTC"]);
    // Without it the edge is 2.466 %.
    expect(legs({ ...at("0.11", cost), band: optimal })).toEqual(["a sell 0.005 BTC"]);
    expect(legs({ ...at("0.109", cost), band: { ...optimal, fixedCost } })).toEqual([]);
  });

  it("the lot, the venue's minimums and its largest order", () => {
    const limits = (change: Partial<RebalanceRequest>): unknown =>
      answered(change).reasons.map(({ limitedBy, quantity }) => [limitedBy, quantity.toString()]);
    expect(limits(at("0.0995"))).toEqual([["lot", "0"]]);
    expect(limits(at("0.0985"))).toEqual([["lot", "0.001"]]);
    expect(limits(at("0.099", { minQuantity: d("0.002") }))).toEqual([["minimum", "0"]]);
    expect(limits(at("0.099", { minNotional: d("51") }))).toEqual([["minimum", "0"]]);
    // A contract that only reduces is not held up by a minimum notional; spot is.
    expect(limits(at("0.101", { minNotional: d("51") }))).toEqual([["none", "-0.001"]]);
    expect(limits(at("0.101", { minNotional: d("51"), kind: "spot" }))).toEqual([["minimum", "0"]]);
    expect(limits(at("0.05", { maxQuantity: d("0.02") }))).toEqual([["cap", "0.02"]]);
  });
});

describe("what it costs and what stands after it", () => {
  it("fee, half spread, the book beyond its best price", () => {
    const asks = [
      { price: d("50005"), quantity: d("0.05") },
      { price: d("50105.01"), quantity: d("1") },
    ];
    const listings = [listing("a", { book: { bids: [], asks } })];
    const accounts = [account("a", "10000")];
    const target = { kind: "weights", weights: { BTC: d("0.5") } } as const;
    const { cost, before, after, turnover } = answered({ accounts, listings, target });
    // 0.05 x 50,000 x 100.01 / 50,005 = 5.
    expect(JSON.parse(JSON.stringify(cost))).toEqual({ fee: "2.5", spread: "0.5", impact: "5" });
    expect(turnover?.toString()).toBe("0.5");
    expect(before[0]?.trackingError?.toString()).toBe("0.5");
    expect(JSON.parse(JSON.stringify(after))).toEqual([
      {
        account: "a",
        weights: { BTC: "0.5" },
        gross: "5000",
        net: "5000",
        leverage: "0.5",
        trackingError: "0",
      },
    ]);
  });

  it("the square-root law beyond the book; without volume the impact is not known", () => {
    const law = { dailyVolume: d("10"), dailyVolatility: d("0.04") };
    const accounts = [account("a", "10000")];
    const target = { kind: "weights", weights: { BTC: d("0.5") } } as const;
    // 5,000 x 0.04 x sqrt(0.01) = 20.
    const known = answered({ accounts, target, listings: [listing("a", law)] });
    expect(known.cost.impact?.toString()).toBe("20");
    expect(answered({ accounts, target, listings: [listing("a")] }).cost).not.toHaveProperty("impact");
  });
});

describe("requests without a meaning", () => {
  it("are refused at their place", () => {
    expect(refused({ listings: [listing("a")] })).toBe("listing-missing at accounts.0.positions.1.symbol");
    expect(refused({ listings: [listing("a"), listing("a", ETH), listing("a")] })).toBe(
      "listing-twice at listings.2",
    );
    expect(refused({ target: { kind: "mirror", account: "x" } })).toBe("account-unknown at target.account");
    expect(refused({ target: { kind: "weights", weights: { XRP: d("1") } } })).toBe(
      "symbol-unknown at target.weights.XRP",
    );
    expect(refused({ listings: [listing("a", { lot: d("0") })] })).toBe("not-positive at listings.0.lot");
    expect(refused({ band: { kind: "fixed", width: d("2") } })).toBe("bad-band at band.width");
    expect(refused({ band: { kind: "optimal", volatility: d("0"), penalty: d("1") } })).toBe(
      "bad-band at band.volatility",
    );
  });
});
