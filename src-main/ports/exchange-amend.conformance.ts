// What every venue that changes orders in place must do with a change: once, under the same ids, and all or nothing.
import { expect } from "vitest";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { OrderTerms } from "../../src-core/order-terms/order-terms.ts";
import type { AccountPort } from "./exchange.ts";
import { approved, exchangeCase, QUIET_MS, trader, type Trader } from "./exchange-trader.conformance.ts";

const resting = (who: Trader) =>
  ({ type: "limit", price: who.price(-4), quantity: who.quantity(2) }) as const;

function change(
  who: Trader,
  clientId: string,
  terms: Partial<OrderTerms>,
): Parameters<AccountPort["amend"]>[0] {
  const base: OrderTerms = {
    listing: who.listing.key,
    side: "buy",
    positionSide: "both",
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
    ...resting(who),
    ...terms,
  };
  return approved(who.port, clientId, base) as unknown as Parameters<AccountPort["amend"]>[0];
}

export const AMEND_CASES = [
  exchangeCase("EX-A1", "a change moves price and size, keeps both ids, and is told", async (harness) => {
    const who = await trader(harness);
    const { clientId } = await who.send(resting(who));
    const before = await who.query(clientId);
    const terms = { price: who.price(-3), quantity: who.quantity(3) };
    const sent = await harness.settle(who.port.amend(change(who, clientId, terms)));
    await harness.pass(QUIET_MS);
    expect(sent.answer.kind).toBe("amended");
    const after = await who.query(clientId);
    expect(after?.venueOrderId).toBe(before?.venueOrderId);
    expect(after?.terms.price?.equals(terms.price)).toBe(true);
    expect(after?.terms.quantity.equals(terms.quantity)).toBe(true);
    expect(who.orderEvents(clientId).at(-1)?.terms.price?.equals(terms.price)).toBe(true);
    expect((await who.snapshot()).openOrders).toHaveLength(1);
  }),
  exchangeCase(
    "EX-A2",
    "a change off the tick is refused and leaves the order as it was",
    async (harness) => {
      const who = await trader(harness);
      const { clientId } = await who.send(resting(who));
      const half = who.listing.tick.dividedBy(Decimal.fromInteger(2), 18, "half-even");
      const wish = change(who, clientId, { price: who.price(-3).plus(half) });
      const sent = await harness.settle(who.port.amend(wish));
      expect(sent.answer.kind).toBe("rejected");
      const after = await who.query(clientId);
      expect(after?.status).toBe("open");
      expect(after?.terms.price?.equals(resting(who).price)).toBe(true);
    },
  ),
  exchangeCase(
    "EX-A3",
    "a change of an order that has ended is not found and makes none",
    async (harness) => {
      const who = await trader(harness);
      const { clientId } = await who.send(resting(who));
      await harness.settle(who.port.cancel(who.reference(clientId)));
      await harness.pass(QUIET_MS);
      const sent = await harness.settle(who.port.amend(change(who, clientId, { price: who.price(-3) })));
      await harness.pass(QUIET_MS);
      expect(sent.answer.kind).toBe("not-found");
      expect((await who.snapshot()).openOrders).toEqual([]);
    },
  ),
  exchangeCase("EX-A4", "a change that reaches the market trades", async (harness) => {
    const who = await trader(harness);
    const { clientId } = await who.send(resting(who));
    await harness.settle(who.port.amend(change(who, clientId, { price: who.price(2) })));
    await harness.pass(QUIET_MS);
    expect(who.fills(clientId).length).toBeGreaterThan(0);
  }),
];
