import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { GateInput, Readings } from "./gate-input.ts";
import { judgePlan } from "./judge-plan.ts";
import type { Limits } from "./limits.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  d,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  without,
} from "./testing/gate-fixture.ts";

const amount = fc.integer({ min: 1, max: 400_000 }).map((value) => d(String(value)));
const small = fc.integer({ min: 1, max: 100 }).map((value) => d(String(value)));
const count = fc.integer({ min: 1, max: 6 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const limits: fc.Arbitrary<Limits> = fc
  .record({
    allowlist: maybe(fc.constantFrom([PERP.key], [])),
    maxOrderNotional: maybe(amount),
    priceCollarBps: maybe(small),
    maxSlippage: maybe(amount),
    maxPositionNotional: maybe(amount),
    maxMasterPositionNotional: maybe(amount),
    maxGrossExposure: maybe(amount),
    maxNetExposure: maybe(amount),
    maxUnderlyingExposure: maybe(amount),
    maxVenueSharePercent: maybe(small),
    maxLeverage: maybe(small),
    minFreeMargin: maybe(amount),
    minLiquidationDistancePercent: maybe(small),
    maxOpenOrders: maybe(count),
    maxRepeats: maybe(count),
    maxDailyLoss: maybe(amount),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
const readings: fc.Arbitrary<Partial<Readings>> = fc.record({
  equities: fc.integer({ min: 1, max: 300_000 }).map((equity) => ({
    a: { equity: d(String(equity)), baseline: d("200000"), externalFlowsSigned: d("0") },
  })),
  repeats: fc
    .integer({ min: 0, max: 6 })
    .map((many) =>
      Array.from({ length: many }, () => ({ accountId: "a", gesture: "group-order" as const, atMs: NOW_MS })),
    ),
  slippages: amount.map((dollars) => [{ accountId: "a", dollars, atMs: NOW_MS }]),
});
const held = fc.integer({ min: -4, max: 4 });

function inputFor(
  book: GateInput["limits"],
  units: number,
  read: Partial<Readings>,
  quantity = 1,
): GateInput {
  const positions = units === 0 ? [] : [positionOf(PERP, String(units))];
  const portfolio = portfolioOf([stateOf(accountOf("a"), { positions })]);
  return inputOf(portfolio, planOf([legOf("a", termsOf({ quantity: d(String(quantity)) }))]), {
    limits: book,
    readings: read,
  });
}

/** The same limit, tighter: lower for a ceiling, higher for a floor, fewer instruments. */
function tightened(before: Limits, key: keyof Limits): Limits {
  const value = before[key];
  if (value instanceof Decimal) {
    const half = value.dividedBy(d("2"), 6, "up");
    return { ...before, [key]: key.startsWith("min") ? value.plus(half) : half };
  }
  if (typeof value === "number") return { ...before, [key]: Math.max(1, value - 1) };
  return { ...before, [key]: [] };
}

describe("limits", () => {
  it("tightening any limit, in any scope, never turns a denial into an approval", () => {
    let denied = 0;
    fc.assert(
      fc.property(limits, limits, held, readings, fc.nat(), (environment, account, units, read, pick) => {
        const book = { "environment:paper": environment, "account:a": account };
        if (judgePlan(inputFor(book, units, read)).decision === "approve") return;
        denied += 1;
        const scope = pick % 2 === 0 ? "environment:paper" : "account:a";
        const keys = Object.keys(book[scope]) as (keyof Limits)[];
        const key = keys[pick % Math.max(1, keys.length)];
        if (key === undefined) return;
        const tighter = { ...book, [scope]: tightened(book[scope], key) };
        expect(judgePlan(inputFor(tighter, units, read)).decision).toBe("refuse");
      }),
      { numRuns: 400 },
    );
    expect(denied).toBeGreaterThan(100);
  });

  it("setting a limit where there was none never turns a denial into an approval", () => {
    fc.assert(
      fc.property(limits, limits, held, readings, (environment, more, units, read) => {
        const book = { "environment:paper": environment };
        if (judgePlan(inputFor(book, units, read)).decision === "approve") return;
        expect(judgePlan(inputFor({ ...book, "venue:sim": more }, units, read)).decision).toBe("refuse");
      }),
      { numRuns: 300 },
    );
  });

  it("a larger quantity never turns a denial by a size limit into an approval", () => {
    const sizes: readonly string[] = ["order-notional", "position", "exposure", "margin"];
    const denying = (input: GateInput) =>
      judgePlan(input).readings.flatMap(({ outcome, rule }) =>
        outcome === "deny" && sizes.includes(rule) ? [rule] : [],
      );
    fc.assert(
      fc.property(
        limits,
        held,
        readings,
        fc.integer({ min: 2, max: 9 }),
        (environment, units, read, more) => {
          const book = { "environment:paper": environment };
          const before = denying(inputFor(book, units, read));
          const after = denying(inputFor(book, units, read, more));
          for (const rule of before) expect(after).toContain(rule);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a proven reduction stays possible under every limit, with every reading missing", () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 4 }), fc.boolean(), (environment, units, priced) => {
        const portfolio = portfolioOf([
          stateOf(accountOf("a"), { positions: [positionOf(PERP, String(units))] }),
        ]);
        const close = legOf("a", termsOf({ side: "sell", quantity: d(String(units)), reduceOnly: true }), {
          effect: "close",
        });
        const bare = without(
          inputOf(portfolio, planOf([close]), { limits: { "environment:paper": environment } }),
          "holds",
        );
        const input = priced ? bare : { ...bare, portfolio: { ...portfolio, quotes: new Map() } };
        expect(judgePlan(input).decision).toBe("approve");
      }),
      { numRuns: 200 },
    );
  });
});
