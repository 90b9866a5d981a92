// Raw frames of the private stream, good and broken.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalOf } from "../json-fields.ts";
import { d } from "../testing/loopback-kit.ts";
import { readUserEvent } from "./read-user-event.ts";

const NONE = new Map<string, string>();

const TRADE = {
  e: "ORDER_TRADE_UPDATE",
  E: 1700000000001,
  T: 1700000000000,
  o: {
    s: "BTCUSDT",
    c: "yabc",
    S: "SELL",
    o: "LIMIT",
    f: "GTX",
    q: "0.500",
    p: "61900.10",
    ap: "61900.1",
    sp: "0",
    x: "TRADE",
    X: "PARTIALLY_FILLED",
    i: "8389765520862148739",
    l: "0.200",
    z: "0.200",
    L: "61900.10",
    n: "2.476004",
    N: "BNB",
    T: 1700000000000,
    t: 5266583935,
    m: true,
    R: true,
    wt: "CONTRACT_PRICE",
    ot: "LIMIT",
    ps: "BOTH",
    cp: false,
    rp: "-19.00000001",
  },
};

const ACCOUNT_UPDATE = {
  e: "ACCOUNT_UPDATE",
  T: 1700000000000,
  a: {
    m: "FUNDING_FEE",
    B: [{ a: "USDT", wb: "122624.12345678", cw: "100.12345678", bc: "-0.5" }],
    P: [{ s: "ETHUSDT", pa: "3", ep: "2690.01", ps: "SHORT" }],
  },
};

describe("readUserEvent", () => {
  it("reads a trade exactly: ids as text, every amount as it was written", () => {
    const [fill, order] = readUserEvent(TRADE, NONE);
    expect(fill).toEqual({
      kind: "fill",
      fill: {
        listing: "binance-usdm:BTCUSDT",
        tradeId: "5266583935",
        venueOrderId: "8389765520862148739",
        clientId: "yabc",
        side: "sell",
        positionSide: "both",
        quantity: d("0.2"),
        price: d("61900.1"),
        fee: d("2.476004"),
        feeAsset: "BNB",
        liquidity: "maker",
        realisedPnl: d("-19.00000001"),
        atMs: 1700000000000,
      },
    });
    expect(order).toMatchObject({
      kind: "order",
      order: {
        status: "open",
        filled: d("0.2"),
        terms: { postOnly: true, reduceOnly: true, price: d("61900.1") },
      },
    });
  });

  it("gives the fills of a triggered order to the trigger's client id", () => {
    const aliases = new Map([["8389765520862148739", "ytrigger"]]);
    const [fill, order] = readUserEvent(TRADE, aliases);
    expect([fill, order]).toMatchObject([
      { fill: { clientId: "ytrigger" } },
      { order: { clientId: "ytrigger" } },
    ]);
  });

  it("signs a short of hedge mode negative, and tells the flow first", () => {
    expect(readUserEvent(ACCOUNT_UPDATE, NONE)).toEqual([
      {
        kind: "flow",
        flow: {
          id: "FUNDING_FEE:1700000000000:USDT:-0.5",
          asset: "USDT",
          amount: d("-0.5"),
          kind: "funding",
          atMs: 1700000000000,
        },
      },
      { kind: "wallets", wallets: [{ asset: "USDT", wallet: d("122624.12345678") }], atMs: 1700000000000 },
      {
        kind: "positions",
        positions: [
          {
            listing: "binance-usdm:ETHUSDT",
            positionSide: "short",
            quantitySigned: d("-3"),
            entryPrice: d("2690.01"),
          },
        ],
        atMs: 1700000000000,
      },
    ]);
  });

  it.each([
    ["autoclose-1700000000000", true],
    ["adl_autoclose", true],
    ["settlement_autoclose-1", true],
    ["mine", false],
  ])("knows by the client id %s whether the venue closed the position: %s", (c, forced) => {
    const news = readUserEvent({ ...TRADE, o: { ...TRADE.o, c } }, NONE);
    expect(news.some((it) => it.kind === "liquidation")).toBe(forced);
  });

  it.each([
    ["an unknown status", { X: "WEIRD" }],
    ["a quantity that is no number", { q: "NaN" }],
    ["an exponent", { z: "1e-7" }],
    ["an unknown type", { o: "SURPRISE" }],
    ["a trade without a price", { L: null }],
    ["a missing side", { S: undefined }],
  ])("calls %s unreadable instead of guessing", (_, change) => {
    const news = readUserEvent({ ...TRADE, o: { ...TRADE.o, ...change } }, NONE);
    expect(news).toMatchObject([{ kind: "unreadable" }]);
  });

  it("never throws and never invents, whatever one field is replaced with", () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constant(undefined),
      fc.constantFrom("NaN", "Infinity", "-1", "1e400", "", "0x10"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(TRADE.o)), junk, (field, value) => {
        const news = readUserEvent({ ...TRADE, o: { ...TRADE.o, [field]: value } }, NONE);
        for (const it of news) {
          if (it.kind !== "fill") continue;
          expect(it.fill.price).toEqual(field === "L" ? decimalOf(value) : d("61900.1"));
          expect(it.fill.price.isPositive() && it.fill.quantity.isPositive()).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("ignores events that it does not need, and survives what is no event", () => {
    expect(readUserEvent({ e: "TRADE_LITE" }, NONE)).toEqual([]);
    expect(readUserEvent("text", NONE)).toMatchObject([{ kind: "unreadable" }]);
    expect(readUserEvent({ e: "listenKeyExpired" }, NONE)).toEqual([{ kind: "key-expired" }]);
  });
});
