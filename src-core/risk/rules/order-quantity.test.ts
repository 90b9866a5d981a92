import { describe, expect, it } from "vitest";
import { PERP, denials, oneLeg, positionOf, d } from "../testing/gate-fixture.ts";
import { orderQuantity } from "./order-quantity.ts";

const atMost = (quantity: string, listing = PERP.key) =>
  ({ limits: { "environment:paper": { maxOrderQuantity: { [listing]: d(quantity) } } } }) as const;

describe("order-quantity", () => {
  it("passes exactly at the limit and denies one lot more", () => {
    expect(denials(orderQuantity, oneLeg({ quantity: d("2") }, {}, atMost("2")))).toEqual([]);
    expect(denials(orderQuantity, oneLeg({ quantity: d("2.001") }, {}, atMost("2")))).toEqual([
      "Quantity 2.001 of BTC/USDT:USDT is over the limit of 2 for paper accounts.",
    ]);
  });

  it("binds only the listing that it names", () => {
    expect(denials(orderQuantity, oneLeg({ quantity: d("9") }, {}, atMost("2", "sim:ETHUSDT")))).toEqual([]);
  });

  it("does not hold back an exit that the position bounds", () => {
    const held = { positions: [positionOf(PERP, "-9")] };
    expect(denials(orderQuantity, oneLeg({ quantity: d("9"), reduceOnly: true }, held, atMost("2")))).toEqual(
      [],
    );
  });
});
