import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import { legsDue } from "./legs-due.ts";
import { type LegProgress, WAITING } from "./pair-net.ts";
import { sampleBody, sampleLeg } from "./plan-samples.ts";
import type { Pair, PlanBody } from "./plan.ts";

const d = (text: string): Decimal => Decimal.of(text);
const whole = (count: number): Decimal => Decimal.fromInteger(count);
const IDLE: readonly LegProgress[] = [WAITING, WAITING, WAITING];

interface Leg {
  readonly buys: boolean;
  readonly units: number;
  readonly price: number;
}

const leg = fc.record({
  buys: fc.boolean(),
  units: fc.integer({ min: 1, max: 20 }),
  price: fc.integer({ min: 1, max: 50 }),
});

/** A plan of these legs as one pair in this order, with a leg of no pair behind them. */
function bodyOf(legs: readonly Leg[], netBound: Decimal): PlanBody {
  const pair: Pair = {
    underlying: "BTC",
    netBound,
    steps: legs.map(({ price }, index) => ({ leg: index, unitNotional: whole(price) })),
  };
  return sampleBody({
    legs: [
      ...legs.map(({ buys, units }) => sampleLeg("a", String(units), { side: buys ? "buy" : "sell" })),
      sampleLeg("free", "1"),
    ],
    envelope: { ...sampleBody().envelope, pairs: [pair] },
  });
}

/** The furthest that the net of any prefix of the legs is from zero: the least bound under which all can go. */
function leastBound(legs: readonly Leg[]): Decimal {
  let [net, most] = [0, 0];
  for (const { buys, units, price } of legs) {
    net += (buys ? 1 : -1) * units * price;
    most = Math.max(most, Math.abs(net));
  }
  return whole(most);
}

/** What is to become of a leg, step by step; picked by a number. */
function moved(progress: LegProgress, quantity: Decimal, pick: number): LegProgress {
  if (progress.kind === "waiting") return progress;
  const missing = quantity.minus(progress.filled);
  const more = progress.filled.plus(missing.times(whole(pick % 5)).dividedBy(whole(4), 6, "down"));
  switch (pick % 7) {
    case 0:
      return progress.kind === "ended" ? { kind: "out", filled: progress.filled } : progress;
    case 1:
      return { kind: "ended", filled: more };
    case 2:
    case 3:
      return { kind: "ended", filled: quantity };
    case 4:
      return { kind: "ended", filled: progress.filled };
    default:
      return { kind: "out", filled: more };
  }
}

/** The worst net of every subset of what may still fill, one by one and without the code under test. */
function everyOutcome(legs: readonly Leg[], progress: readonly LegProgress[]): Decimal[] {
  return legs.reduce<Decimal[]>(
    (nets, { buys, units, price }, index) => {
      const at = progress[index] ?? WAITING;
      if (at.kind === "waiting") return nets;
      const value = (filled: Decimal): Decimal => filled.times(whole(buys ? price : -price));
      const outcomes = [value(at.filled), value(whole(units))];
      return nets.flatMap((net) => outcomes.map((outcome) => net.plus(outcome)));
    },
    [ZERO],
  );
}

describe("the legs of a pair", () => {
  it("never breach the exposure bound on the way, at every prefix and with any subset of slices UNKNOWN", () => {
    let sent = 0;
    fc.assert(
      fc.property(
        fc.array(leg, { minLength: 2, maxLength: 6 }),
        fc.nat(200),
        fc.array(fc.tuple(fc.nat(5), fc.nat()), { maxLength: 40 }),
        (legs, spare, events) => {
          const bound = leastBound(legs).plus(whole(spare));
          const body = bodyOf(legs, bound);
          const progress: LegProgress[] = body.legs.map(() => WAITING);
          for (const [which, pick] of [[0, 0] as const, ...events]) {
            const at = progress[which % legs.length];
            const quantity = whole(legs[which % legs.length]?.units ?? 0);
            if (at !== undefined) progress[which % legs.length] = moved(at, quantity, pick);
            for (const due of legsDue(body, progress).now) {
              progress[due] = { kind: "out", filled: ZERO };
              sent += 1;
            }
            for (const net of everyOutcome(legs, progress)) expect(net.abs().atMost(bound)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(sent).toBeGreaterThan(600);
  });

  it("all leave in their order when every one fills whole, and nothing leaves twice", () => {
    fc.assert(
      fc.property(fc.array(leg, { minLength: 2, maxLength: 8 }), (legs) => {
        const body = bodyOf(legs, leastBound(legs));
        const progress: LegProgress[] = body.legs.map(() => WAITING);
        const sent: number[] = [];
        for (let round = 0; round <= legs.length; round += 1) {
          const { now } = legsDue(body, progress);
          for (const due of now) {
            sent.push(due);
            progress[due] = { kind: "ended", filled: body.legs[due]?.terms.quantity ?? ZERO };
          }
        }
        expect(sent.toSorted((a, b) => a - b)).toEqual([...body.legs.keys()]);
        expect(sent.filter((index) => index < legs.length)).toEqual([...legs.keys()]);
      }),
    );
  });
});

describe("when one side stops", () => {
  const pair = bodyOf(
    [
      { buys: false, units: 10, price: 1 },
      { buys: true, units: 10, price: 1 },
      { buys: false, units: 5, price: 1 },
    ],
    d("10"),
  );

  it("the other stops, and says which leg it was and which will not leave", () => {
    const short: LegProgress = { kind: "ended", filled: d("9") };
    expect(legsDue(pair, [short, ...IDLE])).toEqual({
      now: [3],
      stopped: [{ underlying: "BTC", because: [0], unsent: [1, 2] }],
    });
  });

  it("a leg that is out or unknown makes what has no room beside it wait, and does not stop it", () => {
    const out: LegProgress = { kind: "out", filled: d("5") };
    // 5 to 10 were sold: buying 10 ends between -10 and +5; selling 5 more could end at -15.
    expect(legsDue(pair, [out, ...IDLE])).toEqual({ now: [3, 1], stopped: [] });
    expect(legsDue(pair, [out, { kind: "out", filled: ZERO }, ...IDLE])).toEqual({ now: [3], stopped: [] });
  });

  it("an overfill stops it too", () => {
    const over: LegProgress = { kind: "ended", filled: d("11") };
    expect(legsDue(pair, [over, ...IDLE]).stopped).toHaveLength(1);
  });

  it("a plan without pairs leaves at once", () => {
    expect(legsDue(sampleBody(), [])).toEqual({ now: [0, 1], stopped: [] });
    expect(legsDue(sampleBody(), [{ kind: "out", filled: ZERO }])).toEqual({ now: [1], stopped: [] });
  });
});
