// Auto-cancel at Binance: what is sent, what the answers prove, and that the venue really cancels by its own clock.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import type { CountdownAnswer } from "../../../../src-core/orders/countdown.ts";
import { BTC, d, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const PATH = "/fapi/v1/countdownCancelAll";
const WINDOW_MS = 120_000;

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

function set(windowMs: number, listing = BTC): Promise<CountdownAnswer> {
  if (kit.account.setCountdown === undefined) throw new Error("no countdowns");
  return kit.account.setCountdown(listing, windowMs);
}

const statuses = (): readonly string[] => {
  const account = venue.truth.accounts.get("k1");
  return [...(account?.orders.values() ?? []), ...(account?.triggers.values() ?? [])].map((it) => it.status);
};

describe("a countdown", () => {
  it("is one request of weight ten, and is set from the moment that it left", async () => {
    const beforeMs = Date.now();
    const answer = await set(WINDOW_MS);
    expect(answer).toMatchObject({ kind: "set" });
    if (answer.kind === "set") expect(answer.sentAtMs).toBeGreaterThanOrEqual(beforeMs);
    const sent = venue.truth.requests.filter(({ path }) => path === PATH);
    expect(sent).toMatchObject([{ method: "POST", signatureGood: true, weight: 10 }]);
  });

  it("that passes takes orders of ours and of others, stops too, of its symbol alone, and the stream says so", async () => {
    await kit.connect();
    await kit.create();
    await kit.create({
      type: "stop",
      side: "sell",
      reduceOnly: true,
      trigger: d("60000"),
      triggerBy: "mark",
    });
    venue.control.placeForeign("k1", {
      symbol: "BTCUSDT",
      side: "BUY",
      type: "LIMIT",
      quantity: "0.010",
      price: "60000.0",
      timeInForce: "GTC",
    });
    venue.control.placeForeign("k1", {
      symbol: "ETHUSDT",
      side: "BUY",
      type: "LIMIT",
      quantity: "1.000",
      price: "1000.00",
      timeInForce: "GTC",
    });
    await set(WINDOW_MS);
    venue.control.clockOffset(WINDOW_MS - 10_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(statuses()).toEqual(["NEW", "NEW", "NEW", "NEW"]);
    venue.control.clockOffset(WINDOW_MS + 1_000);
    await kit.clock.until("the stop's end", () => statuses().at(-1) === "CANCELED");
    expect(statuses()).toEqual(["CANCELED", "CANCELED", "NEW", "CANCELED"]);
    await kit.clock.until(
      "three endings",
      () => kit.events.filter((it) => it.kind === "order" && it.order.status === "canceled").length === 3,
    );
  });

  it("set again begins anew, and taken back cancels nothing", async () => {
    await kit.create();
    await set(WINDOW_MS);
    venue.control.clockOffset(WINDOW_MS - 10_000);
    await kit.account.clockErrorMs();
    expect(await set(WINDOW_MS)).toMatchObject({ kind: "set" });
    venue.control.clockOffset(WINDOW_MS + 20_000);
    await kit.account.clockErrorMs();
    expect(await set(0)).toMatchObject({ kind: "set" });
    venue.control.clockOffset(10 * WINDOW_MS);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(statuses()).toEqual(["NEW"]);
  });
});

describe("an answer to it", () => {
  it.each(["execute-then-reset", "503-unknown", "truncated"] as const)(
    "that is lost or broken (%s) proves nothing, and says until when it may be taken",
    async (fault) => {
      venue.control.failNext(`POST ${PATH}`, fault);
      const answer = await set(WINDOW_MS);
      expect(answer).toMatchObject({ kind: "unknown" });
      if (answer.kind === "unknown") expect(answer.acceptableUntilMs).toBeGreaterThan(Date.now());
    },
  );

  it("about another time or symbol proves nothing", async () => {
    for (const body of [
      '{"symbol":"ETHUSDT","countdownTime":"120000"}',
      '{"symbol":"BTCUSDT","countdownTime":"0"}',
    ]) {
      const answer = { kind: "http", status: 200, body } as const;
      venue.control.failNext(`POST ${PATH}`, { execute: true, answer });
      expect(await set(WINDOW_MS)).toMatchObject({ kind: "unknown" });
    }
  });

  it("that is a listed refusal is one", async () => {
    venue.control.rejectNext(`POST ${PATH}`, -1121, "Invalid symbol.");
    expect(await set(WINDOW_MS)).toMatchObject({ kind: "refused" });
    venue.control.revokeKey("k1");
    expect(await set(WINDOW_MS)).toMatchObject({ kind: "refused" });
  });
});
