import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, ZERO, sum } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import { ChunkedMap } from "./chunked-map.ts";
import { valueAccounts, valueEnvironment } from "./environment-value.ts";
import type { PortfolioEvent } from "./portfolio-event.ts";
import { type Portfolio, positionKey } from "./portfolio.ts";
import { signedQuantity } from "./position-fill.ts";
import { reducePortfolio } from "./reduce-portfolio.ts";
import {
  sampleAccount,
  sampleBalance,
  sampleFill,
  samplePortfolio,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "./samples.ts";

const quantity = fc.integer({ min: 1, max: 100_000 }).map((units) => Decimal.fromUnits(BigInt(units), 3));
const price = fc.integer({ min: 1, max: 10_000_000 }).map((units) => Decimal.fromUnits(BigInt(units), 2));
const signed = fc.tuple(quantity, fc.boolean()).map(([size, long]) => (long ? size : size.negated()));
const listing = fc.constantFrom("sim:BTCUSDT", "sim:BTCUSD");

const fill: fc.Arbitrary<Fill> = fc
  .record({
    listing,
    tradeId: fc.uuid(),
    side: fc.constantFrom("buy" as const, "sell" as const),
    quantity,
    price,
    fee: quantity,
    atMs: fc.integer({ min: 1, max: 20 }),
  })
  .map((parts) => sampleFill({ ...parts, feeAsset: parts.listing === "sim:BTCUSD" ? "BTC" : "USDT" }));

/** Anything that can happen to one account. */
function eventOf(accountId: string): fc.Arbitrary<PortfolioEvent> {
  const atMs = fc.integer({ min: 1, max: 20 });
  const positions = fc.uniqueArray(
    fc
      .record({ listing, quantitySigned: signed, entryPrice: price })
      .map((row) => ({ ...row, positionSide: "both" as const })),
    { maxLength: 2, selector: (row) => row.listing },
  );
  const balances = fc.constantFrom([], [sampleBalance("USDT", "5")], [sampleBalance("BTC", "2")]);
  return fc.oneof(
    fill.map((done): PortfolioEvent => ({ kind: "fill", accountId, fill: done })),
    fc
      .record({ positions, atMs })
      .map((parts): PortfolioEvent => ({ kind: "positions", accountId, ...parts })),
    fc.record({ positions, balances, atMs }).map((parts) => snapshotOf(accountId, parts, parts.atMs)),
    balances.map((rows): PortfolioEvent => ({ kind: "balances", accountId, balances: rows })),
    fc.constantFrom<PortfolioEvent>(
      { kind: "working", accountId, order: sampleWorking("x") },
      { kind: "settled", accountId, id: "x" },
      { kind: "stream", accountId, state: "live" },
      { kind: "problem", accountId, problem: "Down." },
      { kind: "problem", accountId },
    ),
  );
}

function both(...events: readonly PortfolioEvent[]): Portfolio {
  return samplePortfolio({ kind: "account-saved", account: sampleAccount("b", { digit: 2 }) }, ...events);
}

function fold(portfolio: Portfolio, events: readonly PortfolioEvent[]): Portfolio {
  return events.reduce(reducePortfolio, portfolio);
}

describe("the reducer", () => {
  it("leaves every other account as it was, to the reference", () => {
    fc.assert(
      fc.property(fc.array(eventOf("a")), fc.array(eventOf("b")), (first, more) => {
        const before = fold(both(), more);
        const after = fold(before, first);
        expect(after.accounts["b"]).toBe(before.accounts["b"]);
      }),
    );
  });

  it("gives the same state whichever account's events come first", () => {
    fc.assert(
      fc.property(fc.array(eventOf("a")), fc.array(eventOf("b")), (ofA, ofB) => {
        expect(fold(both(), [...ofA, ...ofB])).toEqual(fold(both(), [...ofB, ...ofA]));
      }),
    );
  });

  it("takes the same report twice as once", () => {
    const reports = eventOf("a").filter((event) => event.kind !== "fill");
    fc.assert(
      fc.property(fc.array(eventOf("a")), reports, (history, report) => {
        const once = reducePortfolio(fold(both(), history), report);
        const twice = reducePortfolio(once, report);
        if (report.kind === "working") expect(twice).toEqual(once);
        else expect(twice).toBe(once);
      }),
    );
  });

  it("never changes what it was given", () => {
    fc.assert(
      fc.property(fc.array(eventOf("a")), eventOf("a"), (history, event) => {
        const before = fold(both(), history);
        const copy = structuredClone(JSON.stringify(before));
        reducePortfolio(before, event);
        expect(JSON.stringify(before)).toBe(copy);
      }),
    );
  });

  it("sums fills to the position, in any order", () => {
    fc.assert(
      fc.property(fc.array(fill), (fills) => {
        const after = fold(
          both(),
          fills.map((done) => ({ kind: "fill", accountId: "a", fill: done }) as const),
        );
        for (const key of ["sim:BTCUSDT", "sim:BTCUSD"]) {
          const own = fills.filter((done) => done.listing === key);
          const row = after.accounts["a"]?.positions[positionKey(key, "both")];
          expect((row?.quantitySigned ?? ZERO).toString()).toBe(sum(own.map(signedQuantity)).toString());
          expect((row?.fees ?? ZERO).toString()).toBe(sum(own.map((done) => done.fee)).toString());
        }
      }),
    );
  });

  it("counts fees and venue P&L of every fill once, whatever reports come between", () => {
    const known = fill.chain((done) =>
      price.map((pnl) => ({ ...done, listing: "sim:BTCUSDT", feeAsset: "USDT", realisedPnl: pnl })),
    );
    const reports = eventOf("a").filter((event) => event.kind === "positions" || event.kind === "snapshot");
    fc.assert(
      fc.property(fc.array(fc.oneof(known, reports)), (mixed) => {
        const events = mixed.map((item): PortfolioEvent =>
          "kind" in item ? item : { kind: "fill", accountId: "a", fill: item },
        );
        const fills = mixed.flatMap((item) => ("kind" in item ? [] : [item]));
        const row = fold(both(), events).accounts["a"]?.positions[positionKey("sim:BTCUSDT", "both")];
        expect((row?.fees ?? ZERO).toString()).toBe(sum(fills.map((done) => done.fee)).toString());
        expect((row?.realisedPnl ?? ZERO).toString()).toBe(
          sum(fills.map((done) => done.realisedPnl)).toString(),
        );
      }),
    );
  });

  it("realises, over a round trip, what the prices say: closing cash minus opening cash", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(signed, price), { minLength: 1, maxLength: 8 }),
        price,
        (trades, last) => {
          const flat = sum(trades.map(([size]) => size)).negated();
          const all = flat.isZero() ? trades : [...trades, [flat, last] as const];
          const events = all.map(([size, at], index): PortfolioEvent => ({
            kind: "fill",
            accountId: "a",
            fill: sampleFill({
              tradeId: String(index),
              side: size.isPositive() ? "buy" : "sell",
              quantity: size.abs(),
              price: at,
            }),
          }));
          const row = fold(both(), events).accounts["a"]?.positions[positionKey("sim:BTCUSDT", "both")];
          const cash = sum(all.map(([size, at]) => size.times(at))).negated();
          const error = (row?.realisedPnl ?? ZERO).minus(cash).abs();
          expect(error.lessThan(Decimal.of("0.000000000001"))).toBe(true);
        },
      ),
    );
  });
});

describe("values", () => {
  it("of an environment are the sums of its accounts", () => {
    fc.assert(
      fc.property(signed, signed, price, price, price, (first, second, entry, mark, wallet) => {
        const portfolio = both(
          { kind: "quote", quote: sampleQuote(mark.toString()) },
          snapshotOf("a", { positions: [samplePosition(first.toString(), entry.toString())] }),
          snapshotOf("b", {
            balances: [sampleBalance("USDT", wallet.toString())],
            positions: [samplePosition(second.toString(), entry.toString())],
          }),
        );
        const accounts = valueAccounts(portfolio, "paper");
        const whole = valueEnvironment("paper", accounts);
        for (const column of ["equity", "gross", "net", "unrealised"] as const) {
          const parts = accounts.map((account) => account[column] ?? ZERO);
          expect(whole[column]?.toString()).toBe(sum(parts).toString());
        }
      }),
    );
  });

  it("of a long and its mirrored short cancel, linear and inverse", () => {
    fc.assert(
      fc.property(listing, quantity, price, price, (key, size, entry, mark) => {
        const portfolio = both(
          { kind: "quote", quote: sampleQuote(mark.toString(), { listing: key }) },
          snapshotOf("a", {
            positions: [samplePosition(size.toString(), entry.toString(), { listing: key })],
          }),
          snapshotOf("b", {
            positions: [samplePosition(size.negated().toString(), entry.toString(), { listing: key })],
          }),
        );
        const whole = valueEnvironment("paper", valueAccounts(portfolio, "paper"));
        expect(whole.unrealised?.toString()).toBe("0");
        expect(whole.net?.toString()).toBe("0");
      }),
    );
  });
});

describe("a chunked map", () => {
  it("holds what a Map holds after the same writes, and older versions stay", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.integer())), (writes) => {
        const plain = new Map<string, number>();
        let chunked = ChunkedMap.from<number>(new Map());
        for (const [key, value] of writes) {
          const before = [...chunked];
          const next = chunked.with(key, value);
          expect([...chunked]).toEqual(before);
          plain.set(key, value);
          chunked = next;
        }
        expect(chunked.size).toBe(plain.size);
        expect(new Map(chunked)).toEqual(plain);
        expect(new Map(ChunkedMap.from(plain))).toEqual(plain);
        for (const [key, value] of plain) expect([chunked.get(key), chunked.has(key)]).toEqual([value, true]);
      }),
    );
  });
});
