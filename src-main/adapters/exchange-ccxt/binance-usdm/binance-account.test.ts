// The adapter against the venue: real ccxt, real sockets, every method of the account port.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import type { OrderReference } from "../../../ports/exchange.ts";
import { BTC, d, must, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("100000") }] });
  venue.control.setTouch("BTCUSDT", "61799.9", "61800.0", "2");
  kit = await openKit(venue.url);
});

afterEach(async () => {
  await kit.close();
  await venue.close();
});

describe("connect", () => {
  it("says what the key may do and opens the private stream", async () => {
    const rights = await must(kit.account.connect((event) => kit.events.push(event)));
    expect(rights).toEqual({ trade: true, withdraw: false, ipBound: true });
    await kit.clock.until("live", () =>
      kit.events.some((event) => event.kind === "stream" && event.state === "live"),
    );
    expect(venue.truth.userSockets("k1")).toBe(1);
  });

  it("refuses a wrong secret in words, without opening a stream", async () => {
    await kit.close();
    kit = await openKit(venue.url, {}, { apiKey: "k1", secret: "wrong" });
    const answer = await kit.account.connect((event) => kit.events.push(event));
    expect(answer).toMatchObject({ ok: false, failure: { code: "credentials-refused" } });
    expect(kit.events).toEqual([]);
  });
});

describe("create", () => {
  it("sends the approved terms to the last digit, once, and reports the order", async () => {
    const id = kit.nextId();
    const before = Date.now();
    const sent = await kit.create({ quantity: d("0.123"), price: d("60123.4"), postOnly: true }, id);
    expect(sent.answer).toMatchObject({ kind: "report", order: { clientId: id, status: "open" } });
    expect(venue.truth.creates).toHaveLength(1);
    expect(venue.truth.creates[0]).toMatchObject({
      clientId: id,
      terms: {
        symbol: "BTCUSDT",
        side: "BUY",
        type: "LIMIT",
        quantity: "0.123",
        price: "60123.4",
        timeInForce: "GTX",
      },
    });
    expect(sent.acceptableUntilMs).toBeGreaterThanOrEqual(before + 10_000);
    expect(sent.acceptableUntilMs).toBeLessThanOrEqual(Date.now() + 10_000);
  });

  it("reports a filled market order", async () => {
    const { answer } = await kit.create({ type: "market", quantity: d("0.5") });
    expect(answer).toMatchObject({ kind: "report", order: { status: "filled", filled: d("0.5") } });
    expect(answer.kind === "report" && answer.order.averagePrice?.toString()).toBe("61800");
  });
});

describe("the private stream", () => {
  it("tells fills with trade id, fee and realised profit, then the order, then the account", async () => {
    await kit.connect();
    await must(kit.account.snapshot());
    const id = kit.nextId();
    await kit.create({ type: "market", quantity: d("0.5") }, id);
    await kit.clock.until("position", () => kit.events.some((event) => event.kind === "positions"));
    const kinds = kit.events.filter((event) => event.kind !== "stream").map((event) => event.kind);
    expect(kinds).toEqual(["order", "fill", "order", "balances", "positions"]);
    const fill = kit.events.find((event) => event.kind === "fill");
    expect(fill).toMatchObject({
      fill: {
        clientId: id,
        quantity: d("0.5"),
        price: d("61800"),
        fee: d("15.45"),
        feeAsset: "USDT",
        liquidity: "taker",
      },
    });
    const truth = venue.truth.accounts.get("k1")?.trades.at(-1);
    expect(fill?.kind === "fill" && fill.fill.tradeId).toBe(String(truth?.id));
  });
});

describe("snapshot", () => {
  it("reads balances, positions with leverage, orders of the book and waiting triggers", async () => {
    await kit.create({ type: "market", quantity: d("0.5") });
    await kit.create({ price: d("60000.0") });
    const trigger = await kit.create({
      type: "stop",
      side: "sell",
      trigger: d("60000.0"),
      quantity: d("0.5"),
    });
    expect(trigger.answer).toMatchObject({ kind: "report", order: { status: "open" } });
    const snapshot = await must(kit.account.snapshot());
    expect(snapshot.positions).toMatchObject([{ listing: BTC, quantitySigned: d("0.5"), leverage: d("20") }]);
    expect(snapshot.openOrders.map((order) => order.terms.type).sort()).toEqual(["limit", "stop"]);
    expect(snapshot.balances[0]?.wallet.toString()).toBe("99984.55");
    expect(snapshot.positionMode).toBe("one-way");
  });
});

describe("cancel and query", () => {
  it("finds and cancels by our id, in the book and in the algo service", async () => {
    for (const terms of [
      {},
      { type: "stop", side: "sell", trigger: d("60000.0"), quantity: d("0.01") },
    ] as const) {
      const clientId = kit.nextId();
      await kit.create(terms, clientId);
      const order: OrderReference = { listing: BTC, type: "type" in terms ? terms.type : "limit", clientId };
      expect(await kit.account.query(order)).toMatchObject({
        kind: "found",
        order: { status: "open", clientId },
      });
      expect(await kit.account.cancel(order)).toMatchObject({ kind: "canceled" });
      expect(await kit.account.query(order)).toMatchObject({ kind: "found", order: { status: "canceled" } });
      expect(await kit.account.cancel(order)).toMatchObject({ kind: "not-found" });
    }
  });

  it("does not find what never was", async () => {
    expect(await kit.account.query({ listing: BTC, type: "limit", clientId: "nobody" })).toEqual({
      kind: "not-found",
    });
    expect(await kit.account.query({ listing: BTC, type: "stop", clientId: "nobody" })).toEqual({
      kind: "not-found",
    });
  });
});
