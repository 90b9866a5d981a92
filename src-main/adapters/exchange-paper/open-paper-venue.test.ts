import { describe, expect, it } from "vitest";
import type { Candle } from "../../../src-core/market/candle.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import type { VenueEvent } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountPort } from "../../ports/exchange.ts";
import { approved } from "../../ports/exchange-trader.conformance.ts";
import type { MarketSource } from "./market-source.ts";
import { openPaperVenue, type PaperVenue } from "./open-paper-venue.ts";
import { PAPER_LISTINGS } from "./paper-listings.ts";
import { syntheticMarket } from "./synthetic-market.ts";
import { type ManualClock, manualClock } from "./testing/manual-clock.ts";
import { memoryLog } from "./testing/memory-log.ts";
import { countedIds, paperTestAccount } from "./testing/paper-accounts.ts";
import { BTC, dec, termsOf } from "./testing/paper-desk.ts";

const NOW_MS = Date.UTC(2026, 5, 10, 9, 30);
const DAY_MS = 86_400_000;

interface World {
  readonly clock: ManualClock;
  readonly venue: PaperVenue;
  readonly port: AccountPort;
  readonly events: VenueEvent[];
  create(clientId: string, terms: Partial<OrderTerms>): ReturnType<AccountPort["create"]>;
  during<T>(promise: Promise<T>): Promise<T>;
}

async function world(log = memoryLog(), nowMs = NOW_MS, seed = "world"): Promise<World> {
  const clock = manualClock(nowMs);
  const venue = await openPaperVenue({ clock, ids: countedIds(), log, seed });
  const port = venue.openAccount(paperTestAccount("a"), undefined);
  const events: VenueEvent[] = [];
  async function during<T>(promise: Promise<T>): Promise<T> {
    await clock.advance(200);
    return promise;
  }
  await during(port.connect((event) => events.push(event)));
  await clock.advance(200);
  return {
    clock,
    venue,
    port,
    events,
    during,
    create: (clientId, terms) => during(port.create(approved(port, clientId, termsOf(terms)))),
  };
}

async function candles(venue: PaperVenue, limit: number): Promise<readonly Candle[]> {
  const answer = await venue.market.candles(BTC, "1m", limit);
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

async function shown({ port, during }: World) {
  const answer = await during(port.snapshot());
  if (!answer.ok) throw new Error(answer.failure.message);
  const { atMs: _, ...rest } = answer.value;
  return rest;
}

describe("a restart", () => {
  it("finds orders, fills, client ids and the market as they were", async () => {
    const log = memoryLog();
    const first = await world(log);
    await first.create("one", { quantity: dec("0.1") });
    await first.create("two", { quantity: dec("0.1"), price: dec("50000") });
    const before = { orders: (await shown(first)).openOrders, candles: await candles(first.venue, 5) };
    const nowMs = first.clock.nowMs();
    await first.venue.close();
    const second = await world(log, nowMs, "another seed");
    expect(JSON.stringify((await shown(second)).openOrders)).toBe(JSON.stringify(before.orders));
    expect((await second.create("one", { quantity: dec("0.1") })).answer).toMatchObject({ code: "-4116" });
    expect(
      (await second.during(second.port.query({ listing: BTC, type: "market", clientId: "one" }))).kind,
    ).toBe("found");
    expect((await candles(second.venue, 5))[0]).toEqual(before.candles[0]);
  });

  it("after a crash before the answer, the order is there exactly when its record is", async () => {
    const log = memoryLog();
    const first = await world(log);
    await first.create("kept", { quantity: dec("0.1"), price: dec("50000") });
    const crashed = memoryLog(log.texts);
    const withoutIt = memoryLog(log.texts.filter((text) => !text.includes('"clientId":"kept"')));
    const reference = { listing: BTC, type: "limit", clientId: "kept" } as const;
    const again = await world(crashed);
    expect((await again.during(again.port.query(reference))).kind).toBe("found");
    const never = await world(withoutIt);
    expect((await never.during(never.port.query(reference))).kind).toBe("not-found");
  });

  it("refuses to go on from records that it does not understand, and says so", async () => {
    const log = memoryLog(['{"kind":"opened","version":2,"seed":"s","atMs":1}']);
    const { venue, port, during } = await world(log);
    expect(venue.problem).toContain("newer version");
    expect(await during(port.connect(() => undefined))).toMatchObject({ ok: false });
    expect(log.texts.length).toBe(1);
  });
});

describe("while the app was closed", () => {
  async function reopened(
    terms: (price: Decimal) => Partial<OrderTerms>,
    awayMs: number,
    before: (first: Awaited<ReturnType<typeof world>>) => Promise<unknown> = async () => undefined,
  ) {
    const log = memoryLog();
    const first = await world(log);
    const last = (await candles(first.venue, 1)).at(-1)?.close ?? dec("0");
    await first.create("rests", terms(last));
    await before(first);
    await first.venue.close();
    return world(log, first.clock.nowMs() + awayMs);
  }
  const moved = (price: Decimal, thousandths: number) =>
    price
      .times(Decimal.fromInteger(1_000 + thousandths))
      .dividedBy(Decimal.fromInteger(1_000), 0, "half-even");

  it("a limit that the market passed is filled at its price, in the minute in which it was passed", async () => {
    const later = await reopened((price) => ({ quantity: dec("0.1"), price: moved(price, -5) }), DAY_MS);
    const fills = await later.during(later.port.fillsSince(BTC, 0));
    if (!fills.ok) throw new Error(fills.failure.message);
    const [fill] = fills.value;
    if (fill === undefined) throw new Error("the price of this seed falls by 0.5% within this day");
    expect(fill.liquidity).toBe("maker");
    const minutes = await candles(later.venue, 2_000);
    const passed = minutes.find((candle) => candle.startMs >= NOW_MS && candle.low.lessThan(fill.price));
    const inside = minutes.find(
      (candle) => candle.startMs <= fill.atMs && fill.atMs < candle.startMs + 60_000,
    );
    expect(inside).toBeDefined();
    expect(passed?.startMs).toBe(inside?.startMs);
    expect((await shown(later)).openOrders).toEqual([]);
  });

  it("a countdown that passed ended the order before the market could reach it", async () => {
    const later = await reopened(
      (price) => ({ quantity: dec("0.1"), price: moved(price, -5) }),
      DAY_MS,
      (first) => first.during(first.port.setCountdown?.(BTC, 30_000) ?? Promise.reject(new Error("none"))),
    );
    expect(await later.during(later.port.fillsSince(BTC, 0))).toEqual({ ok: true, value: [] });
    expect((await shown(later)).openOrders).toEqual([]);
  });

  it("an order that was not reached still rests", async () => {
    const later = await reopened(
      (price) => ({ quantity: dec("0.1"), price: moved(price, -600) }),
      20 * DAY_MS,
    );
    expect((await shown(later)).openOrders.length).toBe(1);
  });

  it("a position that the market ran over was liquidated then", async () => {
    const log = memoryLog();
    const first = await world(log);
    await first.during(first.port.setLeverage(BTC, 50));
    const last = (await candles(first.venue, 1)).at(-1)?.close ?? dec("1");
    const whole = dec("2500000").dividedBy(last, 3, "down");
    await first.create("all", { quantity: whole });
    const before = log.texts.length;
    await first.venue.close();
    const later = await world(log, first.clock.nowMs() + 40 * DAY_MS);
    const liquidation = log.texts.slice(before).find((text) => text.includes('"kind":"liquidated"'));
    expect(liquidation).toBeDefined();
    expect((await shown(later)).positions).toEqual([]);
  });

  it("the same holds after the machine slept", async () => {
    const made = await world();
    const last = (await candles(made.venue, 1)).at(-1)?.close ?? dec("0");
    await made.create("rests", { quantity: dec("0.1"), price: moved(last, -5) });
    const sleptAtMs = made.clock.nowMs();
    made.clock.jumpTo(sleptAtMs + DAY_MS);
    await made.clock.advance(500);
    const fill = made.events.find((event) => event.kind === "fill");
    if (fill?.kind !== "fill") throw new Error("the price of this seed falls by 0.5% within this day");
    expect(fill.fill.liquidity).toBe("maker");
    expect(fill.fill.atMs).toBeGreaterThan(sleptAtMs);
    expect(fill.fill.atMs).toBeLessThan(sleptAtMs + DAY_MS);
  });

  it("funding of every boundary was paid, at most once", async () => {
    const log = memoryLog();
    const first = await world(log);
    await first.create("long", { quantity: dec("0.1") });
    await first.venue.close();
    const nowMs = first.clock.nowMs() + 3 * DAY_MS;
    await (await world(log, nowMs)).venue.close();
    await (await world(log, nowMs + 1_000)).venue.close();
    const flows = log.texts.filter((text) => text.includes('"kind":"funding"'));
    expect(flows.length).toBe(9);
  });
});

describe("when the log fails", () => {
  it("an order that is not durable is refused, and does not exist", async () => {
    const log = memoryLog();
    const made = await world(log);
    log.fail("append");
    expect((await made.create("lost", { quantity: dec("0.1") })).answer).toMatchObject({
      kind: "rejected",
      code: "-1008",
    });
    log.fail("never");
    const reference = { listing: BTC, type: "market", clientId: "lost" } as const;
    expect((await made.during(made.port.query(reference))).kind).toBe("not-found");
    expect((await made.create("lost", { quantity: dec("0.1") })).answer.kind).toBe("accepted");
  });

  it("one that may be in the log after all is unknown", async () => {
    const log = memoryLog();
    const made = await world(log);
    log.fail("append-and-repair");
    expect((await made.create("doubt", { quantity: dec("0.1") })).answer.kind).toBe("unknown");
    expect(made.events.filter((event) => event.kind === "fill")).toEqual([]);
  });
});

describe("a bug of our own", () => {
  it("stops the paper venue and says so, and nothing is done after it", async () => {
    const clock = manualClock(NOW_MS);
    const log = memoryLog();
    let broken = false;
    const source = (seed: string): MarketSource => {
      const market = syntheticMarket(seed, PAPER_LISTINGS);
      return {
        ...market,
        moment(...asked) {
          if (broken) throw new Error("Invariant: a bug");
          return market.moment(...asked);
        },
      };
    };
    const venue = await openPaperVenue({
      clock,
      ids: countedIds(),
      log,
      seed: "bug",
      market: { venue: "paper", title: "Paper", source },
    });
    const port = venue.openAccount(paperTestAccount("a"), undefined);
    const events: VenueEvent[] = [];
    const connected = port.connect((event) => events.push(event));
    await clock.advance(200);
    await connected;
    broken = true;
    const sending = port.create(approved(port, "one", termsOf({ quantity: dec("0.1") })));
    await clock.advance(1_000);
    expect((await sending).answer.kind).toBe("unknown");
    expect(events.at(-1)).toMatchObject({ kind: "stream", state: "down" });
    expect(venue.problem).toContain("a bug");
    broken = false;
    const records = log.texts.length;
    const again = port.create(approved(port, "two", termsOf({ quantity: dec("0.1") })));
    await clock.advance(1_000);
    expect((await again).answer.kind).toBe("rejected");
    expect(log.texts.length).toBe(records);
  });
});

describe("time", () => {
  it("the same seed, clock and calls give the same trace", async () => {
    const trace = async () => {
      const made = await world();
      await made.create("one", { quantity: dec("0.4") });
      await made.create("two", { side: "sell", quantity: dec("0.4"), price: dec("80000") });
      await made.clock.advance(30_000);
      await made.during(made.port.cancel({ listing: BTC, type: "limit", clientId: "two" }));
      await made.venue.close();
      return JSON.stringify(made.events);
    };
    expect(await trace()).toBe(await trace());
  });

  it("nothing beats while nobody watches and nothing is at stake", async () => {
    const made = await world();
    await made.clock.advance(1_000);
    const timers: number[] = [];
    const { after } = made.clock;
    made.clock.after = (delayMs, run) => {
      timers.push(delayMs);
      return after(delayMs, run);
    };
    await made.clock.advance(60_000);
    expect(timers).toEqual([]);
    const stop = made.venue.market.watchQuote(BTC, () => undefined);
    await made.clock.advance(10_000);
    expect(timers.length).toBe(41);
    stop();
  });

  it("a create that arrives after its window is refused", async () => {
    const made = await world();
    const sending = made.port.create(approved(made.port, "late", termsOf({ quantity: dec("0.1") })));
    made.clock.jumpTo(made.clock.nowMs() + 60_000);
    await made.clock.advance(200);
    expect((await sending).answer).toMatchObject({ kind: "rejected", code: "-1021" });
  });

  it("answers take between 10 and 80 ms, there and back", async () => {
    const made = await world();
    const startMs = made.clock.monotonicMs();
    const asked = made.port.clockErrorMs().then(() => made.clock.monotonicMs() - startMs);
    await made.clock.advance(200);
    expect(await asked).toBeGreaterThanOrEqual(10);
    expect(await asked).toBeLessThanOrEqual(80);
  });
});
