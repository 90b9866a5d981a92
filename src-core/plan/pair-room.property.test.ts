import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { LegUse } from "./leg-use.ts";
import { pairFlaw, type PairOrder, withinPairs } from "./pair-room.ts";
import { sampleBody, sampleLeg } from "./plan-samples.ts";
import type { PlanBody } from "./plan.ts";

const whole = (count: number): Decimal => Decimal.fromInteger(count);

/** Sells 10 of `a` and buys 10 of `b` at 1 USD each under a bound, beside a leg of no pair. */
function bodyOf(bound: number): PlanBody {
  return sampleBody({
    legs: [sampleLeg("a", "10", { side: "sell" }), sampleLeg("b", "10"), sampleLeg("free", "1")],
    envelope: {
      ...sampleBody().envelope,
      pairs: [
        {
          underlying: "BTC",
          netBound: whole(bound),
          steps: [0, 1].map((leg) => ({ leg, unitNotional: whole(1) })),
        },
      ],
    },
  });
}

/** Of the ten: filled, perhaps filling, taken back, perhaps being taken back. */
const use = fc
  .tuple(fc.nat(10), fc.nat(10), fc.nat(10), fc.nat(10))
  .map(([filled, out, unwound, backOut]): LegUse => ({
    filled: whole(filled),
    there: whole(Math.min(10, filled + out)),
    unwound: whole(Math.min(unwound, filled)),
    back: whole(Math.min(filled, unwound + backOut)),
  }));
const order = fc.record({ leg: fc.nat(1), buys: fc.boolean(), units: fc.integer({ min: 1, max: 10 }) });

/** The furthest that the net can come to stand, by trying both ends of everything that is not settled. */
function furthest(used: readonly LegUse[], orders: readonly PairOrder[]): Decimal {
  const ends = used.slice(0, 2).flatMap(({ there, filled, back, unwound }, leg) => {
    const sign = leg === 0 ? whole(-1) : whole(1);
    return [[filled.minus(back).times(sign), there.minus(unwound).times(sign)]];
  });
  const more = orders.map(({ side, quantity }) => [ZERO, side === "buy" ? quantity : quantity.negated()]);
  const nets = [...ends, ...more].reduce<Decimal[]>(
    (known, choices) => known.flatMap((net) => choices.map((choice) => net.plus(choice))),
    [ZERO],
  );
  return nets.reduce((most, net) => most.max(net.abs()), ZERO);
}

describe("what further orders may do beside a pair", () => {
  test("what is cut to its room breaches no bound that was not breached before, and is never more than was asked", () => {
    let cut = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.tuple(use, use),
        fc.array(order, { maxLength: 4 }),
        (bound, used, asked) => {
          const body = bodyOf(bound);
          const orders = asked.map(({ leg, buys, units }): PairOrder => {
            return { leg, side: buys ? "buy" : "sell", quantity: whole(units) };
          });
          const given = withinPairs(body, used, orders, (_, quantity) => quantity.rounded(0, "down"));
          const most = furthest(used, given);
          expect(most.atMost(whole(bound).max(furthest(used, [])))).toBe(true);
          expect(given.length).toBeLessThanOrEqual(orders.length);
          if (most.atMost(whole(bound))) expect(pairFlaw(body, used, given)).toBeUndefined();
          if (given.length < orders.length) cut += 1;
        },
      ),
      { numRuns: 1_000 },
    );
    expect(cut).toBeGreaterThan(50);
  });

  test("the check agrees with every outcome tried one by one", () => {
    let flaws = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.tuple(use, use), order, (bound, used, one) => {
        const asked: PairOrder = {
          leg: one.leg,
          side: one.buys ? "buy" : "sell",
          quantity: whole(one.units),
        };
        const flaw = pairFlaw(bodyOf(bound), used, [asked]);
        expect(flaw === undefined).toBe(furthest(used, [asked]).atMost(whole(bound)));
        if (flaw !== undefined) flaws += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(flaws).toBeGreaterThan(50);
  });

  test("an order of no pair is neither cut nor checked", () => {
    const asked: PairOrder = { leg: 2, side: "buy", quantity: whole(500) };
    expect(withinPairs(bodyOf(1), [], [asked], () => ZERO)).toEqual([asked]);
    expect(pairFlaw(bodyOf(1), [], [asked])).toBeUndefined();
  });
});
