// Complete readings of orders: pages that are full are halved, and what cannot be whole is a failure.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import { BTC, d, must, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("100000") }] });
  kit = await openKit(venue.url);
});

afterEach(async () => {
  await kit.close();
  await venue.close();
});

const read = (sinceMs: number) => {
  const { ordersSince } = kit.account;
  if (ordersSince === undefined) throw new Error("orders cannot be read");
  return ordersSince.call(kit.account, BTC, sinceMs);
};

/** Orders that ended at the venue, evenly spaced up to now. */
function history(count: number, everyMs: number): void {
  const now = Date.now();
  for (let id = 1; id <= count; id += 1) {
    venue.truth.accounts.get("k1")?.orders.set(id, {
      orderId: id,
      clientOrderId: `c${String(id)}`,
      symbol: "BTCUSDT",
      side: "BUY",
      positionSide: "BOTH",
      type: "LIMIT",
      origType: "LIMIT",
      timeInForce: "GTC",
      quantity: d("0.01"),
      price: d("50000"),
      reduceOnly: false,
      preventsSelfTrade: true,
      createdMs: now - (count - id) * everyMs,
      status: "CANCELED",
      filled: d("0"),
      filledValue: d("0"),
      updatedMs: now,
    });
  }
}

it("finds every order of more than one page, each once", async () => {
  history(2_500, 10_000);
  const orders = await must(read(Date.now() - 2 * 86_400_000));
  expect(orders).toHaveLength(2_500);
  expect(new Set(orders.map(({ clientId }) => clientId)).size).toBe(2_500);
});

it("fails when one page fails, and where the venue no longer shows all", async () => {
  history(10, 1_000);
  venue.control.failNext("GET /fapi/v1/allAlgoOrders", "503-unknown");
  expect(await read(Date.now() - 60_000)).toMatchObject({ ok: false });
  expect(await read(Date.now() - 4 * 86_400_000)).toMatchObject({
    ok: false,
    failure: { code: "venue-history-too-short" },
  });
});

it("fails when one moment holds more than a page", async () => {
  history(1_200, 0);
  expect(await read(Date.now() - 60_000)).toMatchObject({
    ok: false,
    failure: { code: "venue-history-too-long" },
  });
});
