// The private stream through drops, expiries, silence and disorder, over real sockets.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import type { VenueEvent } from "../../../../src-core/order-terms/venue-event.ts";
import { BTC, d, must, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("100000") }] });
  venue.control.setTouch("BTCUSDT", "61799.9", "61800.0", "2");
  kit = await openKit(venue.url);
  await kit.connect();
});

afterEach(async () => {
  await kit.close();
  await venue.close();
});

const states = (): string[] => kit.events.flatMap((it) => (it.kind === "stream" ? [it.state] : []));
const ofKind = <K extends VenueEvent["kind"]>(kind: K) =>
  kit.events.filter((it): it is Extract<VenueEvent, { kind: K }> => it.kind === kind);
const seen = (kind: VenueEvent["kind"], count = 1) =>
  kit.clock.until(`${String(count)} ${kind}`, () => ofKind(kind).length >= count);

describe("a dropped stream", () => {
  it("comes back by itself, says that events may be missing, and is whole after a snapshot", async () => {
    venue.control.dropUserStreams();
    await kit.clock.until("gap", () => states().includes("gap"));
    expect(states()).toEqual(["connecting", "live", "down", "connecting", "gap"]);
    await must(kit.account.snapshot());
    await kit.clock.until("live again", () => states().at(-1) === "live");
  });

  it("stays incomplete when the snapshot was begun before the drop", async () => {
    venue.control.failNext("GET /fapi/v1/openOrders", {
      execute: true,
      answerAfterMs: 150,
      answer: { kind: "normal" },
    });
    const snapshot = kit.account.snapshot();
    venue.control.dropUserStreams();
    await kit.clock.until("gap", () => states().includes("gap"));
    await must(snapshot);
    kit.clock.advance(100);
    expect(states().at(-1)).toBe("gap");
  });

  it("hears events of the new connection once", async () => {
    venue.control.dropUserStreams();
    await kit.clock.until("gap", () => states().includes("gap"));
    await kit.create({ type: "market", quantity: d("0.1") });
    await seen("fill");
    kit.clock.advance(50);
    expect(ofKind("fill")).toHaveLength(1);
    expect(venue.truth.userSockets("k1")).toBe(1);
  });
});

describe("the listen key", () => {
  it("is renewed before its hour is over", async () => {
    const puts = () => venue.truth.requests.filter((it) => it.method === "PUT").length;
    kit.clock.advance(1_500_000);
    await kit.clock.until("a renewal", () => puts() === 1);
    kit.clock.advance(1_500_000);
    await kit.clock.until("another", () => puts() === 2);
    expect(states()).toEqual(["connecting", "live"]);
  });

  it("is replaced, with a new socket, when it expires", async () => {
    venue.control.expireListenKey("k1");
    await kit.clock.until("gap", () => states().includes("gap"));
    await kit.create({ type: "market", quantity: d("0.1") });
    await seen("fill");
  });

  it("is replaced when the renewal is refused", async () => {
    venue.control.rejectNext("PUT /fapi/v1/listenKey", -1125, "This listenKey does not exist.");
    kit.clock.advance(1_500_000);
    await kit.clock.until("gap", () => states().includes("gap"));
  });
});

describe("events", () => {
  it("arrive doubled when the network doubles them: the identity of a fill is its own", async () => {
    venue.control.eventFault({ kind: "duplicate" }, 20);
    await kit.create({ type: "market", quantity: d("0.1") });
    await seen("fill", 2);
    const [first, second] = ofKind("fill");
    expect(first?.fill).toEqual(second?.fill);
  });

  it("carry realised profit, the maker's fee and a foreign client id", async () => {
    await kit.create({ type: "market", quantity: d("0.5") });
    venue.control.placeForeign("k1", {
      symbol: "BTCUSDT",
      side: "SELL",
      type: "LIMIT",
      quantity: "0.5",
      price: "61900.0",
      newClientOrderId: "bot-7",
    });
    venue.control.trade("BTCUSDT", "61900.0", "0.2", "BUY");
    await seen("fill", 2);
    expect(ofKind("fill")[1]?.fill).toMatchObject({
      clientId: "bot-7",
      liquidity: "maker",
      quantity: d("0.2"),
      price: d("61900"),
      fee: d("2.476"),
      realisedPnl: d("20"),
    });
    expect(ofKind("order").at(-1)?.order).toMatchObject({ status: "open", filled: d("0.2") });
  });

  it("tell money that moved without a trade", async () => {
    venue.control.moveMoney("k1", "-12.5", "FUNDING_FEE");
    venue.control.moveMoney("k1", "1000", "DEPOSIT");
    await seen("flow", 2);
    expect(ofKind("flow").map(({ flow }) => [flow.kind, flow.amount.toString(), flow.asset])).toEqual([
      ["funding", "-12.5", "USDT"],
      ["transfer", "1000", "USDT"],
    ]);
    expect(ofKind("balances").at(-1)?.balances[0]?.wallet).toEqual(d("100987.5"));
  });

  it("never show more available than was read, until it is read again", async () => {
    await must(kit.account.snapshot());
    venue.control.moveMoney("k1", "1000", "DEPOSIT");
    await seen("balances");
    expect(ofKind("balances")[0]?.balances).toEqual([
      { asset: "USDT", wallet: d("101000"), available: d("100000") },
    ]);
    await seen("balances", 2);
    expect(ofKind("balances")[1]?.balances).toEqual([
      { asset: "USDT", wallet: d("101000"), available: d("101000") },
    ]);
  });

  it("name a liquidation", async () => {
    await kit.create({ type: "market", quantity: d("0.5") });
    venue.control.liquidate("k1");
    await seen("liquidation");
    expect(ofKind("liquidation")[0]).toMatchObject({ listing: BTC });
    await kit.clock.until(
      "flat",
      () => ofKind("positions").at(-1)?.positions[0]?.quantitySigned.isZero() === true,
    );
  });
});

describe("a trigger", () => {
  const stop = {
    type: "stop",
    side: "sell",
    trigger: d("61000.0"),
    quantity: d("0.5"),
    triggerBy: "mark",
  } as const;

  it("fires, and its fills belong to our client id", async () => {
    await kit.create({ type: "market", quantity: d("0.5") });
    const clientId = kit.nextId();
    await kit.create({ ...stop, reduceOnly: true }, clientId);
    venue.control.setMark("BTCUSDT", "60900.0");
    await seen("fill", 2);
    expect(ofKind("fill")[1]?.fill).toMatchObject({ clientId, side: "sell", quantity: d("0.5") });
    const answer = await kit.account.query({ listing: BTC, type: "stop", clientId });
    expect(answer).toMatchObject({ kind: "found", order: { clientId, status: "filled", filled: d("0.5") } });
  });

  it("is cancelled where it is after it fired", async () => {
    const clientId = kit.nextId();
    await kit.create({ ...stop, type: "stop-limit", price: d("62500.0"), side: "sell" }, clientId);
    venue.control.setMark("BTCUSDT", "60900.0");
    const order = { listing: BTC, type: "stop-limit", clientId } as const;
    await kit.clock.until("the order that it made", () =>
      ofKind("order").some((it) => it.order.terms.type === "limit"),
    );
    expect(await kit.account.query(order)).toMatchObject({
      kind: "found",
      order: { status: "open", clientId },
    });
    expect(await kit.account.cancel(order)).toMatchObject({
      kind: "canceled",
      order: { status: "canceled" },
    });
  });

  it("says why when the venue refuses it at the trigger", async () => {
    await kit.create({ type: "market", quantity: d("0.5") });
    await kit.create({ ...stop, reduceOnly: true });
    venue.control.placeForeign("k1", { symbol: "BTCUSDT", side: "SELL", type: "MARKET", quantity: "0.5" });
    venue.control.setMark("BTCUSDT", "60900.0");
    await kit.clock.until("a rejection", () => ofKind("order").some((it) => it.order.status === "rejected"));
    expect(ofKind("order").find((it) => it.order.status === "rejected")?.order.reason).toMatch(/ReduceOnly/);
  });
});
