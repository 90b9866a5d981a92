import fc from "fast-check";
import { expect, it } from "vitest";
import { Rational, RATIONAL_ZERO, sumRationals } from "../money/rational.ts";
import { roundUnlikeLots } from "./unlike-lot-rounding.ts";

interface Case {
  readonly shares: readonly Rational[];
  readonly lots: readonly Rational[];
}

interface Score {
  readonly distance: Rational;
  readonly left: Rational;
}

const LOT_TEXTS: readonly (readonly [bigint, bigint])[] = [
  [1n, 1n],
  [1n, 10n],
  [1n, 100n],
  [1n, 4n],
  [1n, 2n],
  [1n, 5n],
  [3n, 10n],
  [7n, 5n],
  [5n, 1n],
];

/** Up to six accounts with up to twelve lots each, on the lot, next to it or anywhere between. */
const cases: fc.Arbitrary<Case> = fc
  .array(fc.tuple(fc.constantFrom(...LOT_TEXTS), fc.nat(12), fc.nat(24), fc.constantFrom(24n, 7n, 1000n)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((accounts) => ({
    lots: accounts.map(([[over, under]]) => Rational.ratio(over, under)),
    shares: accounts.map(([[over, under], whole, part, parts]) =>
      Rational.ratio(over, under).times(
        Rational.ratio(BigInt(whole) * parts + (BigInt(part) % parts), parts),
      ),
    ),
  }));

it("no part is further than one own lot from its share, and all stay within the sum", () => {
  fc.assert(
    fc.property(cases, ({ shares, lots }) => {
      const parts = partsOf({ shares, lots });
      parts.forEach((part, index) => {
        const lot = lots[index] ?? RATIONAL_ZERO;
        expect(part.compare(RATIONAL_ZERO)).not.toBe(-1);
        expect(distanceOf(part, shares[index]).compare(lot)).not.toBe(1);
        expect(part.dividedBy(lot).fraction().isZero()).toBe(true);
      });
      expect(sumRationals(parts).compare(sumRationals(shares))).not.toBe(1);
    }),
    { numRuns: 400 },
  );
});

it("no other choice of parts is nearer in total, and of the nearest none leaves less over", () => {
  fc.assert(
    fc.property(cases, (given) => {
      const found = scoreOf(given, partsOf(given));
      const best = bestScore(given);
      expect(found.distance.compare(best.distance)).toBe(0);
      expect(found.left.compare(best.left)).toBe(0);
    }),
    { numRuns: 400 },
  );
});

it("lots of one size are interchangeable: the order of the accounts does not change what is reached", () => {
  fc.assert(
    fc.property(cases, (given) => {
      const turned = { shares: given.shares.toReversed(), lots: given.lots.toReversed() };
      const [one, other] = [scoreOf(given, partsOf(given)), scoreOf(turned, partsOf(turned))];
      expect(one.distance.compare(other.distance)).toBe(0);
      expect(one.left.compare(other.left)).toBe(0);
    }),
  );
});

it("fifty accounts on ten lot sizes are still searched exactly", () => {
  const lots = Array.from({ length: 50 }, (_, index) =>
    Rational.ratio(BigInt([1, 2, 3, 5, 7, 11, 13, 17, 19, 23][index % 10] ?? 1), 1000n),
  );
  const shares = lots.map((lot, index) => lot.times(Rational.ratio(BigInt(1000 + index * 37), 997n)));
  expect(roundUnlikeLots(shares, lots)).toHaveLength(50);
});

it("a lot on its place is given up where that brings the whole nearer", () => {
  const shares = [Rational.ratio(5n, 1n), Rational.ratio(29n, 10n)];
  const lots = [Rational.ratio(1n, 10n), Rational.ratio(1n, 1n)];
  expect(roundUnlikeLots(shares, lots)).toEqual([49n, 3n]);
});

it("of two ways to use the same quantity the nearer one is taken", () => {
  const shares = [Rational.ratio(70n, 100n), Rational.ratio(38n, 100n), Rational.ratio(38n, 100n)];
  const lots = [Rational.ratio(1n, 1n), Rational.ratio(1n, 2n), Rational.ratio(1n, 2n)];
  // Of 1.46 to give, one up of 1 saves 0.4 and two ups of 0.5 save 0.52; all three would take 2.
  expect(roundUnlikeLots(shares, lots)).toEqual([0n, 1n, 1n]);
});

it("of equally near answers the earlier account gets the lot", () => {
  const share = Rational.ratio(3n, 4n);
  const lots = [Rational.ratio(1n, 1n), Rational.ratio(1n, 1n), Rational.ratio(1n, 2n)];
  expect(roundUnlikeLots([share, share, Rational.ratio(1n, 4n)], lots)).toEqual([1n, 0n, 1n]);
});

function partsOf({ shares, lots }: Case): Rational[] {
  const counts = roundUnlikeLots(shares, lots);
  if (counts === undefined) throw new Error("too varied");
  return counts.map((count, index) => (lots[index] ?? RATIONAL_ZERO).times(Rational.ratio(count, 1n)));
}

function distanceOf(part: Rational, share: Rational | undefined): Rational {
  return part.minus(share ?? RATIONAL_ZERO).abs();
}

function scoreOf({ shares }: Case, parts: readonly Rational[]): Score {
  return {
    distance: sumRationals(parts.map((part, index) => distanceOf(part, shares[index]))),
    left: sumRationals(shares).minus(sumRationals(parts)),
  };
}

/** Every combination of parts that the rules allow, tried one by one. */
function bestScore(given: Case): Score {
  let best: Score | undefined;
  for (const parts of combinations(
    given,
    given.shares.map((share, index) => choices(share, given.lots[index])),
  )) {
    const score = scoreOf(given, parts);
    if (score.left.compare(RATIONAL_ZERO) < 0) continue;
    const nearer = best === undefined ? -1 : score.distance.compare(best.distance);
    if (best === undefined || nearer < 0 || (nearer === 0 && score.left.compare(best.left) < 0)) best = score;
  }
  if (best === undefined) throw new Error("zero for everybody is always allowed");
  return best;
}

/** All multiples of the lot from zero up that are at most one lot away. */
function choices(share: Rational, lot = RATIONAL_ZERO): Rational[] {
  const near = share.dividedBy(lot).floor();
  return [near - 1n, near, near + 1n, near + 2n]
    .filter((count) => count >= 0n)
    .map((count) => lot.times(Rational.ratio(count, 1n)))
    .filter((part) => distanceOf(part, share).compare(lot) <= 0);
}

function* combinations(given: Case, perAccount: readonly (readonly Rational[])[]): Generator<Rational[]> {
  const [first, ...rest] = perAccount;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const tail of combinations(given, rest)) for (const part of first) yield [part, ...tail];
}
