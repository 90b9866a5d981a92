import { describe, expect, it } from "vitest";
import { accountSnapshot } from "./account-view.ts";
import { marginContext } from "./place-order.ts";
import { BTC, dec, type Desk, paperDesk } from "./testing/paper-desk.ts";

const at = (price: string) =>
  ({
    bids: [[price, "1000"]],
    asks: [[dec(price).plus(dec("0.1")).toString(), "1000"]],
    last: price,
  }) as const;

async function desk(price = "60000", balance = "100000"): Promise<Desk> {
  const made = paperDesk();
  made.market.set(BTC, at(price));
  await made.open("a", { balance });
  return made;
}

describe("initial margin", () => {
  it("is the worse of all buys and all sells filled, over leverage; reducing orders count nothing", async () => {
    const made = await desk();
    await made.place("a", { side: "sell", quantity: dec("1") });
    expect(made.margin("a").initial.toString()).toBe("6000");
    await made.place("a", { quantity: dec("0.5"), price: dec("59000") });
    expect(made.margin("a").initial.toString()).toBe("6000");
    await made.place("a", { quantity: dec("2"), price: dec("59000") });
    expect(made.margin("a").initial.toString()).toBe("8750");
    await made.place("a", { quantity: dec("1"), price: dec("58000"), reduceOnly: true });
    expect(made.margin("a").initial.toString()).toBe("8750");
  });

  it("follows the leverage", async () => {
    const made = await desk();
    await made.leverage("a", 50);
    await made.place("a", { side: "sell", quantity: dec("1") });
    expect(made.margin("a").initial.toString()).toBe("1200");
  });
});

describe("liquidation", () => {
  it("comes where the reported price says, and not before", async () => {
    const made = await desk("60000", "20000");
    await made.place("a", { side: "sell", quantity: dec("3") });
    const look = made.engine.look();
    const price = accountSnapshot(made.account("a"), marginContext(look), 0)?.positions[0]?.liquidationPrice;
    if (price === undefined) throw new Error("no liquidation price");
    made.market.set(BTC, at(price.minus(dec("5")).toString()));
    await made.tick();
    expect(made.account("a").positions).not.toEqual({});
    made.market.set(BTC, at(price.plus(dec("5")).toString()));
    await made.tick();
    expect(made.account("a").positions).toEqual({});
  });

  it("cancels the orders, closes at market, tells, and takes the clearance fee; a debt is covered", async () => {
    const made = await desk("60000", "7000");
    await made.place("a", { quantity: dec("1") });
    await made.place("a", { side: "sell", quantity: dec("1"), price: dec("65000"), reduceOnly: true });
    made.market.set(BTC, at("52000"));
    await made.tick();
    const account = made.account("a");
    expect(account.orders.size).toBe(0);
    expect(account.positions).toEqual({});
    expect(account.wallets["USDT"]?.toString()).toBe("0");
    expect(made.events.some(({ event }) => event.kind === "liquidation" && event.listing === BTC)).toBe(true);
    expect(made.fills("a").at(-1)?.clientId).toBeUndefined();
    const flows = made.records().flatMap((record) => (record.kind === "flow" ? [record.flow] : []));
    expect(flows.map((flow) => flow.kind)).toEqual(["insurance"]);
    expect(flows[0]?.amount.isPositive()).toBe(true);
  });

  it("closes the position that demands most margin first", async () => {
    const made = await desk("60000", "20000");
    made.market.set("paper:ETHUSDT", at("3000"));
    await made.place("a", { listing: "paper:ETHUSDT", quantity: dec("5") });
    await made.place("a", { quantity: dec("2.5") });
    made.market.set(BTC, at("52200"));
    await made.tick();
    const closed = made.records().flatMap((record) => (record.kind === "liquidated" ? [record.listing] : []));
    expect(closed).toEqual([BTC, "paper:ETHUSDT"]);
  });

  it("passes by orders of the same owner instead of stopping at them", async () => {
    const made = await desk("60000", "7000");
    await made.open("b", { owner: "a", balance: "1000000" });
    await made.place("a", { quantity: dec("1") });
    made.market.set(BTC, at("54000"));
    await made.place("b", { quantity: dec("1"), price: dec("53000") });
    made.market.set(BTC, at("52900"));
    await made.tick();
    expect(made.account("a").positions).toEqual({});
  });
});

describe("funding", () => {
  it("is paid by longs at every boundary that passed, on the mark notional", async () => {
    const made = await desk();
    await made.place("a", { side: "sell", quantity: dec("1") });
    await made.open("b");
    await made.place("b", { quantity: dec("2") });
    made.market.setFunding("0.0001");
    await made.clock.advance(9 * 3_600_000);
    await made.tick();
    await made.tick();
    const flows = made
      .records()
      .flatMap((record) =>
        record.kind === "flow" ? [[record.accountId, record.flow.amount.toString()]] : [],
      );
    expect(flows).toEqual([
      ["a", "6"],
      ["b", "-12"],
    ]);
  });

  it("is not paid for boundaries before the position", async () => {
    const made = await desk();
    made.market.setFunding("0.0001");
    await made.clock.advance(20 * 3_600_000);
    await made.place("a", { quantity: dec("1") });
    await made.tick();
    expect(made.records().filter((record) => record.kind === "flow")).toEqual([]);
  });
});
