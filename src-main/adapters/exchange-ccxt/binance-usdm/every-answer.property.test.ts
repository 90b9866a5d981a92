// What a venue's answers may hold: real ones of every endpoint, damaged in one place, and anything else that JSON can say.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { damaged } from "../../../../e2e/fixtures/shaped.ts";
import { start, type RunningVenue } from "../../../../e2e/venues/binance-usdm/start.ts";
import { isJson, type Json } from "../json-fields.ts";
import { LimiterQueue } from "../limiter-queue.ts";
import { BTC, d, openKit, type LoopbackKit } from "../testing/loopback-kit.ts";
import { BinanceSession } from "./binance-session.ts";
import { classifyAmend, classifyCancel, classifyCreate, classifyQuery, readBody } from "./classify.ts";
import type { EndpointName } from "./endpoints.ts";
import { readIncome } from "./flows-since.ts";
import {
  readBalances,
  readKeyRights,
  readLeverages,
  readPositionMode,
  readPositions,
  readTiers,
} from "./read-account.ts";
import { readListings } from "./read-listing.ts";
import {
  readBook,
  readBookTicker,
  readCandles,
  readLastTrade,
  readMarkPrice,
  readPublicTrade,
} from "./read-market.ts";
import { readOrder, readTrade, readTrigger } from "./read-order.ts";

const RUNS = 1_000;
const BTCUSDT = { symbol: "BTCUSDT" };

type Reader = (body: unknown) => unknown;
const each =
  (read: (raw: Json) => unknown): Reader =>
  (body) =>
    Array.isArray(body) ? body.map((raw: unknown) => (isJson(raw) ? read(raw) : undefined)) : undefined;

/** Every answer that is read over REST, with a request that brings a real one. */
const ANSWERS: readonly (readonly [EndpointName, Readonly<Record<string, string>>, Reader])[] = [
  ["account", {}, readBalances],
  ["symbolConfig", {}, readLeverages],
  ["positions", {}, (body) => readPositions(body, new Map())],
  ["accountConfig", {}, readPositionMode],
  ["keyRights", {}, readKeyRights],
  ["brackets", {}, readTiers],
  ["exchangeInfo", {}, readListings],
  ["klines", { ...BTCUSDT, interval: "1m", limit: "5" }, readCandles],
  ["openOrders", {}, each(readOrder)],
  ["openTriggers", {}, each(readTrigger)],
  ["trades", BTCUSDT, each(readTrade)],
  ["allOrders", BTCUSDT, each(readOrder)],
  ["allTriggers", BTCUSDT, each(readTrigger)],
  ["income", {}, readIncome],
];

/** What the market's streams send, as Binance documents it. */
const MESSAGES: readonly (readonly [string, unknown, Reader])[] = [
  [
    "bookTicker",
    { e: "bookTicker", s: "BTCUSDT", b: "1.0", B: "2", a: "1.1", A: "3", T: 1, E: 1 },
    readBookTicker,
  ],
  [
    "markPrice",
    { e: "markPriceUpdate", s: "BTCUSDT", p: "1", i: "1", r: "0.0001", T: 9, E: 1 },
    readMarkPrice,
  ],
  ["trade", { e: "aggTrade", s: "BTCUSDT", p: "1.0", q: "2", T: 1, E: 1, m: true }, readLastTrade],
  ["book", { s: "BTCUSDT", b: [["1.0", "2"]], a: [["1.1", "3"]], E: 1, T: 1 }, (raw) => readBook(raw, BTC)],
  [
    "public trade",
    { e: "aggTrade", s: "BTCUSDT", p: "1", q: "2", T: 1, m: false },
    (raw) => readPublicTrade(raw, BTC),
  ],
];

const answered = (body: unknown, status = 200) => ({
  kind: "answered" as const,
  status,
  body,
  sentAtMs: 1,
  answeredAtMs: 2,
});

describe("every answer of the venue", () => {
  let venue: RunningVenue;
  let kit: LoopbackKit;
  let session: BinanceSession;

  beforeAll(async () => {
    venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: d("20000") }] });
    kit = await openKit(venue.url);
    await kit.connect();
    await kit.create();
    await kit.create({ type: "stop", trigger: d("99000") });
    const context = { clock: kit.clock, limiter: new LimiterQueue(kit.clock), relay: venue.url };
    const secrets = { apiKey: "k1", secret: "s1" };
    session = new BinanceSession({ context, environment: "live", accountId: "fuzz", secrets });
  });
  afterAll(async () => {
    await kit.close();
    await venue.close();
  });

  it.each(ANSWERS)(
    "%s is read, or refused as unreadable, and never thrown over",
    async (endpoint, params, read) => {
      const real = await session.ask(endpoint, params, "ask");
      if (real.kind !== "answered") throw new Error(`no real answer of ${endpoint}: ${real.kind}`);
      expect(readBody(real, endpoint, read).ok).toBe(true);
      const bodies = fc.oneof(
        { weight: 4, arbitrary: damaged(real.body) },
        { weight: 1, arbitrary: fc.jsonValue() },
      );
      fc.assert(
        fc.property(bodies, (body) => {
          const outcome = readBody(answered(body), endpoint, (held) => read(held) ?? undefined);
          expect(outcome.ok || outcome.failure.code !== "").toBe(true);
        }),
        { numRuns: RUNS },
      );
    },
  );

  it.each(MESSAGES)("a %s message is read or dropped, and never thrown over", (_, sample, read) => {
    const bodies = fc.oneof(
      { weight: 4, arbitrary: damaged(sample) },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    fc.assert(
      fc.property(bodies, (body) => {
        expect(() => read(body)).not.toThrow();
      }),
      { numRuns: RUNS },
    );
  });

  it("to a create, an amend, a cancel or a query is never a refusal unless the venue's own code says so", () => {
    const statuses = fc.constantFrom(200, 201, 400, 401, 403, 404, 408, 418, 429, 500, 502, 503);
    fc.assert(
      fc.property(fc.jsonValue(), statuses, (body, status) => {
        if (isJson(body) && "code" in body) return;
        const result = answered(body, status);
        for (const classify of [classifyCreate, classifyAmend, classifyCancel, classifyQuery])
          expect(["rejected", "not-found"]).not.toContain(classify(result, undefined).kind);
      }),
      { numRuns: RUNS },
    );
  });
});
