import { describe, expect, it } from "vitest";
import { dollarsPer, highestMarketPrice, orderPrice, quoteWithin, referencePrice } from "./exposure-price.ts";
import { NOW_MS, PERP, SPOT, d, portfolioOf, quoteOf, termsOf, without } from "./testing/gate-fixture.ts";

describe("quoteWithin", () => {
  it("takes a quote up to its age, in either direction of the clock", () => {
    const quote = quoteOf(PERP);
    expect(quoteWithin(quote, NOW_MS + 3_000, 3_000)).toBe(quote);
    expect(quoteWithin(quote, NOW_MS - 3_000, 3_000)).toBe(quote);
    expect(quoteWithin(quote, NOW_MS + 3_001, 3_000)).toBeUndefined();
    expect(quoteWithin(quote, NOW_MS - 3_001, 3_000)).toBeUndefined();
    expect(quoteWithin(undefined, NOW_MS, 3_000)).toBeUndefined();
  });
});

describe("prices", () => {
  it("never takes zero or less for a price", () => {
    const nothing = { ask: d("0"), bid: d("0"), last: d("-1"), mark: d("0"), index: d("0") };
    expect(highestMarketPrice(quoteOf(PERP, nothing))).toBeUndefined();
    expect(referencePrice(quoteOf(PERP, nothing))).toBeUndefined();
    expect(highestMarketPrice(quoteOf(PERP, { ...nothing, bid: d("7") }))).toEqual(d("7"));
  });

  it("takes the highest of mark, last and both touches", () => {
    for (const field of ["mark", "last", "bid", "ask"] as const) {
      expect(highestMarketPrice(quoteOf(PERP, { [field]: d("60000") }))).toEqual(d("60000"));
    }
  });

  it("takes an order's limit or trigger where it is above the market", () => {
    expect(orderPrice(termsOf({ price: d("3") }), d("2"))).toEqual(d("3"));
    expect(orderPrice(termsOf({ trigger: d("4"), price: d("3") }), d("2"))).toEqual(d("4"));
    expect(orderPrice(termsOf({ price: d("1") }), d("2"))).toEqual(d("2"));
  });
});

describe("dollarsPer", () => {
  const rate = (asset: string, ageMs = 0, quote = quoteOf(SPOT)) =>
    dollarsPer(portfolioOf([], { quotes: new Map([[SPOT.key, quote]]) }), asset, "sim", NOW_MS + ageMs);

  it("counts a dollar and a stablecoin as one, and a coin at its recent price", () => {
    expect(rate("USD")).toEqual(d("1"));
    expect(rate("USDT")).toEqual(d("1"));
    expect(rate("BTC")).toEqual(d("50000"));
    expect(rate("BTC", 60_000)).toEqual(d("50000"));
  });

  it("takes a stale rate for a missing one", () => {
    expect(rate("BTC", 60_001)).toBeUndefined();
    expect(rate("EUR")).toBeUndefined();
  });

  it("counts a stablecoin above one where it trades above one", () => {
    const usdt = { ...SPOT, key: "sim:USDTUSD", base: "USDT", quote: "USD" };
    const priced = (price: string) =>
      dollarsPer(
        portfolioOf([], {
          listings: { [usdt.key]: usdt },
          quotes: new Map([[usdt.key, { ...without(quoteOf(usdt), "index"), mark: d(price) }]]),
        }),
        "USDT",
        "sim",
        NOW_MS,
      );
    expect(priced("1.02")).toEqual(d("1.02"));
    expect(priced("0.98")).toEqual(d("1"));
  });
});
