import { describe, expect, it } from "vitest";
import type { MarketTrade } from "./market-source.ts";
import { BTC, dec, type Desk, paperDesk } from "./testing/paper-desk.ts";

async function desk(): Promise<Desk> {
  const made = paperDesk();
  made.market.set(BTC, {
    bids: [
      ["59999.9", "1"],
      ["59999.8", "2"],
      ["59999.7", "50"],
    ],
    asks: [
      ["60000.1", "1"],
      ["60000.2", "2"],
      ["60000.3", "50"],
    ],
    last: "60000",
  });
  await made.open("a", { owner: "x", balance: "1000000" });
  await made.open("b", { owner: "y", balance: "1000000" });
  await made.open("c", { owner: "x", balance: "1000000" });
  return made;
}

const rows = (made: Desk, id?: string) =>
  made
    .fills(id)
    .map((fill) => `${fill.side} ${fill.quantity.toString()} @ ${fill.price.toString()} ${fill.liquidity}`);

const sold = (price: string, quantity: string): MarketTrade => ({
  price: dec(price),
  quantity: dec(quantity),
  aggressor: "sell",
});

describe("taking", () => {
  it("a market order walks the book and pays the taker fee on each level", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("4") });
    expect(rows(made)).toEqual(["buy 1 @ 60000.1 taker", "buy 2 @ 60000.2 taker", "buy 1 @ 60000.3 taker"]);
    expect(made.fills()[0]?.fee.toString()).toBe("30.00005");
  });

  it("what was taken is gone until the book is a new one", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("1") });
    await made.place("b", { quantity: dec("1") });
    expect(rows(made, "b")).toEqual(["buy 1 @ 60000.2 taker"]);
    made.market.set(BTC, { bids: [["59999.9", "1"]], asks: [["60000.1", "1"]] });
    await made.place("b", { quantity: dec("1") });
    expect(rows(made, "b").at(-1)).toBe("buy 1 @ 60000.1 taker");
  });

  it("a market order that empties the book expires with what it got", async () => {
    const made = await desk();
    made.market.set(BTC, { bids: [["59999.9", "1"]], asks: [["60000.1", "1"]] });
    const id = await made.place("a", { quantity: dec("3") });
    const ended = made.records().find((record) => record.kind === "ended");
    expect(ended).toMatchObject({ venueOrderId: id, status: "expired" });
    expect(rows(made)).toEqual(["buy 1 @ 60000.1 taker"]);
  });

  it("an immediate-or-cancel limit takes up to its price and rests nowhere", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("9"), price: dec("60000.2"), timeInForce: "IOC" });
    expect(rows(made)).toEqual(["buy 1 @ 60000.1 taker", "buy 2 @ 60000.2 taker"]);
    expect(made.account("a").orders.size).toBe(0);
  });

  it("a limit beyond the touch takes first and rests with the rest", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("5"), price: dec("60000.2") });
    const [order] = made.account("a").orders.values();
    expect(order?.filled.toString()).toBe("3");
    expect(order?.phase).toBe("working");
  });
});

describe("own orders in the book", () => {
  it("are met in price-time priority, between accounts of different owners", async () => {
    const made = await desk();
    await made.place("a", { side: "sell", quantity: dec("1"), price: dec("60000") });
    await made.place("c", { side: "sell", quantity: dec("1"), price: dec("60000") });
    await made.place("b", { quantity: dec("1.5") });
    expect(rows(made, "a")).toEqual(["sell 1 @ 60000 maker"]);
    expect(rows(made, "c")).toEqual(["sell 0.5 @ 60000 maker"]);
    expect(made.fills("a")[0]?.fee.toString()).toBe("12");
  });

  it("stand behind the strangers who were there before", async () => {
    const made = await desk();
    await made.place("a", { side: "sell", quantity: dec("1"), price: dec("60000.1") });
    await made.place("b", { quantity: dec("1.25") });
    expect(rows(made, "b")).toEqual(["buy 1 @ 60000.1 taker", "buy 0.25 @ 60000.1 taker"]);
    expect(rows(made, "a")).toEqual(["sell 0.25 @ 60000.1 maker"]);
  });

  it("of the same owner are never met: the taker's rest expires", async () => {
    const made = await desk();
    await made.place("a", { side: "sell", quantity: dec("1"), price: dec("60000.2") });
    await made.place("c", { quantity: dec("6") });
    expect(rows(made, "c")).toEqual(["buy 1 @ 60000.1 taker", "buy 2 @ 60000.2 taker"]);
    expect(rows(made, "a")).toEqual([]);
    const ended = made.records().find((record) => record.kind === "ended");
    expect(ended?.kind === "ended" && ended.reason).toContain("Self-trade prevention");
  });

  it("fill in full, as maker and at their price, when the market trades through them", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("3"), price: dec("59990") });
    made.market.set(BTC, { bids: [["59980", "1"]], asks: [["59985", "0.001"]] });
    await made.tick();
    expect(rows(made)).toEqual(["buy 3 @ 59990 maker"]);
  });

  it("fill at the touch only with what strangers offer there", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("3"), price: dec("59990") });
    made.market.set(BTC, { bids: [["59980", "1"]], asks: [["59990", "2"]] });
    await made.tick();
    await made.tick();
    expect(rows(made)).toEqual(["buy 2 @ 59990 maker"]);
  });

  it("wait for the queue ahead of them to trade", async () => {
    const made = await desk();
    const book = { bids: [["59999.9", "1"]], asks: [["60000.1", "1"]] } as const;
    await made.place("a", { quantity: dec("2"), price: dec("59999.9") });
    made.market.set(BTC, { ...book, trades: [sold("59999.9", "0.6")] });
    await made.tick();
    expect(rows(made)).toEqual([]);
    made.market.set(BTC, { ...book, trades: [sold("59999.9", "0.9")] });
    await made.tick();
    expect(rows(made)).toEqual(["buy 0.5 @ 59999.9 maker"]);
  });

  it("of one price are served in the order in which they came", async () => {
    const made = await desk();
    const book = { bids: [["59990", "0.001"]], asks: [["60000.1", "1"]] } as const;
    await made.place("b", { quantity: dec("1"), price: dec("59995") });
    await made.place("a", { quantity: dec("1"), price: dec("59995") });
    made.market.set(BTC, { ...book, trades: [sold("59995", "0.4")] });
    await made.tick();
    expect([rows(made, "b"), rows(made, "a")]).toEqual([["buy 0.4 @ 59995 maker"], []]);
  });

  it("move up when an account takes what stood ahead of them", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("2"), price: dec("59999.9") });
    await made.place("b", { side: "sell", quantity: dec("0.7") });
    made.market.set(BTC, {
      bids: [["59999.9", "1"]],
      asks: [["60000.1", "1"]],
      trades: [sold("59999.9", "0.5")],
    });
    await made.tick();
    expect(rows(made, "a")).toEqual(["buy 0.2 @ 59999.9 maker"]);
  });

  it("have no one ahead once the strangers have left", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("2"), price: dec("59999.9") });
    made.market.set(BTC, {
      bids: [["59999.9", "0.1"]],
      asks: [["60000.1", "1"]],
      trades: [sold("59999.9", "0.5")],
    });
    await made.tick();
    expect(rows(made)).toEqual(["buy 0.4 @ 59999.9 maker"]);
  });

  it("are reached before a worse price trades", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("1"), price: dec("60000") });
    made.market.set(BTC, {
      bids: [["59999.9", "9"]],
      asks: [["60000.1", "9"]],
      trades: [sold("59999.9", "0.4")],
    });
    await made.tick();
    expect(rows(made)).toEqual(["buy 0.4 @ 60000 maker"]);
  });
});

describe("spot", () => {
  const SPOT = "paper:BTCUSDT-SPOT";

  it("moves both balances; a buyer pays the fee in what he bought, a seller in money", async () => {
    const made = await desk();
    made.market.set(SPOT, { bids: [["59999", "5"]], asks: [["60000", "5"]] });
    await made.place("a", { listing: SPOT, quantity: dec("0.12345") });
    expect(made.fills("a")[0]).toMatchObject({ feeAsset: "BTC", fee: dec("0.00012345") });
    expect(made.account("a").wallets["BTC"]?.toString()).toBe("0.12332655");
    expect(made.account("a").wallets["USDT"]?.toString()).toBe("992593");
    await made.place("a", { listing: SPOT, side: "sell", quantity: dec("0.1") });
    expect(made.account("a").wallets["USDT"]?.toString()).toBe("998586.9001");
    expect(made.account("a").positions).toEqual({});
  });
});

describe("triggers", () => {
  const book = (price: string, mark = price) =>
    ({
      bids: [[dec(price).minus(dec("1")).toString(), "100"]],
      asks: [[dec(price).plus(dec("1")).toString(), "100"]],
      last: price,
      mark,
    }) as const;

  it("a stop sells at market once the mark has fallen to it", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("1") });
    await made.place("a", { side: "sell", type: "stop", trigger: dec("59000"), reduceOnly: true });
    made.market.set(BTC, book("58900", "59100"));
    await made.tick();
    expect(made.account("a").orders.size).toBe(1);
    made.market.set(BTC, book("59200", "59000"));
    await made.tick();
    expect(rows(made).at(-1)).toBe("sell 1 @ 59199 taker");
    expect(made.account("a").positions).toEqual({});
  });

  it("a stop by last looks at the last price only", async () => {
    const made = await desk();
    await made.place("a", { type: "stop", trigger: dec("61000"), triggerBy: "last" });
    made.market.set(BTC, book("60500", "61500"));
    await made.tick();
    expect(made.fills()).toEqual([]);
    made.market.set(BTC, book("61000", "60500"));
    await made.tick();
    expect(rows(made)).toEqual(["buy 1 @ 61001 taker"]);
  });

  it("a take-profit limit becomes a resting limit once reached", async () => {
    const made = await desk();
    await made.place("a", {
      side: "sell",
      type: "take-profit-limit",
      trigger: dec("61000"),
      price: dec("61005"),
    });
    made.market.set(BTC, book("61000"));
    await made.tick();
    const [order] = made.account("a").orders.values();
    expect(order?.phase).toBe("working");
    expect(made.fills()).toEqual([]);
  });

  it("one that the account can no longer carry expires and says why", async () => {
    const made = await desk();
    await made.open("poor", { balance: "10000" });
    await made.place("poor", { type: "stop", trigger: dec("61000"), quantity: dec("5") });
    made.market.set(BTC, book("61000"));
    await made.tick();
    expect(made.fills("poor")).toEqual([]);
    const ended = made.records().at(-1);
    expect(ended).toMatchObject({ kind: "ended", status: "expired", reason: "Margin is insufficient." });
  });
});

describe("reduce-only", () => {
  it("orders end when their position is gone, stops included, and others stay", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("1") });
    await made.place("a", { side: "sell", price: dec("61000"), reduceOnly: true });
    await made.place("a", { side: "sell", type: "stop", trigger: dec("58000"), reduceOnly: true });
    await made.place("a", { side: "sell", price: dec("62000") });
    await made.place("a", { side: "sell", quantity: dec("1") });
    expect([...made.account("a").orders.values()].map((order) => order.terms.price?.toString())).toEqual([
      "62000",
    ]);
  });

  it("resting ones together close no more than the position", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("1") });
    for (const price of ["60500", "60600"])
      await made.place("a", { side: "sell", quantity: dec("1"), price: dec(price), reduceOnly: true });
    made.market.set(BTC, { bids: [["60700", "9"]], asks: [["60701", "9"]] });
    await made.tick();
    expect(made.account("a").positions).toEqual({});
    expect(rows(made).filter((row) => row.startsWith("sell"))).toEqual(["sell 1 @ 60500 maker"]);
  });

  it("in hedge mode the leaving side is clamped to its own position", async () => {
    const made = await desk();
    await made.open("h", { mode: "hedge", balance: "1000000" });
    await made.place("h", { positionSide: "long", quantity: dec("1") });
    await made.place("h", { positionSide: "short", side: "sell", quantity: dec("2") });
    await made.place("h", { positionSide: "long", side: "sell", quantity: dec("3") });
    const left = Object.values(made.account("h").positions).map(
      (held) => `${held.positionSide} ${held.quantitySigned.toString()}`,
    );
    expect(left).toEqual(["short -2"]);
  });
});
