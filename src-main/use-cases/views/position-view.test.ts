import { describe, expect, it } from "vitest";
import { valueAccounts } from "../../../src-core/portfolio/environment-value.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import {
  sampleAccount,
  sampleFill,
  sampleListing,
  samplePortfolio,
  samplePosition,
  sampleQuote,
  snapshotOf,
} from "../../../src-core/portfolio/samples.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { positionsOfRow } from "./position-rows.ts";
import { positionViews } from "./position-view.ts";

const d = (text: string) => Decimal.of(text);

const portfolio = samplePortfolio(
  { kind: "listings-loaded", listings: [sampleListing({ key: "other:BTCUSDT", venue: "other" })] },
  { kind: "account-saved", account: sampleAccount("b", { digit: 2, venue: "other" }) },
  { kind: "quote", quote: sampleQuote("120") },
  { kind: "quote", quote: sampleQuote("121", { listing: "other:BTCUSDT" }) },
  snapshotOf("a", {
    positions: [samplePosition("1", "100", { liquidationPrice: d("60"), initialMargin: d("10") })],
  }),
  snapshotOf("b", {
    positions: [
      samplePosition("3", "110", {
        listing: "other:BTCUSDT",
        liquidationPrice: d("90"),
        initialMargin: d("30"),
      }),
    ],
  }),
);

function rows(of: Portfolio) {
  return positionViews(of, "paper", valueAccounts(of, "paper"));
}

describe("positionViews", () => {
  it("shows one aggregate over the venues of a name, then its legs", () => {
    const [aggregate, first, second, ...rest] = rows(portfolio);
    expect(rest).toEqual([]);
    expect(aggregate).toEqual({
      id: "paper|BTC/USDT:USDT|both",
      environment: "paper",
      listing: "sim:BTCUSDT",
      name: "BTC/USDT:USDT",
      positionSide: "both",
      accounts: 2,
      quantitySigned: "4",
      notional: "483",
      entry: "107.5",
      mark: "120",
      unrealised: "53",
      realised: "0",
      fees: "0",
      liquidation: "90",
      distancePercent: "25.6198",
      margin: "40",
    });
    expect(first).toMatchObject({
      id: "paper|BTC/USDT:USDT|both|a",
      parent: "paper|BTC/USDT:USDT|both",
      accountId: "a",
      accounts: 1,
      quantitySigned: "1",
      distancePercent: "50",
    });
    expect(second).toMatchObject({
      id: "paper|BTC/USDT:USDT|both|b",
      listing: "other:BTCUSDT",
      unrealised: "33",
    });
  });

  it("leaves out what is not known and never writes zero for it", () => {
    const dark = samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "100")] }));
    for (const row of rows(dark)) {
      for (const column of [
        "mark",
        "notional",
        "unrealised",
        "liquidation",
        "distancePercent",
        "margin",
      ] as const) {
        expect(row).not.toHaveProperty(column);
      }
    }
  });

  it("leaves out a realised P&L of which a part is not known", () => {
    const fill = sampleFill({ atMs: 900, side: "sell" });
    const partly = samplePortfolio(snapshotOf("a", { positions: [samplePosition("1", "100")] }), {
      kind: "fill",
      accountId: "a",
      fill,
    });
    for (const row of rows(partly)) {
      expect(row).not.toHaveProperty("realised");
      expect(row.fees).toBe("0");
    }
  });

  it("shows no row for what is flat", () => {
    const flat = samplePortfolio(
      { kind: "fill", accountId: "a", fill: sampleFill() },
      { kind: "fill", accountId: "a", fill: sampleFill({ tradeId: "2", side: "sell" }) },
    );
    expect(rows(flat)).toEqual([]);
  });

  it("gives every row its own id even when names collide in different units", () => {
    const odd = sampleListing({ key: "odd:BTCUSDT", venue: "odd", underlyingMultiplier: d("1000") });
    const mixed = samplePortfolio(
      { kind: "listings-loaded", listings: [odd] },
      snapshotOf("a", {
        positions: [samplePosition("1", "100"), samplePosition("1", "100", { listing: "odd:BTCUSDT" })],
      }),
    );
    const ids = rows(mixed).map((row) => row.id);
    expect(new Set(ids).size).toBe(4);
  });
});

it("gives each of two legs of one account and name its own id", () => {
  const twice = samplePortfolio(
    { kind: "listings-loaded", listings: [sampleListing({ key: "sim:BTCUSDT-old" })] },
    snapshotOf("a", {
      positions: [samplePosition("1", "100"), samplePosition("2", "100", { listing: "sim:BTCUSDT-old" })],
    }),
  );
  const ids = rows(twice).map((row) => row.id);
  expect(new Set(ids).size).toBe(3);
  const legs = ids.slice(1).map((id) => positionsOfRow(twice, id).map((found) => found.position.listing));
  expect(legs).toEqual([["sim:BTCUSDT"], ["sim:BTCUSDT-old"]]);
});

describe("positionsOfRow", () => {
  const found = (id: string) =>
    positionsOfRow(portfolio, id).map((row) => [row.accountId, row.position.quantitySigned.toString()]);

  it("finds every account of an aggregate and the one of a leg", () => {
    expect(found("paper|BTC/USDT:USDT|both")).toEqual([
      ["a", "1"],
      ["b", "3"],
    ]);
    expect(found("paper|BTC/USDT:USDT|both|b")).toEqual([["b", "3"]]);
  });

  it("finds nothing for a row that is gone or of another environment", () => {
    expect(found("live|BTC/USDT:USDT|both")).toEqual([]);
    expect(found("paper|ETH/USDT:USDT|both")).toEqual([]);
    expect(found("nonsense")).toEqual([]);
  });

  it("finds for every row that is shown exactly its positions", () => {
    for (const row of rows(portfolio)) expect(positionsOfRow(portfolio, row.id)).toHaveLength(row.accounts);
  });
});
