import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { RebalanceListing, RebalanceRequest } from "./rebalance-request.ts";
import { rebalance } from "./rebalance.ts";

const d = (text: string): Decimal => Decimal.of(text);
const level = (price: string, quantity: string) => ({ price: d(price), quantity: d(quantity) });

const listing = (account: string, change: Partial<RebalanceListing> = {}): RebalanceListing => ({
  account,
  symbol: "BTC",
  kind: "linear",
  price: d("100"),
  lot: d("0.1"),
  takerFee: d("0"),
  halfSpread: d("0"),
  book: { bids: [level("100", "1"), level("99", "1"), level("95", "2")], asks: [] },
  market: "binance",
  ...change,
});

/** Every account sells what it holds. */
function impacts(held: readonly string[], listings: readonly RebalanceListing[]): unknown {
  const request: RebalanceRequest = {
    accounts: listings.map(({ account }, index) => ({
      id: account,
      equity: d("1000"),
      positions: [{ symbol: "BTC", quantity: d(held[index] ?? "0") }],
    })),
    listings,
    target: { kind: "flat" },
    band: { kind: "none" },
  };
  const answered = rebalance(request);
  if (!answered.ok) throw new Error(answered.failure.message);
  const { legs, cost } = answered.value;
  return [...legs.map((leg) => leg.cost.impact?.toString()), cost.impact?.toString()];
}

describe("accounts that take from one book", () => {
  it("share one walk by what each takes of it", () => {
    // Four in all: 1 at no distance, 1 at 1 %, 2 at 5 %: 11 in quote currency, a quarter and three of it.
    expect(impacts(["1", "3"], [listing("a"), listing("b")])).toEqual(["2.75", "8.25", "11"]);
  });

  it("of two markets walk each their own", () => {
    expect(impacts(["1", "3"], [listing("a"), listing("b", { market: "other" })])).toEqual(["0", "6", "6"]);
  });

  it("that name no market walk each their own", () => {
    const { market: _, ...bare } = listing("a");
    expect(impacts(["1", "3"], [bare, { ...bare, account: "b" }])).toEqual(["0", "6", "6"]);
  });

  it("take from the books of different symbols apart, though the market has one name", () => {
    const other = listing("b", { symbol: "ETH" });
    const request: RebalanceRequest = {
      accounts: [
        { id: "a", equity: d("1000"), positions: [{ symbol: "BTC", quantity: d("1") }] },
        { id: "b", equity: d("1000"), positions: [{ symbol: "ETH", quantity: d("3") }] },
      ],
      listings: [listing("a"), other],
      target: { kind: "flat" },
      band: { kind: "none" },
    };
    const answered = rebalance(request);
    const found = answered.ok ? answered.value.legs.map(({ cost }) => cost.impact?.toString()) : [];
    expect(found).toEqual(["0", "6"]);
  });

  it("on different sides do not meet", () => {
    const asks = { bids: listing("a").book?.bids ?? [], asks: [level("101", "9")] };
    const both = [listing("a", { book: asks }), listing("b", { book: asks })];
    expect(impacts(["2", "-3"], both)).toEqual(["1", "0", "1"]);
  });

  it("have no known impact where the book does not hold them together", () => {
    expect(impacts(["2", "2.1"], [listing("a"), listing("b")])).toEqual([undefined, undefined, undefined]);
  });
});
