// What every venue that has countdowns must do with one: end the whole listing when nobody speaks, and nothing when it is taken back.
import { expect } from "vitest";
import { exchangeCase, QUIET_MS, trader, type Trader } from "./exchange-trader.conformance.ts";

const SHORT_MS = 300;
const LONG_MS = 1_500;
/** In every harness longer than the windows above, on the venue's own clock. */
const AFTER_MS = 30 * QUIET_MS;

const resting = (who: Trader) =>
  ({ type: "limit", price: who.price(-4), quantity: who.quantity(2) }) as const;

export const COUNTDOWN_CASES = [
  exchangeCase(
    "EX-D1",
    "a countdown that passes ends every order of the listing, and is told",
    async (harness) => {
      const who = await trader(harness);
      const first = await who.send(resting(who));
      const second = await who.send({ ...resting(who), price: who.price(-3) });
      const set = await harness.settle(who.port.setCountdown?.(who.listing.key, SHORT_MS) ?? never());
      expect(set.kind).toBe("set");
      await harness.pass(AFTER_MS);
      for (const { clientId } of [first, second])
        expect(who.orderEvents(clientId).at(-1)?.status).toBe("canceled");
      expect((await who.snapshot()).openOrders).toEqual([]);
    },
  ),
  exchangeCase("EX-D2", "a countdown that is taken back ends nothing", async (harness) => {
    const who = await trader(harness);
    await who.send(resting(who));
    const set = await harness.settle(who.port.setCountdown?.(who.listing.key, LONG_MS) ?? never());
    const taken = await harness.settle(who.port.setCountdown?.(who.listing.key, 0) ?? never());
    expect([set.kind, taken.kind]).toEqual(["set", "set"]);
    await harness.pass(AFTER_MS);
    expect((await who.snapshot()).openOrders).toHaveLength(1);
  }),
];

function never(): never {
  throw new Error("this venue has no countdowns");
}
