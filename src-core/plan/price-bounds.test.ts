import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { portfolioOf, sampleListing, sampleQuote } from "../portfolio/samples.ts";
import { sampleBody, sampleLeg } from "./plan-samples.ts";
import { marketBounds, worstPrice } from "./price-bounds.ts";

const d = (text: string): Decimal => Decimal.of(text);
const ETH = sampleListing({ key: "sim:ETHUSDT", name: "ETH/USDT:USDT", base: "ETH", underlying: "ETH" });
const market = portfolioOf(
  { kind: "listings-loaded", listings: [sampleListing(), ETH] },
  { kind: "quote", quote: sampleQuote("50000", { bid: d("49990"), ask: d("50010") }) },
  { kind: "quote", quote: sampleQuote("2500", { listing: ETH.key, bid: d("2499"), ask: d("2501") }) },
);
const eth = { listing: ETH.key, side: "sell" } as const;

describe("the worst prices of market legs", () => {
  it("stand for the whole plan where it trades one listing", () => {
    expect(marketBounds([sampleLeg("a", "1"), sampleLeg("b", "1")], market)).toEqual({
      highestBuy: d("50510.1"),
    });
  });

  it("stand for each listing where there are several, so that none is held to another's price", () => {
    const bounds = marketBounds([sampleLeg("a", "1"), sampleLeg("a", "1", eth)], market);
    const envelope = { ...sampleBody().envelope, ...bounds };
    expect(worstPrice(envelope, { listing: "sim:BTCUSDT", side: "buy" })?.toString()).toBe("50510.1");
    expect(worstPrice(envelope, eth)?.toString()).toBe("2474.1");
    // Nothing sells the one or buys the other.
    expect(worstPrice(envelope, { listing: "sim:BTCUSDT", side: "sell" })).toBeUndefined();
  });

  it("are absent where no price is known", () => {
    const bounds = marketBounds([sampleLeg("a", "1"), sampleLeg("a", "1", eth)], {
      ...market,
      quotes: new Map(),
    });
    expect(bounds).toEqual({ pricesByListing: [{ listing: "sim:BTCUSDT" }, { listing: ETH.key }] });
  });
});
