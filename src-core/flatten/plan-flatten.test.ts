import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { VenuePosition } from "../order-terms/venue-event.ts";
import type { Plan } from "../plan/plan.ts";
import type { Portfolio, WorkingOrder } from "../portfolio/portfolio.ts";
import { positionKey } from "../portfolio/portfolio.ts";
import type { PortfolioEvent } from "../portfolio/portfolio-event.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleListing,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "../portfolio/samples.ts";
import { flattenBlockers } from "./flatten-blockers.ts";
import type { PositionRef } from "./flatten-blockers.ts";
import { FLATTEN_DEADLINE_MS, planFlatten } from "./plan-flatten.ts";

const d = (text: string): Decimal => Decimal.of(text);
const KEY = "sim:BTCUSDT|both";
const ETH = sampleListing({
  key: "sim:ETHUSDT",
  venueSymbol: "ETHUSDT",
  name: "ETH/USDT:USDT",
  base: "ETH",
  underlying: "ETH",
});

/** Account `a` with these positions; quotes of 50,000 with a dollar of spread. */
function portfolioWith(positions: readonly VenuePosition[], ...events: readonly PortfolioEvent[]): Portfolio {
  const hedge = positions.some(({ positionSide }) => positionSide !== "both");
  const positionMode = hedge ? "hedge" : "one-way";
  return portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing(), ETH] },
    { kind: "account-saved", account: sampleAccount("a", { positionMode }) },
    { kind: "account-saved", account: sampleAccount("b") },
    { kind: "account-saved", account: sampleAccount("live", { environment: "live" }) },
    snapshotOf("a", { positions, positionMode }),
    { kind: "quote", quote: sampleQuote("50000", { bid: d("49999.5"), ask: d("50000.5") }) },
    ...events,
  );
}

function refsOf(portfolio: Portfolio): PositionRef[] {
  return Object.values(portfolio.accounts).flatMap(({ account, positions }) =>
    Object.keys(positions).map((key) => ({ accountId: account.id, key })),
  );
}

function flattened(portfolio: Portfolio, clear: readonly string[] = [], positions = refsOf(portfolio)): Plan {
  const made = planFlatten({
    planId: "flat",
    portfolio,
    positions,
    nowMs: 9_000,
    clear: clear.map((orderId) => ({ accountId: "a", orderId })),
  });
  if (made.ok) return made.value;
  throw new Error(`${made.failure.code}: ${made.failure.message}`);
}

function failureOf(portfolio: Portfolio, positions = refsOf(portfolio)): string {
  const made = planFlatten({ planId: "flat", portfolio, positions, nowMs: 9_000 });
  return made.ok
    ? made.value.title
    : `${made.failure.code} at ${made.failure.place}: ${made.failure.message}`;
}

function legs({ body }: Plan): string[] {
  return body.legs.map(({ terms }) => `${terms.side} ${terms.quantity.toString()} ${terms.positionSide}`);
}

function exit(
  id: string,
  change: Partial<WorkingOrder["terms"]> = {},
  order: Partial<WorkingOrder> = {},
): PortfolioEvent {
  const { terms, ...rest } = sampleWorking(id);
  const exitTerms = { ...terms, side: "sell" as const, reduceOnly: true, ...change };
  return { kind: "working", accountId: "a", order: { ...rest, terms: exitTerms, ...order } };
}

describe("a position", () => {
  it("long or short is closed by a reduce-only market order of its size", () => {
    const long = flattened(portfolioWith([samplePosition("0.5", "40000")]));
    expect(legs(long)).toEqual(["sell 0.5 both"]);
    expect(long.body.legs[0]).toMatchObject({
      effect: "close",
      terms: { type: "market", timeInForce: "IOC", reduceOnly: true, postOnly: false },
    });
    expect(legs(flattened(portfolioWith([samplePosition("-0.25", "40000")])))).toEqual(["buy 0.25 both"]);
  });

  it("in hedge mode is closed on its own side", () => {
    const both = flattened(
      portfolioWith([
        samplePosition("0.5", "40000", { positionSide: "long" }),
        samplePosition("-0.2", "40000", { positionSide: "short" }),
      ]),
    );
    expect(legs(both)).toEqual(["sell 0.5 long", "buy 0.2 short"]);
    expect(both.body.envelope.lowestSell?.toString()).toBe("49499.6");
    expect(both.body.envelope.highestBuy?.toString()).toBe("50500.5");
    expect(both.reasons.map(({ leg }) => leg)).toEqual([0, 1]);
  });

  it("off its lot is rounded toward zero, and what stays is named as dust", () => {
    const plan = flattened(portfolioWith([samplePosition("0.5007", "40000")]));
    expect(legs(plan)).toEqual(["sell 0.5 both"]);
    expect(plan.reasons[0]).toMatchObject({
      limitedBy: "lot",
      detail: "0.0007 stays as dust: it is less than the lot 0.001.",
    });
    expect(plan.unallocated.toString()).toBe("0.0007");
  });

  it("of dust alone sends nothing and says which bound it is under", () => {
    expect(failureOf(portfolioWith([samplePosition("0.0007", "40000")]))).toBe(
      "nothing-to-flatten at positions: Nothing can be closed. Dust: 0.0007 is less than the lot 0.001, which the venue will not trade.",
    );
    const coarse = {
      kind: "listings-loaded",
      listings: [sampleListing({ minQuantity: d("0.01") })],
    } as const;
    expect(failureOf(portfolioWith([samplePosition("-0.005", "40000")], coarse))).toContain(
      "less than the minimum order 0.01",
    );
  });

  it("under the minimum notional is closed all the same: it only reduces", () => {
    const dear = { kind: "listings-loaded", listings: [sampleListing({ minNotional: d("1000") })] } as const;
    expect(legs(flattened(portfolioWith([samplePosition("0.001", "40000")], dear)))).toEqual([
      "sell 0.001 both",
    ]);
  });

  it("larger than the venue's largest order is closed as far as one order goes", () => {
    const small = {
      kind: "listings-loaded",
      listings: [sampleListing({ maxMarketQuantity: d("0.3") })],
    } as const;
    const plan = flattened(portfolioWith([samplePosition("0.5", "40000")], small));
    expect(legs(plan)).toEqual(["sell 0.3 both"]);
    expect(plan.reasons[0]).toMatchObject({ limitedBy: "cap" });
    expect(plan.unallocated.toString()).toBe("0.2");
    expect(plan.body.envelope.maximumByLeg.map(String)).toEqual(["0.5"]);
    expect(plan.body.envelope.followUps).toEqual(["complete"]);
  });

  it("already flat is left out without a word", () => {
    const plan = flattened(
      portfolioWith([samplePosition("0.5", "40000"), samplePosition("0", "1", { listing: ETH.key })]),
    );
    expect(plan.reasons).toHaveLength(1);
  });
});

describe("the plan", () => {
  it("lies in an envelope of what is held, bounded 1% off the market, for a minute", () => {
    const { envelope, policies, environment, gesture } = flattened(
      portfolioWith([samplePosition("0.5", "40000")]),
    ).body;
    expect(envelope.maximumByLeg.map(String)).toEqual(["0.5"]);
    expect(envelope.maximumTotal.toString()).toBe("0.5");
    expect(envelope.lowestSell?.toString()).toBe("49499.6");
    expect(envelope.highestBuy).toBeUndefined();
    expect(envelope.deadlineMs).toBe(9_000 + FLATTEN_DEADLINE_MS);
    expect({ policies, environment, gesture }).toEqual({
      policies: { leftover: "leave", denial: "reduce", failure: "complete" },
      environment: "paper",
      gesture: "flatten",
    });
  });

  it("goes without price bounds where no price is known, or listings differ: a flatten does not wait", () => {
    const blind = { ...portfolioWith([samplePosition("0.5", "40000")]), quotes: new Map() };
    expect(flattened(blind).body.envelope).not.toHaveProperty("lowestSell");
    const two = flattened(
      portfolioWith([samplePosition("0.5", "40000"), samplePosition("3.0001", "2000", { listing: ETH.key })]),
    );
    expect(two.title).toBe("Flatten 2 listings, 2 positions");
    expect(two.body.envelope).not.toHaveProperty("lowestSell");
    expect(two.unallocated.isZero()).toBe(true);
    expect(two.reasons.map(({ listing }) => listing)).toEqual(["sim:BTCUSDT", "sim:ETHUSDT"]);
  });

  it("closes a position once, however often it was named", () => {
    const portfolio = portfolioWith([samplePosition("0.5", "40000")]);
    const ref = { accountId: "a", key: KEY };
    expect(legs(flattened(portfolio, [], [ref, ref]))).toHaveLength(1);
  });

  it("needs an open position, of one environment", () => {
    expect(failureOf(portfolioWith([]))).toContain("nothing-to-flatten at positions");
    expect(failureOf(portfolioWith([]), [{ accountId: "nobody", key: KEY }])).toContain("nothing-to-flatten");
    const mixed = portfolioWith(
      [samplePosition("0.5", "40000")],
      snapshotOf("live", { positions: [samplePosition("1", "2")] }),
    );
    expect(failureOf(mixed)).toContain("environment-mixed at positions");
  });

  it("leaves out a position in a listing that nobody knows, and says so", () => {
    const plan = flattened(
      portfolioWith([samplePosition("0.5", "40000"), samplePosition("1", "1", { listing: "sim:GONE" })]),
    );
    expect(legs(plan)).toEqual(["sell 0.5 both"]);
    expect(plan.reasons[1]).toMatchObject({
      limitedBy: "denied",
      detail: "BLOCKED: the listing is not known.",
    });
    expect(plan.reasons[1]?.leg).toBeUndefined();
  });
});

describe("exits that already work", () => {
  const open = [samplePosition("0.5", "40000")];

  it("that are not ours block their leg, and are named", () => {
    const portfolio = portfolioWith(open, exit("tp-1", {}, { origin: "external", filled: d("0.4") }));
    expect(failureOf(portfolio)).toBe(
      "nothing-to-flatten at positions: Nothing can be closed. BLOCKED: tp-1 (external, 0.6). Name these to be cancelled, or end them where they were made.",
    );
    const [blocker] = flattenBlockers(portfolio, refsOf(portfolio));
    expect(blocker).toMatchObject({
      accountId: "a",
      key: KEY,
      orderId: "tp-1",
      ours: false,
      origin: "external",
    });
    expect(blocker?.remaining.toString()).toBe("0.6");
  });

  it("that the trader chose to cancel block nothing", () => {
    const portfolio = portfolioWith(open, exit("tp-1", {}, { origin: "bot:grid" }));
    expect(legs(flattened(portfolio, ["tp-1"]))).toEqual(["sell 0.5 both"]);
    expect(flattened(portfolio, ["tp-1"]).body.clears).toEqual([
      { accountId: "a", orderId: "tp-1", ours: false },
    ]);
  });

  it("block on, when only another account's order of the same name was chosen", () => {
    const portfolio = portfolioWith(open, exit("tp-1", {}, { origin: "bot:grid" }));
    const clear = [{ accountId: "b", orderId: "tp-1" }];
    const made = planFlatten({
      planId: "flat",
      portfolio,
      positions: refsOf(portfolio),
      nowMs: 9_000,
      clear,
    });
    expect(made).toMatchObject({ ok: false, failure: { code: "nothing-to-flatten" } });
  });

  it("of ours are named to be cancelled first, and those of another installation are foreign", () => {
    const ours = flattened(portfolioWith(open, exit("tp-1")));
    expect(legs(ours)).toEqual(["sell 0.5 both"]);
    expect(ours.reasons[0]?.detail).toBe("Closes the whole position. Cancelled first: tp-1.");
    expect(ours.body.clears).toEqual([{ accountId: "a", orderId: "tp-1", ours: true }]);
    expect(flattened(portfolioWith(open)).body).not.toHaveProperty("clears");
    expect(failureOf(portfolioWith(open, exit("tp-1", {}, { origin: "yoke:a1b2c3" })))).toContain(
      "BLOCKED: tp-1",
    );
  });

  it("count also when they are untriggered or of unknown fate, and only on their own position", () => {
    const blocking = (change: Partial<WorkingOrder["terms"]>, order: Partial<WorkingOrder> = {}): number => {
      const portfolio = portfolioWith(open, exit("x", change, { origin: "external", ...order }));
      return flattenBlockers(portfolio, refsOf(portfolio)).length;
    };
    expect(blocking({ type: "stop", trigger: d("30000") })).toBe(1);
    expect(blocking({}, { certainty: "unknown" })).toBe(1);
    expect(blocking({ side: "buy" })).toBe(0);
    expect(blocking({ reduceOnly: false })).toBe(0);
    expect(blocking({ listing: ETH.key })).toBe(0);
    expect(blocking({}, { filled: d("1") })).toBe(0);
  });

  it("in hedge mode are all orders against the side, reduce-only or not", () => {
    const portfolio = portfolioWith(
      [
        samplePosition("0.5", "40000", { positionSide: "long" }),
        samplePosition("-0.2", "40000", { positionSide: "short" }),
      ],
      exit("x", { positionSide: "long", reduceOnly: false }, { origin: "external" }),
    );
    const plan = flattened(portfolio);
    expect(legs(plan)).toEqual(["buy 0.2 short"]);
    expect(plan.reasons[0]).toMatchObject({ limitedBy: "denied" });
  });
});

describe("laws", () => {
  const quantities = fc
    .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.nat(6))
    .map(([units, scale]) => Decimal.fromUnits(BigInt(units), scale));
  const steps = fc.constantFrom("0.001", "0.1", "1", "0.3", "25").map(d);
  const given = fc.record({
    held: fc.array(quantities, { minLength: 2, maxLength: 2 }),
    hedge: fc.boolean(),
    lot: steps,
    minQuantity: steps,
    maxMarketQuantity: fc.constantFrom("1", "40", "1000000").map(d),
  });

  it("a flatten never flips a sign, never adds to a position, and leaves less than a lot unless it says why", () => {
    fc.assert(
      fc.property(given, ({ held, hedge, lot, minQuantity, maxMarketQuantity }) => {
        const listing = sampleListing({ lot, minQuantity, maxMarketQuantity, maxQuantity: d("10000000") });
        const [first = ZERO, second = ZERO] = held;
        const positions: VenuePosition[] = hedge
          ? [
              samplePosition(first.abs().toString(), "1", { positionSide: "long" }),
              samplePosition(second.abs().negated().toString(), "1", { positionSide: "short" }),
            ]
          : [samplePosition(first.toString(), "1")];
        const portfolio = portfolioWith(positions, { kind: "listings-loaded", listings: [listing] });
        const made = planFlatten({ planId: "p", portfolio, positions: refsOf(portfolio), nowMs: 0 });
        if (!made.ok) return;
        for (const { terms } of made.value.body.legs) {
          const before =
            portfolio.accounts["a"]?.positions[positionKey(terms.listing, terms.positionSide)]
              ?.quantitySigned ?? ZERO;
          const after = terms.side === "buy" ? before.plus(terms.quantity) : before.minus(terms.quantity);
          expect(after.sign() * before.sign()).not.toBe(-1);
          expect(after.abs().lessThan(before.abs())).toBe(true);
          expect(terms.quantity.isMultipleOf(lot)).toBe(true);
          expect(terms.quantity.atMost(maxMarketQuantity)).toBe(true);
          expect(terms.reduceOnly).toBe(true);
          const reason = made.value.reasons.find(
            ({ leg }) => made.value.body.legs[leg ?? -1]?.terms === terms,
          );
          if (reason?.limitedBy !== "cap") expect(after.abs().lessThan(lot)).toBe(true);
        }
        for (const { ideal, quantity } of made.value.reasons) expect(quantity.atMost(ideal)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
