import { describe, expect, it } from "vitest";
import type { OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import { BTC, dec, type Desk, paperDesk } from "./testing/paper-desk.ts";

const SPOT = "paper:BTCUSDT-SPOT";

async function desk(): Promise<Desk> {
  const made = paperDesk();
  const book = { bids: [["59999", "500"]], asks: [["60001", "500"]], last: "60000" } as const;
  made.market.set(BTC, book);
  made.market.set(SPOT, book);
  await made.open("a");
  await made.open("h", { mode: "hedge" });
  return made;
}

async function codeOf(terms: Partial<OrderTerms>, id = "a", made?: Desk): Promise<string> {
  const answer = await (made ?? (await desk())).place(id, terms);
  return typeof answer === "string" ? "taken" : answer.code;
}

describe("the venue refuses", () => {
  it.each<[string, Partial<OrderTerms>, string]>([
    ["a listing it does not trade", { listing: "paper:NOPEUSDT" }, "-1121"],
    ["a listing without a market", { listing: "paper:ETHUSDT" }, "-1001"],
    ["nothing at all", { quantity: dec("0") }, "-4003"],
    ["a negative quantity", { quantity: dec("-1") }, "-4003"],
    ["a price off the tick", { price: dec("59000.05") }, "-1111"],
    ["a quantity off the lot", { quantity: dec("0.0105") }, "-1111"],
    ["a trigger off the tick", { type: "stop", trigger: dec("61000.05") }, "-1111"],
    ["more than the largest market order", { quantity: dec("121") }, "-4005"],
    ["less than the smallest notional", { quantity: dec("0.001") }, "-4164"],
    ["a limit order without a price", { type: "limit" }, "-1102"],
    ["a market order with a price", { type: "market", price: dec("60000") }, "-1102"],
    ["a stop without a trigger", { type: "stop" }, "-1102"],
    ["a post-only market order", { postOnly: true }, "-1115"],
    ["a post-only order that would take", { price: dec("60001"), postOnly: true }, "-5022"],
    ["a side of hedge mode in one-way mode", { positionSide: "long" }, "-4061"],
    ["a reduce-only order without a position", { reduceOnly: true }, "-2022"],
    ["a stop that would fire at once", { type: "stop", trigger: dec("59000") }, "-2021"],
    ["a take-profit that would fire at once", { type: "take-profit", trigger: dec("61000") }, "-2021"],
    ["a buy far above the mark", { price: dec("63000.1") }, "-4016"],
    ["a sell far below the mark", { side: "sell", price: dec("56999.9") }, "-4024"],
    ["more than the margin carries", { quantity: dec("17") }, "-2019"],
  ])("%s", async (_name, terms, code) => {
    expect(await codeOf(terms)).toBe(code);
  });

  it("an order of no side in hedge mode, and a close without its position", async () => {
    expect(await codeOf({}, "h")).toBe("-4061");
    expect(await codeOf({ positionSide: "long", side: "sell" }, "h")).toBe("-2022");
    const opening = { positionSide: "long", reduceOnly: true, type: "stop", trigger: dec("61000") } as const;
    expect(await codeOf(opening, "h")).toBe("-2022");
  });

  it("more notional than the leverage allows, whatever the balance", async () => {
    const made = await desk();
    await made.open("rich", { balance: "100000000" });
    await made.leverage("rich", 100);
    expect(await codeOf({ quantity: dec("10.001") }, "rich", made)).toBe("-2027");
    expect(await codeOf({ quantity: dec("10") }, "rich", made)).toBe("taken");
  });

  it("spot beyond the balance, by the spot rules", async () => {
    const made = await desk();
    expect(await codeOf({ listing: SPOT, quantity: dec("2") }, "a", made)).toBe("-2010");
    expect(await codeOf({ listing: SPOT, side: "sell", quantity: dec("0.1") }, "a", made)).toBe("-2010");
    expect(await codeOf({ listing: SPOT, quantity: dec("0.00001") }, "a", made)).toBe("-1013");
    expect(await codeOf({ listing: SPOT, reduceOnly: true }, "a", made)).toBe("-1106");
    expect(await codeOf({ listing: SPOT, quantity: dec("1") }, "a", made)).toBe("taken");
    expect(await codeOf({ listing: SPOT, side: "sell", quantity: dec("1") }, "a", made)).toBe("-2010");
    expect(await codeOf({ listing: SPOT, side: "sell", quantity: dec("0.999") }, "a", made)).toBe("taken");
  });

  it("the 201st resting order of one listing", async () => {
    const made = await desk();
    for (let count = 0; count < 200; count += 1)
      await made.place("a", { quantity: dec("0.002"), price: dec("59000") });
    expect(await codeOf({ quantity: dec("0.002"), price: dec("59000") }, "a", made)).toBe("-2025");
  });

  it("nothing halfway: a refused order leaves no record", async () => {
    const made = await desk();
    const before = made.records().length;
    await made.place("a", { quantity: dec("17") });
    expect(made.records().length).toBe(before);
  });

  it("no reduction for being small", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("0.1") });
    const small = { side: "sell", quantity: dec("0.001") } as const;
    expect(await codeOf(small, "a", made)).toBe("-4164");
    expect(await codeOf({ ...small, reduceOnly: true }, "a", made)).toBe("taken");
  });

  it("no reduction, however little margin is left", async () => {
    const made = await desk();
    await made.place("a", { quantity: dec("16") });
    expect(await codeOf({ quantity: dec("1") }, "a", made)).toBe("-2019");
    expect(await codeOf({ side: "sell", quantity: dec("16") }, "a", made)).toBe("taken");
  });
});
