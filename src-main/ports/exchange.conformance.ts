// What every exchange adapter must do, as numbered cases: against the paper venue, and against test venues that speak a
// real venue's wire protocol.
import { expect } from "vitest";
import { INTERVAL_MS } from "../../src-core/market/candle.ts";
import type { OrderBook } from "../../src-core/market/order-book.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { ConformanceCase } from "./conformance.ts";
import { AMEND_CASES } from "./exchange-amend.conformance.ts";
import { COUNTDOWN_CASES } from "./exchange-countdown.conformance.ts";
import type { CandleInterval } from "../../src-core/market/candle.ts";
import {
  approved,
  exchangeCase,
  held,
  isRefused,
  isTaken,
  type MakeExchange,
  QUIET_MS,
  signedTotal,
  snapshotState,
  streamState,
  total,
  type Trader,
  trader,
} from "./exchange-trader.conformance.ts";

const halfTick = (who: Trader) => who.listing.tick.dividedBy(Decimal.fromInteger(2), 18, "half-even");
const halfLot = (who: Trader) => who.listing.lot.dividedBy(Decimal.fromInteger(2), 18, "half-even");
const resting = (who: Trader) =>
  ({ type: "limit", price: who.price(-4), quantity: who.quantity(2) }) as const;

const MARKET_CASES = [
  exchangeCase(
    "EX-01",
    "listings are unique, belong to the venue and have positive steps",
    async (harness) => {
      const answer = await harness.settle(harness.venue.market.listings());
      if (!answer.ok) throw new Error(answer.failure.message);
      expect(answer.value.length).toBeGreaterThan(0);
      expect(new Set(answer.value.map((listing) => listing.key)).size).toBe(answer.value.length);
      for (const listing of answer.value) {
        expect(listing.venue).toBe(harness.venue.venue);
        expect(listing.key).toBe(`${listing.venue}:${listing.venueSymbol}`);
        for (const step of [listing.tick, listing.lot, listing.minQuantity])
          expect(step.isPositive()).toBe(true);
        expect(listing.maxQuantity.atLeast(listing.minQuantity)).toBe(true);
      }
    },
  ),
  exchangeCase("EX-02", "quotes come until stopped, with the bid below the ask", async (harness) => {
    const quotes: Quote[] = [];
    const stop = harness.venue.market.watchQuote(harness.listing, (quote) => quotes.push(quote));
    expect(quotes).toEqual([]);
    await harness.pass(3 * QUIET_MS);
    stop();
    const heard = quotes.length;
    expect(heard).toBeGreaterThan(0);
    for (const { bid, ask } of quotes)
      if (bid !== undefined && ask !== undefined) expect(bid.lessThan(ask)).toBe(true);
    await harness.pass(3 * QUIET_MS);
    expect(quotes.length).toBe(heard);
  }),
  exchangeCase("EX-03", "a book has ten levels a side, best first, without a cross", async (harness) => {
    const books: OrderBook[] = [];
    const stop = harness.venue.market.watchBook(harness.listing, (book) => books.push(book));
    await harness.pass(3 * QUIET_MS);
    stop();
    const book = books.at(-1);
    if (book === undefined) throw new Error("no book came");
    expect(Math.min(book.bids.length, book.asks.length)).toBeGreaterThanOrEqual(10);
    for (const [side, away] of [
      [book.bids, -1],
      [book.asks, 1],
    ] as const) {
      side
        .slice(1)
        .forEach((level, index) => expect(level.price.compare(side[index]?.price ?? level.price)).toBe(away));
      for (const level of side) expect(level.quantity.isPositive()).toBe(true);
    }
    const [bid, ask] = [book.bids[0]?.price, book.asks[0]?.price];
    expect(bid !== undefined && ask !== undefined && bid.lessThan(ask)).toBe(true);
  }),
  exchangeCase(
    "EX-04",
    "candles follow each other without a gap and contain their own prices",
    async (harness) => {
      for (const interval of ["1m", "1h"] satisfies CandleInterval[]) {
        const answer = await harness.settle(harness.venue.market.candles(harness.listing, interval, 50));
        if (!answer.ok) throw new Error(answer.failure.message);
        expect(answer.value.length).toBeGreaterThan(0);
        answer.value.forEach((candle, index) => {
          const before = answer.value[index - 1];
          if (before !== undefined) expect(candle.startMs - before.startMs).toBe(INTERVAL_MS[interval]);
          expect(candle.low.atMost(candle.open.min(candle.close))).toBe(true);
          expect(candle.high.atLeast(candle.open.max(candle.close))).toBe(true);
        });
      }
    },
  ),
];

const ORDER_CASES = [
  exchangeCase(
    "EX-05",
    "a limit away from the market is taken, told as open, and found by our id",
    async (harness) => {
      const who = await trader(harness);
      const terms = resting(who);
      const { clientId, sent } = await who.send(terms);
      expect(isTaken(sent)).toBe(true);
      expect(who.orderEvents(clientId).at(-1)?.status).toBe("open");
      const found = await who.query(clientId);
      expect(found?.status).toBe("open");
      expect(found?.terms.quantity.equals(terms.quantity)).toBe(true);
      expect(found?.terms.price?.equals(terms.price)).toBe(true);
      expect((await who.snapshot()).openOrders.map((order) => order.clientId)).toEqual([clientId]);
    },
  ),
  exchangeCase("EX-06", "the same client id never makes a second order", async (harness) => {
    const who = await trader(harness);
    const { clientId } = await who.send(resting(who));
    const again = await who.send(resting(who), clientId);
    expect(isTaken(again.sent)).toBe(false);
    expect((await who.snapshot()).openOrders.length).toBe(1);
  }),
  exchangeCase(
    "EX-07",
    "two creates of one client id on the way together make one order",
    async (harness) => {
      const who = await trader(harness);
      const clientId = harness.clientId();
      const both = [0, 1].map(() => who.send(resting(who), clientId));
      const taken = (await harness.settle(Promise.all(both))).filter(({ sent }) => isTaken(sent));
      expect(taken.length).toBe(1);
      expect((await who.snapshot()).openOrders.length).toBe(1);
    },
  ),
  exchangeCase(
    "EX-08",
    "the fills of a market order sum to its quantity, on the stream and when read",
    async (harness) => {
      const who = await trader(harness);
      const quantity = who.quantity(3);
      const { clientId, sent } = await who.send({ quantity });
      expect(isTaken(sent)).toBe(true);
      const fills = who.fills(clientId);
      expect(total(fills).equals(quantity)).toBe(true);
      expect(new Set(fills.map((fill) => fill.tradeId)).size).toBe(fills.length);
      const last = who.orderEvents(clientId).at(-1);
      expect(last?.status).toBe("filled");
      const read = await harness.settle(who.port.fillsSince(who.listing.key, 0));
      if (!read.ok) throw new Error(read.failure.message);
      expect(read.value.map((fill) => fill.tradeId)).toEqual(fills.map((fill) => fill.tradeId));
      for (const fill of fills) expect(fill.venueOrderId).toBe(last?.venueOrderId);
    },
  ),
  exchangeCase("EX-09", "a cancel ends the order, and a second one finds nothing", async (harness) => {
    const who = await trader(harness);
    const { clientId } = await who.send(resting(who));
    expect((await harness.settle(who.port.cancel(who.reference(clientId)))).kind).toBe("canceled");
    await harness.pass(QUIET_MS);
    expect(who.orderEvents(clientId).at(-1)?.status).toBe("canceled");
    expect((await who.query(clientId))?.status).toBe("canceled");
    expect((await who.snapshot()).openOrders).toEqual([]);
    expect((await harness.settle(who.port.cancel(who.reference(clientId)))).kind).toBe("not-found");
  }),
  exchangeCase("EX-10", "an order that never was is not found by query or cancel", async (harness) => {
    const who = await trader(harness);
    const never = who.reference(harness.clientId());
    expect((await harness.settle(who.port.query(never))).kind).toBe("not-found");
    expect((await harness.settle(who.port.cancel(never))).kind).toBe("not-found");
  }),
  exchangeCase("EX-11", "a post-only order that would take never trades", async (harness) => {
    const who = await trader(harness);
    const { clientId, sent } = await who.send({ type: "limit", price: who.price(2), postOnly: true });
    if (isTaken(sent)) expect((await who.query(clientId))?.status).toBe("canceled");
    else expect(sent.answer.kind).toBe("rejected");
    expect(who.fills()).toEqual([]);
  }),
  exchangeCase(
    "EX-12",
    "an order below the minimum notional is refused and leaves nothing",
    async (harness) => {
      const who = await trader(harness);
      const { clientId, sent } = await who.send({
        type: "limit",
        price: who.price(-4),
        quantity: who.listing.minQuantity,
      });
      expect(who.listing.minNotional.greaterThan(who.price(-4).times(who.listing.minQuantity))).toBe(true);
      expect(sent.answer.kind).toBe("rejected");
      expect(await who.query(clientId)).toBeUndefined();
    },
  ),
  exchangeCase("EX-13", "prices off the tick and quantities off the lot are refused", async (harness) => {
    const who = await trader(harness);
    const offTick = await who.send({ ...resting(who), price: who.price(-4).plus(halfTick(who)) });
    const offLot = await who.send({ ...resting(who), quantity: who.quantity(2).plus(halfLot(who)) });
    expect(isRefused(offTick.sent)).toBe(true);
    expect(isRefused(offLot.sent)).toBe(true);
    expect((await who.snapshot()).openOrders).toEqual([]);
  }),
  exchangeCase("EX-14", "an immediate order that meets nobody ends without a fill", async (harness) => {
    const who = await trader(harness);
    for (const timeInForce of ["IOC", "FOK"] as const) {
      const { clientId, sent } = await who.send({ ...resting(who), timeInForce });
      if (isRefused(sent)) expect(await who.query(clientId)).toBeUndefined();
      else expect(["expired", "canceled"]).toContain((await who.query(clientId))?.status);
    }
    expect(who.fills()).toEqual([]);
    expect((await who.snapshot()).openOrders).toEqual([]);
  }),
  exchangeCase("EX-15", "a stop waits for its trigger and can be cancelled by our id", async (harness) => {
    const who = await trader(harness);
    const terms = {
      type: "stop",
      side: "sell",
      trigger: who.price(-15),
      triggerBy: "mark",
      quantity: who.quantity(2),
    } as const;
    const { clientId, sent } = await who.send(terms);
    expect(isTaken(sent)).toBe(true);
    expect((await who.query(clientId, "stop"))?.status).toBe("open");
    expect((await harness.settle(who.port.cancel(who.reference(clientId, "stop")))).kind).toBe("canceled");
    expect((await who.query(clientId, "stop"))?.status).toBe("canceled");
    expect(who.fills()).toEqual([]);
  }),
];

const POSITION_CASES = [
  exchangeCase("EX-16", "a position is the sum of its fills", async (harness) => {
    const who = await trader(harness);
    for (const [side, times] of [
      ["buy", 4],
      ["sell", 1],
      ["sell", 5],
    ] as const) {
      await who.send({ side, quantity: who.quantity(times) });
      expect(held(await who.snapshot(), who.listing.key).equals(signedTotal(who.fills()))).toBe(true);
    }
    expect(signedTotal(who.fills()).isNegative()).toBe(true);
  }),
  exchangeCase(
    "EX-17",
    "a reduce-only order closes at most the position and never flips it",
    async (harness) => {
      const who = await trader(harness);
      await who.send({ quantity: who.quantity(2) });
      await who.send({ side: "sell", quantity: who.quantity(5), reduceOnly: true });
      const left = held(await who.snapshot(), who.listing.key);
      expect(left.isNegative()).toBe(false);
      await who.send({ side: "sell", quantity: who.quantity(2), reduceOnly: true });
      expect(held(await who.snapshot(), who.listing.key).isZero()).toBe(true);
    },
  ),
  exchangeCase("EX-18", "a reduce-only order without a position is refused", async (harness) => {
    const who = await trader(harness);
    const { sent } = await who.send({ side: "sell", reduceOnly: true });
    expect(sent.answer.kind).toBe("rejected");
    expect(who.fills()).toEqual([]);
  }),
  exchangeCase(
    "EX-19",
    "hedge mode holds both sides apart and refuses orders without a side",
    async (harness) => {
      const who = await trader(harness, "hedge");
      const mode = await harness.settle(who.port.positionMode());
      expect(mode).toEqual({ ok: true, value: "hedge" });
      await who.send({ positionSide: "long", side: "buy", quantity: who.quantity(3) });
      await who.send({ positionSide: "short", side: "sell", quantity: who.quantity(2) });
      const both = await who.snapshot();
      expect(held(both, who.listing.key, "long").equals(who.quantity(3))).toBe(true);
      expect(held(both, who.listing.key, "short").equals(who.quantity(2).negated())).toBe(true);
      await who.send({ positionSide: "long", side: "sell", quantity: who.quantity(1) });
      expect(held(await who.snapshot(), who.listing.key, "long").equals(who.quantity(2))).toBe(true);
      expect(isRefused((await who.send({ positionSide: "both" })).sent)).toBe(true);
    },
  ),
  exchangeCase(
    "EX-20",
    "leverage within the table is taken and shown, beyond it refused",
    async (harness) => {
      const who = await trader(harness);
      expect((await harness.settle(who.port.setLeverage(who.listing.key, 5))).ok).toBe(true);
      expect((await harness.settle(who.port.setLeverage(who.listing.key, 100_000))).ok).toBe(false);
      await who.send({ quantity: who.quantity(2) });
      const [position] = (await who.snapshot()).positions;
      expect(position?.leverage?.toString()).toBe("5");
    },
  ),
];

const STREAM_CASES = [
  exchangeCase("EX-21", "the stream says that it is live, and permissions are told", async (harness) => {
    const port = harness.open("one-way");
    const states: string[] = [];
    const connected = await harness.settle(
      port.connect((event) => {
        if (event.kind === "stream") states.push(event.state);
      }),
    );
    await harness.pass(QUIET_MS);
    expect(connected.ok && connected.value.trade).toBe(true);
    expect(states.at(-1)).toBe("live");
    expect(await harness.settle(port.clockErrorMs())).toBeTypeOf("number");
    await harness.settle(port.close());
  }),
  exchangeCase("EX-22", "a snapshot equals what the stream has said", async (harness) => {
    const who = await trader(harness);
    await who.send({ quantity: who.quantity(3) });
    await who.send(resting(who));
    await who.send({ side: "sell", quantity: who.quantity(1) });
    const { clientId } = await who.send({ ...resting(who), price: who.price(-3) });
    await harness.settle(who.port.cancel(who.reference(clientId)));
    await harness.pass(QUIET_MS);
    expect(streamState(who.events)).toEqual(snapshotState(await who.snapshot()));
  }),
  exchangeCase("EX-23", "events of an order come in order: open, growing fills, one end", async (harness) => {
    const who = await trader(harness);
    const { clientId } = await who.send({ quantity: who.quantity(3) });
    const told = who.orderEvents(clientId);
    told
      .slice(1)
      .forEach((order, index) =>
        expect(order.filled.atLeast(told[index]?.filled ?? order.filled)).toBe(true),
      );
    expect(told.filter((order) => order.status === "filled").length).toBe(1);
    expect(told.at(-1)?.status).toBe("filled");
    const times = who.events.flatMap((event) => (event.kind === "fill" ? [event.fill.atMs] : []));
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  }),
  exchangeCase("EX-24", "no event comes inside a call of ours", async (harness) => {
    const who = await trader(harness);
    const before = who.events.length;
    const sending = who.port.create(
      approved(who.port, harness.clientId(), { ...marketTerms(who), quantity: who.quantity(2) }),
    );
    expect(who.events.length).toBe(before);
    await harness.settle(sending);
    await harness.pass(QUIET_MS);
    expect(who.events.length).toBeGreaterThan(before);
  }),
  exchangeCase(
    "EX-25",
    "after close no event comes, and the order still stands at the venue",
    async (harness) => {
      const who = await trader(harness);
      const sending = who.port.create(
        approved(who.port, harness.clientId(), { ...marketTerms(who), ...resting(who) }),
      );
      await harness.settle(who.port.close());
      const heard = who.events.length;
      await harness.pass(3 * QUIET_MS);
      expect(who.events.length).toBe(heard);
      expect(["accepted", "report", "unknown"]).toContain((await harness.settle(sending)).answer.kind);
    },
  ),
  exchangeCase(
    "EX-26",
    "where orders since a time can be read: all of them, open, ended and waiting, each by our id",
    async (harness) => {
      const who = await trader(harness);
      const { port, listing } = who;
      if (port.ordersSince === undefined) return;
      const open = await who.send(resting(who));
      const ended = await who.send(resting(who));
      await harness.settle(port.cancel(who.reference(ended.clientId)));
      const filled = await who.send({ quantity: who.quantity(2) });
      const waiting = await who.send({
        side: "sell",
        type: "stop",
        quantity: who.quantity(2),
        trigger: who.price(-15),
        triggerBy: "mark",
        reduceOnly: true,
      });
      await harness.pass(QUIET_MS);
      const madeAtMs = who.orderEvents(open.clientId)[0]?.atMs ?? 0;
      const read = await harness.settle(port.ordersSince(listing.key, madeAtMs - 60_000));
      if (!read.ok) throw new Error(read.failure.message);
      const status = new Map(read.value.map((order) => [order.clientId, order.status]));
      expect(status.get(open.clientId)).toBe("open");
      expect(status.get(ended.clientId)).toBe("canceled");
      expect(status.get(filled.clientId)).toBe("filled");
      expect(["open", "accepted"]).toContain(status.get(waiting.clientId));
      expect(read.value.every(({ terms }) => terms.listing === listing.key)).toBe(true);
    },
  ),
];

function marketTerms(who: Trader) {
  return {
    listing: who.listing.key,
    side: "buy",
    positionSide: "both",
    type: "market",
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
  } as const;
}

export const EXCHANGE_CASES: readonly ConformanceCase<MakeExchange>[] = [
  ...MARKET_CASES,
  ...ORDER_CASES,
  ...POSITION_CASES,
  ...STREAM_CASES,
  ...AMEND_CASES,
  ...COUNTDOWN_CASES,
];
