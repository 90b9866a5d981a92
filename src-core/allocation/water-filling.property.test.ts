import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rational, RATIONAL_ZERO, sumRationals } from "../money/rational.ts";
import { waterFill } from "./water-filling.ts";
import type { CappedLine } from "./water-filling.ts";

const positive = fc
  .tuple(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 1n, max: 40n }))
  .map(([over, under]) => Rational.ratio(over, under));
const offsets = fc
  .tuple(fc.bigInt({ min: -500n, max: 500n }), fc.bigInt({ min: 1n, max: 10n }))
  .map(([over, under]) => Rational.ratio(over, under));

function lines(offset: fc.Arbitrary<Rational>): fc.Arbitrary<CappedLine[]> {
  const line = fc
    .record({
      weight: fc.oneof({ weight: 9, arbitrary: positive }, fc.constant(RATIONAL_ZERO)),
      offset,
      cap: fc.option(fc.oneof(positive, fc.constant(RATIONAL_ZERO))),
    })
    .map(({ weight, offset: at, cap }): CappedLine =>
      cap === null ? { weight, offset: at } : { weight, offset: at, cap },
    );
  return fc.array(line, { minLength: 1, maxLength: 8 });
}

const shared = lines(fc.constant(RATIONAL_ZERO));
const lifted = lines(offsets);

describe("water-filling", () => {
  it("gives out the total, or all that the caps permit", () => {
    fc.assert(
      fc.property(fc.oneof(shared, lifted), positive, (given, total) => {
        const growing = given.filter(({ weight }) => weight.isPositive());
        const open = growing.some(({ cap }) => cap === undefined);
        const room = sumRationals(growing.map(({ cap }) => cap ?? RATIONAL_ZERO));
        const expected = open ? total : total.min(room);
        expect(sumRationals(waterFill(given, total)).compare(expected)).toBe(0);
      }),
    );
  });

  it("never gives less than nothing, more than the cap, or anything to weight zero", () => {
    fc.assert(
      fc.property(fc.oneof(shared, lifted), positive, (given, total) => {
        waterFill(given, total).forEach((share, index) => {
          const { cap, weight } = given[index] ?? { weight: RATIONAL_ZERO };
          expect(share.compare(RATIONAL_ZERO)).not.toBe(-1);
          if (cap !== undefined) expect(share.compare(cap)).not.toBe(1);
          if (weight.isZero()) expect(share.isZero()).toBe(true);
        });
      }),
    );
  });

  it("all below their cap stand at one level; who is at the cap stands below it, who gets nothing above it", () => {
    fc.assert(
      fc.property(fc.oneof(shared, lifted), positive, (given, total) => {
        const rows = waterFill(given, total).map((share, index) => ({ share, line: given[index] }));
        const levels = rows.flatMap(({ share, line }) => {
          if (line === undefined || !share.isPositive()) return [];
          if (line.cap !== undefined && share.compare(line.cap) === 0) return [];
          return [levelOf(line, share)];
        });
        const [level] = levels;
        if (level === undefined) return;
        for (const other of levels) expect(other.compare(level)).toBe(0);
        for (const { share, line } of rows) {
          if (line === undefined || line.weight.isZero() || line.cap?.isZero() === true) continue;
          const own = levelOf(line, share);
          if (share.isZero()) expect(own.compare(level)).not.toBe(-1);
          else expect(own.compare(level)).not.toBe(1);
        }
      }),
    );
  });

  it("more to share never takes anything away", () => {
    fc.assert(
      fc.property(fc.oneof(shared, lifted), positive, positive, (given, total, more) => {
        const before = waterFill(given, total);
        waterFill(given, total.plus(more)).forEach((share, index) => {
          expect(share.compare(before[index] ?? RATIONAL_ZERO)).not.toBe(-1);
        });
      }),
    );
  });

  it("only proportions count: all weights doubled change nothing", () => {
    fc.assert(
      fc.property(shared, positive, positive, (given, total, factor) => {
        const scaled = given.map((line) => ({ ...line, weight: line.weight.times(factor) }));
        expect(waterFill(scaled, total)).toEqual(waterFill(given, total));
      }),
    );
  });
});

/** At which level the line gives this share. */
function levelOf({ weight, offset }: CappedLine, share: Rational): Rational {
  return share.plus(offset).dividedBy(weight);
}
