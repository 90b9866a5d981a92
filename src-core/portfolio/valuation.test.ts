import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { aggregatePositions, valueAccounts, valueEnvironment } from "./environment-value.ts";
import type { Portfolio } from "./portfolio.ts";
import { reducePortfolio } from "./reduce-portfolio.ts";
import {
  sampleAccount,
  sampleBalance,
  sampleInverse,
  sampleListing,
  samplePortfolio,
  samplePosition,
  sampleQuote,
  snapshotOf,
} from "./samples.ts";
import { type AccountValue, valueAccount } from "./valuation.ts";

const d = (text: string) => Decimal.of(text);

function valueOf(portfolio: Portfolio, id = "a"): AccountValue {
  const state = portfolio.accounts[id];
  if (state === undefined) throw new Error("no such account");
  return valueAccount(portfolio, state);
}

describe("valueAccount", () => {
  it("adds wallets and unrealised P&L, and relates gross exposure to them", () => {
    const value = valueOf(
      samplePortfolio(snapshotOf("a", { positions: [samplePosition("-2", "110", { leverage: d("10") })] }), {
        kind: "quote",
        quote: sampleQuote("100"),
      }),
    );
    expect(value.unrealised?.toString()).toBe("20");
    expect(value.equity?.toString()).toBe("1020");
    expect(value.available?.toString()).toBe("1000");
    expect(value.gross?.toString()).toBe("200");
    expect(value.net?.toString()).toBe("-200");
    expect(value.leverage?.toString()).toBe("0.19607843");
    expect(value.initialMargin?.toString()).toBe("20");
  });

  it("knows no equity before the first complete snapshot", () => {
    const value = valueOf(
      samplePortfolio({ kind: "balances", accountId: "a", balances: [sampleBalance("USDT", "5")] }),
    );
    expect(value.equity).toBeUndefined();
    expect(value.available).toBeUndefined();
  });

  it("knows no unrealised P&L, equity or exposure without a price, and never calls it zero", () => {
    const value = valueOf(samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "100")] })));
    expect(value).toMatchObject({ accountId: "a" });
    for (const key of ["unrealised", "equity", "gross", "net", "leverage"] as const) {
      expect(value[key], key).toBeUndefined();
    }
  });

  it("knows no unrealised P&L without an entry", () => {
    const value = valueOf(
      samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "0")] }), {
        kind: "quote",
        quote: sampleQuote("100"),
      }),
    );
    expect(value.unrealised).toBeUndefined();
    expect(value.gross?.toString()).toBe("100");
  });

  it.each([
    [{ mark: "100" }, "100"],
    [{ bid: "90", ask: "100" }, "95"],
    [{ bid: "90", last: "97" }, "97"],
    [{ mark: "0", last: "97" }, "97"],
  ])("prices by mark, else mid, else last: %o is %s", (prices, expected) => {
    const exact = Object.fromEntries(Object.entries(prices).map(([key, text]) => [key, d(text)]));
    const value = valueOf(
      samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "50")] }), {
        kind: "quote",
        quote: { listing: "sim:BTCUSDT", atMs: 1, ...exact },
      }),
    );
    expect(value.positions[0]?.price?.toString()).toBe(expected);
  });

  it("values inverse positions in coins and the coins at their own price", () => {
    const value = valueOf(
      samplePortfolio(
        snapshotOf("a", {
          balances: [sampleBalance("BTC", "2")],
          positions: [samplePosition("-10000", "50000", { listing: "sim:BTCUSD" })],
        }),
        { kind: "quote", quote: sampleQuote("40000", { listing: "sim:BTCUSD" }) },
      ),
    );
    // -10000 (1/50000 - 1/40000) = 0.05 BTC at 40,000
    expect(value.unrealised?.toString()).toBe("2000");
    expect(value.equity?.toString()).toBe("82000");
    expect(value.gross?.toString()).toBe("90000");
    expect(value.net?.toString()).toBe("70000");
  });

  it("does not know the equity while a coin's price is not known", () => {
    const coins = snapshotOf("a", { balances: [sampleBalance("USDT", "1"), sampleBalance("DOGE", "7")] });
    expect(valueOf(samplePortfolio(coins)).equity).toBeUndefined();
    const gone = snapshotOf("a", { balances: [sampleBalance("USDT", "1"), sampleBalance("DOGE", "0")] });
    expect(valueOf(samplePortfolio(gone)).equity?.toString()).toBe("1");
  });

  it.each([
    ["0.98", "98", "100"],
    ["1.02", "100", "102"],
  ])("counts a stablecoin at %s as %s in equity and %s in exposure", (rate, equity, exposure) => {
    const stable = sampleListing({
      key: "sim:USDTUSD",
      kind: "spot",
      base: "USDT",
      quote: "USD",
      settle: "USD",
    });
    const value = valueOf(
      samplePortfolio(
        { kind: "listings-loaded", listings: [stable] },
        { kind: "quote", quote: sampleQuote(rate, { listing: "sim:USDTUSD" }) },
        { kind: "quote", quote: sampleQuote("100") },
        snapshotOf("a", {
          balances: [sampleBalance("USDT", "100")],
          positions: [samplePosition("1", "100")],
        }),
      ),
    );
    expect(value.equity?.toString()).toBe(equity);
    expect(value.gross?.toString()).toBe(exposure);
  });

  it("prices a coin at the account's own venue first, else at another's", () => {
    const coin = (venue: string) =>
      sampleListing({ key: `${venue}:ETHUSDT`, venue, kind: "spot", base: "ETH", name: "ETH/USDT" });
    const eth = snapshotOf("a", { balances: [sampleBalance("ETH", "1")] });
    const at = (venue: string, price: string) =>
      ({ kind: "quote", quote: sampleQuote(price, { listing: `${venue}:ETHUSDT` }) }) as const;
    const listings = { kind: "listings-loaded", listings: [coin("alpha"), coin("sim")] } as const;
    const both = samplePortfolio(listings, eth, at("alpha", "10"), at("sim", "11"));
    expect(valueOf(both).equity?.toString()).toBe("11");
    expect(valueOf(samplePortfolio(listings, eth, at("alpha", "10"))).equity?.toString()).toBe("10");
  });

  it("prices a coin by its index before its mark, and never by a listing of another size", () => {
    const thousand = sampleListing({ key: "sim:1000X", base: "X", underlyingMultiplier: d("1000") });
    const one = sampleListing({ key: "sim:X", base: "X" });
    const held = snapshotOf("a", { balances: [sampleBalance("X", "2")] });
    const quoted = { kind: "quote", quote: sampleQuote("900", { listing: "sim:1000X" }) } as const;
    const only = samplePortfolio({ kind: "listings-loaded", listings: [thousand] }, held, quoted);
    expect(valueOf(only).equity).toBeUndefined();
    const index = { kind: "quote", quote: sampleQuote("5", { listing: "sim:X", index: d("4") }) } as const;
    const known = samplePortfolio(
      { kind: "listings-loaded", listings: [thousand, one] },
      held,
      quoted,
      index,
    );
    expect(valueOf(known).equity?.toString()).toBe("8");
  });

  it.each(["1000", "900"])("has no leverage when nothing is left at %s", (mark) => {
    const value = valueOf(
      samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "2000")] }), {
        kind: "quote",
        quote: sampleQuote(mark),
      }),
    );
    expect(value.equity?.isPositive()).toBe(false);
    expect(value.leverage).toBeUndefined();
  });
});

describe("distance to liquidation", () => {
  const tiers = [
    {
      floor: d("0"),
      cap: d("1000000"),
      maxLeverage: d("10"),
      maintenanceRate: d("0.01"),
      maintenanceDeduction: d("0"),
    },
  ];
  const at = (quantity: string, liquidation?: string) =>
    valueOf(
      samplePortfolio(
        { kind: "listings-loaded", listings: [sampleListing({ tiers }), sampleInverse()] },
        snapshotOf("a", {
          balances: [sampleBalance("USDT", "10")],
          positions: [
            samplePosition(
              quantity,
              "100",
              liquidation === undefined ? {} : { liquidationPrice: d(liquidation) },
            ),
          ],
        }),
        { kind: "quote", quote: sampleQuote("100") },
      ),
    ).positions[0];

  it("is a share of the price, and negative when the price is beyond it", () => {
    expect(at("1", "80")?.distance?.toString()).toBe("0.2");
    expect(at("1", "110")?.distance?.toString()).toBe("-0.1");
    expect(at("-1", "125")?.distance?.toString()).toBe("0.25");
  });

  it("is only a size for a hedged side: which way hurts depends on the other side", () => {
    const hedged = valueOf(
      samplePortfolio(
        snapshotOf("a", {
          positions: [
            samplePosition("1", "100", { positionSide: "long", liquidationPrice: d("110") }),
            samplePosition("-2", "100", { positionSide: "short", liquidationPrice: d("110") }),
          ],
        }),
        { kind: "quote", quote: sampleQuote("100") },
      ),
    );
    expect(hedged.positions.map((row) => row.distance?.toString())).toEqual(["0.1", "0.1"]);
  });

  it("is reckoned over the wallet where the venue says nothing", () => {
    // 10 + (P - 100) = 0.01 P
    expect(at("1")?.liquidation?.toFixed(6)).toBe("90.909091");
  });
});

describe("Binance's worked example of two cross positions", () => {
  const table = (...rows: readonly (readonly [string, string, string, string])[]) =>
    rows.map(([floor, cap, rate, deduction]) => ({
      floor: d(floor),
      cap: d(cap),
      maxLeverage: d("10"),
      maintenanceRate: d(rate),
      maintenanceDeduction: d(deduction),
    }));
  const btc = sampleListing({ tiers: table(["1000000", "5000000", "0.025", "16300"]) });
  const eth = sampleListing({
    key: "sim:ETHUSDT",
    base: "ETH",
    tiers: table(["2000000", "5000000", "0.1", "135365"]),
  });
  const portfolio = samplePortfolio(
    { kind: "listings-loaded", listings: [btc, eth] },
    { kind: "quote", quote: sampleQuote("31967.27") },
    { kind: "quote", quote: sampleQuote("1335.18", { listing: "sim:ETHUSDT" }) },
    snapshotOf("a", {
      balances: [sampleBalance("USDT", "1535443.01")],
      positions: [
        samplePosition("109.488", "32481.98"),
        samplePosition("3683.979", "1456.84", { listing: "sim:ETHUSDT" }),
      ],
    }),
  );

  it("counts each position's maintenance and loss against the other", () => {
    const prices = valueOf(portfolio).positions.map((row) => row.liquidation?.toFixed(2));
    expect(prices).toEqual(["26316.89", "1153.26"]);
  });

  it("takes the venue's own maintenance margin before the table's", () => {
    const named = snapshotOf("a", {
      balances: [sampleBalance("USDT", "1535443.01")],
      positions: [
        samplePosition("109.488", "32481.98", { maintenanceMargin: d("71300.81144") }),
        samplePosition("3683.979", "1456.84", { listing: "sim:ETHUSDT" }),
      ],
      atMs: 2_000,
    });
    const [, eth] = valueOf(reducePortfolio(portfolio, named)).positions;
    // 100 more of maintenance over a size of 3683.979 x 0.9.
    expect(eth?.liquidation?.toFixed(2)).toBe("1153.29");
  });

  it("knows neither while the price of one is not known, but the one whose own price is missing", () => {
    const dark = { ...portfolio, quotes: new Map([...portfolio.quotes].slice(0, 1)) };
    const known = valueOf(dark).positions.filter((row) => row.liquidation !== undefined);
    expect(known.map((row) => row.price)).toEqual([undefined]);
  });
});

describe("environments and aggregates", () => {
  const two = samplePortfolio(
    { kind: "account-saved", account: sampleAccount("b", { digit: 2 }) },
    { kind: "account-saved", account: sampleAccount("live", { digit: 3, environment: "live" }) },
    { kind: "quote", quote: sampleQuote("120") },
    snapshotOf("a", { positions: [samplePosition("1", "100", { liquidationPrice: d("60") })] }),
    snapshotOf("b", { positions: [samplePosition("3", "110", { liquidationPrice: d("90") })] }),
    snapshotOf("live", { positions: [samplePosition("9", "110")] }),
  );
  const accounts = valueAccounts(two, "paper");

  it("sum one environment only, and name the account that is nearest to liquidation", () => {
    const value = valueEnvironment("paper", accounts);
    expect(value.equity?.toString()).toBe("2050");
    expect(value.gross?.toString()).toBe("480");
    expect(value.worst).toMatchObject({ accountId: "b" });
    expect(value.worst?.distance.toString()).toBe("0.25");
  });

  it("sum quantities, weight entries and keep the nearest liquidation", () => {
    const [aggregate, ...others] = aggregatePositions(two.listings, accounts);
    expect(others).toEqual([]);
    expect(aggregate?.quantitySigned.toString()).toBe("4");
    expect(aggregate?.entryPrice?.toString()).toBe("107.5");
    expect(aggregate?.unrealised?.toString()).toBe("50");
    expect(aggregate?.nearest?.accountId).toBe("b");
  });

  it("come in the order of the accounts' digits", () => {
    const late = samplePortfolio(
      { kind: "account-saved", account: sampleAccount("z", { digit: 4 }) },
      { kind: "account-saved", account: sampleAccount("b", { digit: 2 }) },
    );
    expect(valueAccounts(late, "paper").map((account) => account.accountId)).toEqual(["a", "b", "z"]);
  });

  it("have no entry where one account is long and another short", () => {
    const opposed = valueAccounts(
      samplePortfolio(
        { kind: "account-saved", account: sampleAccount("b", { digit: 2 }) },
        snapshotOf("a", { positions: [samplePosition("1", "100")] }),
        snapshotOf("b", { positions: [samplePosition("-1", "100")] }),
      ),
      "paper",
    );
    const [aggregate] = aggregatePositions(two.listings, opposed);
    expect(aggregate?.quantitySigned.isZero()).toBe(true);
    expect(aggregate?.entryPrice).toBeUndefined();
  });

  it("never add up quantities of different units", () => {
    const odd = sampleListing({ key: "other:BTCUSDT", venue: "other", underlyingMultiplier: d("1000") });
    const mixed = samplePortfolio(
      { kind: "listings-loaded", listings: [odd] },
      snapshotOf("a", {
        positions: [samplePosition("1", "100"), samplePosition("1", "100", { listing: "other:BTCUSDT" })],
      }),
    );
    expect(aggregatePositions(mixed.listings, valueAccounts(mixed, "paper"))).toHaveLength(2);
  });
});
