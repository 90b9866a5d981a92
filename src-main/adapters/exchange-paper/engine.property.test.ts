import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import type { Fill } from "../../../src-core/order-terms/venue-event.ts";
import { SNAPSHOT_EVERY } from "./paper-engine.ts";
import { encodePaperRecord } from "./paper-record.ts";
import { type PaperState, remaining } from "./paper-state.ts";
import { firstNeeded, readLog } from "./read-log.ts";
import { BTC, dec, type Desk, paperDesk } from "./testing/paper-desk.ts";

const ACCOUNTS = ["a", "b", "c"] as const;
/** Two of the three share an owner. */
const OWNERS = { a: "x", b: "x", c: "y" } as const;

const ticks = fc.integer({ min: -6, max: 6 });
const lots = fc.integer({ min: 1, max: 400 });
const action = fc.oneof(
  fc.record({
    do: fc.constant("place" as const),
    account: fc.constantFrom(...ACCOUNTS),
    side: fc.constantFrom("buy" as const, "sell" as const),
    type: fc.constantFrom("market" as const, "limit" as const, "stop" as const, "take-profit-limit" as const),
    price: ticks,
    trigger: ticks,
    lots,
    timeInForce: fc.constantFrom("GTC" as const, "IOC" as const, "FOK" as const),
    reduceOnly: fc.boolean(),
  }),
  fc.record({ do: fc.constant("cancel" as const), account: fc.constantFrom(...ACCOUNTS) }),
  fc.record({
    do: fc.constant("market" as const),
    mid: ticks,
    depth: fc.array(lots, { minLength: 1, maxLength: 4 }),
    traded: fc.option(lots, { nil: undefined }),
    aggressor: fc.constantFrom("buy" as const, "sell" as const),
  }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
const script = fc.array(action, { minLength: 5, maxLength: 40 });

const atTick = (offset: number) => dec("60000").plus(dec("0.1").times(Decimal.fromInteger(offset)));
const ofLots = (count: number) => dec("0.001").times(Decimal.fromInteger(count * 10));

async function play(actions: readonly Action[], sinceSnapshot = 0): Promise<Desk> {
  const desk = paperDesk(sinceSnapshot);
  setMarket(desk, { do: "market", mid: 0, depth: [100, 100], traded: undefined, aggressor: "buy" });
  for (const id of ACCOUNTS) await desk.open(id, { owner: OWNERS[id] });
  for (const each of actions) await perform(desk, each);
  expect(desk.engine.problem).toBeUndefined();
  return desk;
}

async function perform(desk: Desk, each: Action): Promise<void> {
  if (each.do === "place") {
    const { account, side, type, timeInForce, reduceOnly } = each;
    const priced = type === "limit" || type === "take-profit-limit" ? { price: atTick(each.price) } : {};
    const triggered =
      type === "stop" || type === "take-profit-limit" ? { trigger: atTick(each.trigger) } : {};
    const quantity = ofLots(each.lots);
    await desk.place(account, { side, type, timeInForce, reduceOnly, quantity, ...priced, ...triggered });
  } else if (each.do === "cancel") {
    const [first] = desk.account(each.account).orders.keys();
    if (first !== undefined) await desk.cancel(each.account, first);
  } else {
    setMarket(desk, each);
    await desk.clock.advance(250);
    await desk.tick();
  }
}

function setMarket(desk: Desk, move: Extract<Action, { do: "market" }>): void {
  const level = (offset: number, size: number) =>
    [atTick(offset).toString(), ofLots(size).toString()] as const;
  desk.market.set(BTC, {
    bids: move.depth.map((size, index) => level(move.mid - 1 - index, size)),
    asks: move.depth.map((size, index) => level(move.mid + 1 + index, size)),
    last: atTick(move.mid).toString(),
    trades:
      move.traded === undefined
        ? []
        : [
            {
              price: atTick(move.mid + (move.aggressor === "buy" ? 1 : -1)),
              quantity: ofLots(move.traded),
              aggressor: move.aggressor,
            },
          ],
  });
}

function signed(fills: readonly Fill[]): Decimal {
  return sum(fills.map((fill) => (fill.side === "buy" ? fill.quantity : fill.quantity.negated())));
}

const snapshotOf = (state: PaperState) =>
  ({ kind: "snapshot", version: 1, keptParts: 0, state, atMs: 0 }) as const;

const RUNS = { numRuns: 100 };

describe("whatever traders and the market do", () => {
  it("a replay of the log gives the identical state and history", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const { live, replayed } = (await play(actions)).truth();
        expect(replayed).toBe(live);
      }),
      RUNS,
    );
  });

  it("a snapshot changes nothing, and a start reads nothing before it", async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.integer({ min: 1, max: 20 }), async (actions, left) => {
        const desk = await play(actions, SNAPSHOT_EVERY - left);
        await desk.engine.settled();
        const { live, replayed } = desk.truth();
        expect(replayed).toBe(live);
        expect((await play(actions)).truth().live).toBe(live);
        const snapshot = desk.records().findIndex((record) => record.kind === "snapshot");
        const kept = desk.records().filter((record) => record.kind === "kept").length;
        fc.pre(snapshot >= 0);
        expect(firstNeeded(desk.log.texts)).toBe(snapshot - kept);
        const shortened = desk.log.texts.slice(snapshot - kept);
        expect(firstNeeded(shortened)).toBe(0);
        const entries = shortened.map((text, index) => ({ sequence: index + 1, text }));
        expect(encodePaperRecord(snapshotOf(readLog({ entries }).state))).toBe(
          encodePaperRecord(snapshotOf(desk.engine.look().state)),
        );
      }),
      RUNS,
    );
  });

  it("a trade between two accounts is equal and opposite; every other trade has one fill", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const trades = Map.groupBy((await play(actions)).fills(), (fill) => fill.tradeId);
        for (const [first, second, ...more] of trades.values()) {
          expect(more).toEqual([]);
          if (first === undefined || second === undefined) continue;
          expect(first.quantity.equals(second.quantity) && first.price.equals(second.price)).toBe(true);
          expect(new Set([first.side, second.side]).size).toBe(2);
          expect([first.liquidity, second.liquidity]).toEqual(["taker", "maker"]);
        }
      }),
      RUNS,
    );
  });

  it("accounts of one owner never trade with each other", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const desk = await play(actions);
        const owners = new Map<string, string[]>();
        for (const record of desk.records()) {
          if (record.kind !== "fill") continue;
          const owner = desk.account(record.accountId).owner;
          owners.set(record.fill.tradeId, [...(owners.get(record.fill.tradeId) ?? []), owner]);
        }
        for (const both of owners.values()) expect(new Set(both).size).toBe(both.length);
      }),
      RUNS,
    );
  });

  it("a wallet is what it started with, less what positions cost, less fees, plus flows: to the last digit", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const desk = await play(actions);
        for (const id of ACCOUNTS) {
          const account = desk.account(id);
          const fills = desk.fills(id);
          const paid = sum(
            fills.map((fill) =>
              fill.price.times(fill.side === "buy" ? fill.quantity : fill.quantity.negated()),
            ),
          );
          const open = sum(Object.values(account.positions).map((position) => position.costSigned));
          const fees = sum(fills.map((fill) => fill.fee));
          const flows = sum(
            desk
              .records()
              .flatMap((record) =>
                record.kind === "flow" && record.accountId === id ? [record.flow.amount] : [],
              ),
          );
          const expected = dec("100000").minus(paid).plus(open).minus(fees).plus(flows);
          expect(account.wallets["USDT"]?.toString()).toBe(expected.toString());
          const realised = sum(fills.map((fill) => fill.realisedPnl ?? ZERO));
          expect(realised.equals(open.minus(paid))).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("positions are the sum of fills, and live orders have between nothing and everything left", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const desk = await play(actions);
        for (const id of ACCOUNTS) {
          const account = desk.account(id);
          const held = sum(Object.values(account.positions).map((position) => position.quantitySigned));
          expect(held.equals(signed(desk.fills(id)))).toBe(true);
          for (const order of account.orders.values()) {
            expect(remaining(order).isPositive() && remaining(order).atMost(order.terms.quantity)).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it("a fill-or-kill order fills completely or not at all", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const desk = await play(actions);
        for (const record of desk.records()) {
          if (record.kind !== "placed" || record.order.terms.timeInForce !== "FOK") continue;
          const { venueOrderId, terms } = record.order;
          const filled = sum(
            desk.fills().flatMap((fill) => (fill.venueOrderId === venueOrderId ? [fill.quantity] : [])),
          );
          expect(filled.isZero() || filled.equals(terms.quantity)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("a reduce-only fill never makes its position larger or of the other sign", async () => {
    await fc.assert(
      fc.asyncProperty(script, async (actions) => {
        const desk = await play(actions);
        const reducers = new Set(
          desk
            .records()
            .flatMap((record) =>
              record.kind === "placed" && record.order.terms.reduceOnly ? [record.order.venueOrderId] : [],
            ),
        );
        const held = new Map<string, Decimal>();
        for (const record of desk.records()) {
          if (record.kind !== "fill") continue;
          const before = held.get(record.accountId) ?? ZERO;
          const after = before.plus(signed([record.fill]));
          held.set(record.accountId, after);
          if (!reducers.has(record.fill.venueOrderId)) continue;
          expect(after.abs().lessThan(before.abs()) && after.sign() !== -before.sign()).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("strangers give no more than they showed between two moves of the market", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lots, { minLength: 1, maxLength: 4 }), script, async (depth, actions) => {
        const quiet = actions.filter((each) => each.do !== "market");
        const desk = paperDesk();
        setMarket(desk, { do: "market", mid: 0, depth, traded: undefined, aggressor: "buy" });
        for (const id of ACCOUNTS) await desk.open(id, { owner: OWNERS[id] });
        for (const each of quiet) await perform(desk, each);
        const shown = ofLots(depth.reduce((whole, size) => whole + size, 0));
        for (const side of ["buy", "sell"] as const) {
          const alone = [...Map.groupBy(desk.fills(), (fill) => fill.tradeId).values()].filter(
            (fills) => fills.length === 1,
          );
          const taken = sum(alone.flat().flatMap((fill) => (fill.side === side ? [fill.quantity] : [])));
          expect(taken.atMost(shown)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("right after an order was taken the account can carry it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 25 }), async (actions) => {
        const desk = paperDesk();
        setMarket(desk, {
          do: "market",
          mid: 0,
          depth: [400, 400, 400, 400],
          traded: undefined,
          aggressor: "buy",
        });
        for (const id of ACCOUNTS) await desk.open(id, { owner: OWNERS[id], balance: "40000" });
        for (const each of actions) {
          if (each.do !== "place" || each.reduceOnly || each.type === "stop") continue;
          const bound = desk.margin(each.account).initial;
          await perform(desk, each);
          const { free, initial } = desk.margin(each.account);
          expect(!free.isNegative() || initial.atMost(bound)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});
