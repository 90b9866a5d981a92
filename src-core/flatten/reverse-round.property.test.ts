import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import { followUpFlaw, makeFollowUp } from "../plan/follow-up.ts";
import type { LegUse } from "../plan/leg-use.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleListing,
  samplePosition,
  sampleQuote,
  snapshotOf,
} from "../portfolio/samples.ts";
import { planReverse } from "./plan-reverse.ts";
import { reverseRound } from "./reverse-round.ts";

const LISTING = sampleListing({ enforcesReduceOnly: true });
const REFS = ["both", "long", "short"].map((side) => ({ accountId: "a", key: `sim:BTCUSDT|${side}` }));

interface Held {
  readonly both: Decimal;
  readonly long: Decimal;
  readonly short: Decimal;
}

function portfolioWith(held: Held): Portfolio {
  const open = (["both", "long", "short"] as const).filter((side) => !held[side].isZero());
  const positionMode = held.both.isZero() && open.length > 0 ? "hedge" : "one-way";
  const positions = open.map((positionSide) =>
    samplePosition(held[positionSide].toString(), "100", { positionSide }),
  );
  return portfolioOf(
    { kind: "listings-loaded", listings: [LISTING] },
    { kind: "account-saved", account: sampleAccount("a", { positionMode }) },
    snapshotOf("a", { positions, positionMode }),
    { kind: "quote", quote: sampleQuote("100") },
  );
}

const start = fc
  .tuple(fc.integer({ min: -200_000, max: 200_000 }), fc.constantFrom("both", "hedge"))
  .map(([units, mode]): Held => {
    const held = Decimal.fromUnits(BigInt(units), 4);
    if (mode === "both") return { both: held, long: ZERO, short: ZERO };
    return { both: ZERO, long: held.max(ZERO), short: held.min(ZERO) };
  });
/** Per round: how much of an order fills, and what a stranger trades of the position before the next, in per cent. */
const meanwhile = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -120, max: 60 })), {
  minLength: 30,
  maxLength: 30,
});

test("a reverse closes before it opens, opens no more than it closed, and adds to no position that is there", () => {
  let openings = 0;
  fc.assert(
    fc.property(start, meanwhile, (first, events) => {
      const made = planReverse({
        planId: "p",
        portfolio: portfolioWith(first),
        positions: REFS.filter(({ key }) => portfolioWith(first).accounts["a"]?.positions[key] !== undefined),
        nowMs: 0,
      });
      if (!made.ok) return;
      const root = made.value;
      let held = first;
      const filled = root.body.legs.map(() => ZERO);
      const tried = new Set<number>();
      let opened = 0;
      for (const [filledPercent, traded] of events) {
        const use = filled.map((each): LegUse => ({ there: each, filled: each, back: ZERO, unwound: ZERO }));
        const portfolio = portfolioWith(held);
        const round = reverseRound({ root, use, busy: new Set(), tried, portfolio });
        if (round.legs.length === 0) {
          expect(round.ends).toHaveLength(root.body.legs.length / 2);
          return;
        }
        const plan = makeFollowUp({ root, planId: "f", kind: "round", legs: round.legs, nowMs: 1 });
        expect(followUpFlaw(root, use, plan)).toBeUndefined();
        for (const { leg, order } of round.legs) {
          tried.add(leg);
          const { positionSide, side, quantity } = order.terms;
          const before = held[positionSide];
          const traded = quantity
            .times(Decimal.fromUnits(BigInt(filledPercent), 2))
            .toStep(LISTING.lot, "up");
          const after = before.plus(side === "buy" ? traded : traded.negated());
          filled[leg] = (filled[leg] ?? ZERO).plus(traded);
          held = { ...held, [positionSide]: after };
          if (order.effect === "close") {
            expect(order.terms.reduceOnly).toBe(true);
            expect(after.isZero() || after.sign() === before.sign()).toBe(true);
          } else {
            opened += 1;
            openings += 1;
            const away = side === "buy" ? before.isPositive() : before.isNegative();
            expect(away).toBe(false);
            expect(before.abs().lessThan(LISTING.lot)).toBe(true);
            expect(quantity.atMost(filled[leg - root.body.legs.length / 2] ?? ZERO)).toBe(true);
            const size = first.both.plus(first.long).plus(first.short).abs();
            expect(after.abs().atMost(size)).toBe(true);
          }
        }
        expect(opened).toBeLessThanOrEqual(1);
        const strange = (value: Decimal): Decimal =>
          value.plus(value.times(Decimal.fromUnits(BigInt(traded), 2)).toStep(LISTING.lot, "down"));
        held = { both: strange(held.both), long: strange(held.long), short: strange(held.short) };
      }
    }),
    { numRuns: 300 },
  );
  expect(openings).toBeGreaterThan(20);
});

test("nothing is opened while the fate of a closing order is not known", () => {
  const portfolio = portfolioWith({ both: Decimal.of("0.1"), long: ZERO, short: ZERO });
  const made = planReverse({ planId: "p", portfolio, positions: REFS.slice(0, 1), nowMs: 0 });
  if (!made.ok) throw new Error(made.failure.message);
  const use = made.value.body.legs.map((_, leg): LegUse => ({
    there: leg === 0 ? Decimal.of("0.1") : ZERO,
    filled: leg === 0 ? Decimal.of("0.1") : ZERO,
    back: ZERO,
    unwound: ZERO,
  }));
  const flat = portfolioWith({ both: ZERO, long: ZERO, short: ZERO });
  const asked = { root: made.value, use, tried: new Set([0]), portfolio: flat };
  expect(reverseRound({ ...asked, busy: new Set([0]) })).toEqual({ legs: [], own: [], ends: [] });
  expect(reverseRound({ ...asked, busy: new Set() }).legs).toMatchObject([
    { leg: 1, order: { effect: "open", terms: { side: "sell", reduceOnly: false } } },
  ]);
});
