import { describe, expect, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { sampleListing } from "../portfolio/samples.ts";
import { averagePrice } from "./average-price.ts";
import { groupProgress } from "./group-progress.ts";
import type { Order, OrderStatus } from "./order.ts";
import { fillsOutstanding } from "./order.ts";
import type { OrderEvent } from "./order-event.ts";
import { toWorkingOrder } from "./reservation.ts";
import { after, filledBy, reported, sampleFillOf, sampleIntent, sampleReport, SENDING } from "./samples.ts";

const HERE = "paper:BTCUSDT";
const THERE = "other:BTCUSDT";
const COIN = "paper:BTCUSD";
const UNLIKE = {
  "paper:ETHUSDT": sampleListing({ key: "paper:ETHUSDT", underlying: "ETH" }),
  "paper:BTCUSDC": sampleListing({ key: "paper:BTCUSDC", quote: "USDC" }),
  "paper:1000BTCUSDT": sampleListing({ key: "paper:1000BTCUSDT", underlyingMultiplier: Decimal.of("1000") }),
  "paper:BTC-C": sampleListing({ key: "paper:BTC-C", kind: "option" }),
};
const LISTINGS = {
  ...UNLIKE,
  [HERE]: sampleListing({ key: HERE }),
  [THERE]: sampleListing({ key: THERE }),
  [COIN]: sampleListing({ key: COIN, kind: "inverse", quote: "USD" }),
};
const of = (accountId: string, ...events: readonly OrderEvent[]): Order => ({
  ...after(sampleIntent(), SENDING, ...events),
  accountId,
});
const progress = (orders: readonly Order[], listing = HERE) => groupProgress(orders, listing, LISTINGS);

describe("the status of a group order", () => {
  const inStatuses = (...statuses: readonly OrderStatus[]) =>
    progress(statuses.map((status) => ({ ...sampleIntent(), status }))).status;

  test.each([
    [["FILLED", "REJECTED", "UNKNOWN"], "UNKNOWN"],
    [["FILLED", "OPEN", "REJECTED"], "PROBLEM"],
    [["FILLED", "OPEN", "DENIED"], "PROBLEM"],
    [["FILLED", "ABSENT"], "PROBLEM"],
    [["FILLED", "OPEN", "CANCELED"], "WORKING"],
    [["FILLED", "INTENT"], "WORKING"],
    [["FILLED", "ACCEPTED"], "WORKING"],
    [["FILLED", "FILLED"], "FILLED"],
    [["CANCELED", "EXPIRED"], "CANCELED"],
  ] as const)("%j is %s: the worst first", (statuses, status) => {
    expect(inStatuses(...statuses)).toBe(status);
  });

  test("ended with a part filled is PARTIAL", () => {
    expect(
      progress([of("a", filledBy("t1", "4"), reported("canceled", "4")), of("b", reported("canceled"))]),
    ).toMatchObject({ status: "PARTIAL", filled: Decimal.of("4") });
  });
});

describe("the price of a group order", () => {
  test("is value over quantity, rounded once, and its dispersion is the furthest account", () => {
    const one = of("a", filledBy("t1", "1", "100"));
    const two = of("b", filledBy("t2", "2", "101"));
    expect(progress([one, two])).toMatchObject({
      filled: Decimal.of("3"),
      averagePrice: Decimal.of("100.666666666667"),
      dispersionBps: Decimal.of("66.23"),
    });
    expect(progress([two, one])).toEqual(progress([one, two]));
  });

  test("has a dispersion of accounts, not of orders", () => {
    const orders = [of("a", filledBy("t1", "1", "100")), of("a", filledBy("t2", "1", "102"))];
    expect(progress(orders).dispersionBps).toBeUndefined();
    expect(progress([...orders, of("b", filledBy("t3", "2", "101"))]).dispersionBps).toEqual(Decimal.of("0"));
  });

  test("is absent before the first fill, and where some buy and some sell", () => {
    expect(progress([of("a", reported("open"))])).toEqual({ status: "WORKING", filled: Decimal.of("0") });
    const sold = {
      ...of("b", filledBy("t2", "1")),
      terms: { ...sampleIntent().terms, side: "sell" as const },
    };
    expect(progress([of("a", filledBy("t1", "1")), sold]).averagePrice).toBeUndefined();
  });

  test("adds venues where sizes mean the same, and never where they do not", () => {
    const at = (order: Order, listing: string) => ({ ...order, terms: { ...order.terms, listing } });
    const here = of("a", filledBy("t1", "1"));
    expect(progress([here, at(of("b", filledBy("t2", "2")), THERE)]).filled).toEqual(Decimal.of("3"));
    for (const listing of [COIN, ...Object.keys(UNLIKE)])
      expect(progress([here, at(of("b", filledBy("t2", "2")), listing)]).filled).toEqual(Decimal.of("1"));
    expect(progress([here, at(of("b", filledBy("t2", "2")), "gone:X")]).filled).toEqual(Decimal.of("1"));
  });
});

describe("the average price of an order", () => {
  const order = of("a", filledBy("t1", "3", "100"), filledBy("t2", "6", "200"));

  test("is the mean by quantity, and for inverse sizes, which are value, the harmonic one", () => {
    expect(averagePrice([order], { kind: "linear" })).toEqual(Decimal.of("166.666666666667"));
    expect(averagePrice([order], { kind: "inverse" })).toEqual(Decimal.of("150"));
    expect(averagePrice([order], undefined)).toBeUndefined();
  });

  test("is the venue's own while fills are still to come, and never a zero", () => {
    const report = { ...sampleReport("open", "4"), averagePrice: Decimal.of("99.5") };
    const ahead = of("a", { kind: "reported", order: report, evidence: "order-event", atMs: 2_000 });
    expect(averagePrice([ahead], { kind: "linear" })).toEqual(Decimal.of("99.5"));
    expect(averagePrice([ahead], { kind: "inverse" })).toEqual(Decimal.of("99.5"));
    expect(averagePrice([of("a", reported("open", "4"))], { kind: "linear" })).toBeUndefined();
  });

  test("does not take the average of a report that is out of date", () => {
    const stale = { ...sampleReport("open", "2"), averagePrice: Decimal.of("1") };
    const late = after(order, { kind: "reported", order: stale, evidence: "query", atMs: 3_000 });
    expect(late.reportedAverage).toBeUndefined();
  });
});

describe("a fill that is reported before it is known", () => {
  test("still reserves: the position does not hold it yet", () => {
    const ahead = of("a", reported("open", "4"));
    expect(fillsOutstanding(ahead)).toEqual(Decimal.of("4"));
    expect(toWorkingOrder(ahead)?.filled).toEqual(Decimal.of("0"));
    const known = after(ahead, { kind: "filled", fill: sampleFillOf("t1", "4"), atMs: 2_000 });
    expect(fillsOutstanding(known)).toEqual(Decimal.of("0"));
    expect(toWorkingOrder(known)?.filled).toEqual(Decimal.of("4"));
  });
});
