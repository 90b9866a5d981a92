// Position mode, leverage, clocks, key rights, fills and the demo environment.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import { BTC, d, must, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let venue: RunningVenue;
let kit: LoopbackKit;

beforeEach(async () => {
  venue = await start({
    accounts: [
      { apiKey: "k1", secret: "s1", usdt: d("100000") },
      {
        apiKey: "hedged",
        secret: "h",
        usdt: d("100000"),
        hedge: true,
        rights: { withdraw: true, ipRestrict: false },
      },
    ],
  });
  kit = await openKit(venue.url);
});

afterEach(async () => {
  await kit.close();
  await venue.close();
});

async function reopen(
  ...args: Parameters<typeof openKit> extends [string, ...infer Rest] ? Rest : never
): Promise<void> {
  await kit.close();
  kit = await openKit(venue.url, ...args);
}

describe("key rights", () => {
  it("shows that a key may withdraw and is bound to no address", async () => {
    await reopen({ positionMode: "hedge" }, { apiKey: "hedged", secret: "h" });
    expect(await must(kit.account.connect(() => undefined))).toEqual({
      trade: true,
      withdraw: true,
      ipBound: false,
    });
  });

  it("are unknown, not safe, when the venue does not say", async () => {
    venue.control.failNext("GET /sapi/v1/account/apiRestrictions", "503-unknown");
    const rights = await must(kit.account.connect(() => undefined));
    expect(rights).toEqual({ trade: "unknown", withdraw: "unknown", ipBound: "unknown" });
  });

  it("are unknown in the demo environment, which has no such endpoint", async () => {
    await reopen({ environment: "testnet" });
    const rights = await must(kit.account.connect(() => undefined));
    expect(rights).toEqual({ trade: "unknown", withdraw: "unknown", ipBound: "unknown" });
    const hosts = venue.truth.requests.filter((it) => it.apiKey === "k1").map((it) => it.host);
    expect(new Set(hosts)).toEqual(new Set(["demo-fapi.binance.com"]));
  });
});

describe("hedge mode", () => {
  beforeEach(() => reopen({ positionMode: "hedge" }, { apiKey: "hedged", secret: "h" }));

  it("sends the position side and never reduceOnly, and reads both sides signed", async () => {
    await kit.create({ type: "market", positionSide: "long", side: "buy", quantity: d("0.3") });
    await kit.create({ type: "market", positionSide: "short", side: "sell", quantity: d("0.2") });
    await kit.create({
      type: "market",
      positionSide: "long",
      side: "sell",
      quantity: d("0.1"),
      reduceOnly: true,
    });
    expect(venue.truth.creates.map(({ terms }) => [terms["positionSide"], terms["reduceOnly"]])).toEqual([
      ["LONG", undefined],
      ["SHORT", undefined],
      ["LONG", undefined],
    ]);
    const { positions, positionMode } = await must(kit.account.snapshot());
    expect(positionMode).toBe("hedge");
    expect(positions.map((it) => [it.positionSide, it.quantitySigned.toString()])).toEqual([
      ["long", "0.2"],
      ["short", "-0.2"],
    ]);
  });

  it("is what positionMode answers", async () => {
    expect(await kit.account.positionMode()).toEqual({ ok: true, value: "hedge" });
  });
});

describe("leverage", () => {
  it("is set and shown", async () => {
    await must(kit.account.setLeverage(BTC, 7));
    expect(venue.truth.accounts.get("k1")?.leverage.get("BTCUSDT")).toBe(7);
  });

  it("that the venue refuses is a failure in its words", async () => {
    const answer = await kit.account.setLeverage(BTC, 500);
    expect(answer).toMatchObject({ ok: false, failure: { place: "leverage" } });
    expect(!answer.ok && answer.failure.message).toMatch(/500 is not valid/);
  });
});

describe("the clock", () => {
  it("is measured against the venue's and corrected in what is signed", async () => {
    venue.control.clockOffset(-5_000);
    expect(await kit.create()).toMatchObject({ answer: { kind: "rejected", code: "-1021" } });
    const error = await kit.account.clockErrorMs();
    expect(error).toBeGreaterThan(4_800);
    expect(error).toBeLessThan(5_200);
    const before = Date.now();
    const sent = await kit.create();
    expect(sent.answer.kind).toBe("report");
    expect(sent.acceptableUntilMs).toBeGreaterThan(before + 9_500);
    expect(sent.acceptableUntilMs).toBeLessThan(Date.now() + 10_500);
  });

  it("is not mistaken for the time that the answer waited", async () => {
    venue.control.failNext("create", "429");
    await kit.create();
    const measuring = kit.account.clockErrorMs();
    await new Promise((resolve) => setTimeout(resolve, 120));
    kit.clock.advance(1_100);
    expect(Math.abs((await measuring) ?? Number.NaN)).toBeLessThan(60);
  });

  it("is unknown when it could not be measured", async () => {
    venue.control.failNext("GET /fapi/v1/time", "503-unknown");
    expect(await kit.account.clockErrorMs()).toBeUndefined();
  });
});

describe("fillsSince", () => {
  it("reads all pages, oldest first, each once", async () => {
    const account = venue.truth.accounts.get("k1");
    const now = Date.now();
    const template = {
      orderId: 1,
      symbol: "BTCUSDT",
      side: "BUY",
      positionSide: "BOTH",
      maker: false,
    } as const;
    const money = { price: d("60000"), quantity: d("0.001"), commission: d("0.03"), realizedPnl: d("0") };
    for (let id = 1; id <= 2_345; id += 1) {
      account?.trades.push({ ...template, ...money, id, timeMs: now - 20 * 86_400_000 + id * 700_000 });
    }
    const since = now - 20 * 86_400_000 + 100 * 700_000;
    const fills = await must(kit.account.fillsSince(BTC, since));
    expect(fills.map((fill) => fill.tradeId)).toEqual(
      Array.from({ length: 2_246 }, (_, index) => String(index + 100)),
    );
  });

  it("fails as a whole when one page fails", async () => {
    venue.control.failNext("GET /fapi/v1/userTrades", { execute: true, answer: { kind: "normal" } });
    venue.control.failNext("GET /fapi/v1/userTrades", "503-unknown");
    const answer = await kit.account.fillsSince(BTC, Date.now() - 10 * 86_400_000);
    expect(answer).toMatchObject({ ok: false, failure: { code: "venue-read-failed" } });
  });
});

describe("snapshots asked for at the same time", () => {
  it("are read one after the other, and who waits shares a reading that began after he asked", async () => {
    const reads = () => venue.truth.requests.filter((it) => it.path === "/fapi/v3/positionRisk").length;
    venue.control.failNext("GET /fapi/v1/openOrders", {
      execute: true,
      answerAfterMs: 60,
      answer: { kind: "normal" },
    });
    const first = kit.account.snapshot();
    await kit.clock.until("the first reading", () => reads() === 1);
    await kit.create();
    const [second, third] = [kit.account.snapshot(), kit.account.snapshot()];
    expect((await must(second)).openOrders).toHaveLength(1);
    expect(await third).toBe(await second);
    await must(first);
    expect(reads()).toBe(2);
  });
});

describe("connect", () => {
  it("fails, and leaves nothing running, when the private stream does not open", async () => {
    venue.control.failNext("POST /fapi/v1/listenKey", "503-unknown", 1_000);
    const answer = kit.account.connect(() => undefined);
    await kit.clock.until(
      "tries",
      () => venue.truth.requests.filter((it) => it.path.endsWith("listenKey")).length > 2,
    );
    kit.clock.advance(20_000);
    expect(await answer).toMatchObject({ ok: false, failure: { code: "stream-unreachable" } });
    await must(kit.account.snapshot());
    const tries = venue.truth.requests.length;
    kit.clock.advance(60_000);
    await must(kit.account.snapshot());
    expect(venue.truth.requests.slice(tries).some((it) => it.path.endsWith("listenKey"))).toBe(false);
  });
});

describe("every signed request", () => {
  it("carried a signature that the venue found right", async () => {
    await kit.connect();
    await kit.create();
    await must(kit.account.snapshot());
    const signed = venue.truth.requests.filter((it) => it.apiKey !== undefined);
    expect(signed.length).toBeGreaterThan(10);
    expect(signed.every((it) => it.signatureGood)).toBe(true);
  });
});
