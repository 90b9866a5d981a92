import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, sum } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import { isExplained, isShrunk, READING_SPREAD_MS } from "./explained-change.ts";
import { sampleFill } from "./samples.ts";

const FIRST_MS = 1_000_000;
const SECOND_MS = FIRST_MS + 45_000;
const d = (text: string): Decimal => Decimal.of(text);

const fillAt = (atMs: number, signed: Decimal, index: number): Fill => ({
  ...sampleFill({
    tradeId: String(index),
    side: signed.isNegative() ? "sell" : "buy",
    quantity: signed.abs(),
  }),
  atMs,
});
const signed = fc
  .integer({ min: -500, max: 500 })
  .filter((units) => units !== 0)
  .map((units) => Decimal.fromUnits(BigInt(units), 3));
const amount = (fill: Fill) => (fill.side === "buy" ? fill.quantity : fill.quantity.negated());
const between = fc.array(
  fc.tuple(fc.integer({ min: FIRST_MS + READING_SPREAD_MS + 1, max: SECOND_MS - 1 }), signed),
  { maxLength: 6 },
);

const readings = (before: Decimal, change: Decimal) =>
  [
    { quantitySigned: before, atMs: FIRST_MS },
    { quantitySigned: before.plus(change), atMs: SECOND_MS },
  ] as const;

describe("a change between two readings", () => {
  test("is explained by all fills between them, and by nothing less", () => {
    fc.assert(
      fc.property(signed, between, signed, (before, made, off) => {
        const fills = made.map(([atMs, quantity], index) => fillAt(atMs, quantity, index));
        const change = sum(fills.map(amount));
        expect(isExplained(...readings(before, change), fills)).toBe(true);
        expect(isExplained(...readings(before, change.plus(off)), fills)).toBe(false);
      }),
    );
  });

  test("may count a fill that came while a reading was made, or leave it", () => {
    fc.assert(
      fc.property(
        signed,
        signed,
        fc.nat({ max: READING_SPREAD_MS }),
        fc.boolean(),
        (before, quantity, lateMs, first) => {
          const fills = [fillAt((first ? FIRST_MS : SECOND_MS) + lateMs, quantity, 0)];
          expect(isExplained(...readings(before, quantity), fills)).toBe(true);
          expect(isExplained(...readings(before, d("0")), fills)).toBe(true);
        },
      ),
    );
  });

  test("is not explained by fills of another time", () => {
    fc.assert(
      fc.property(signed, signed, fc.integer({ min: 1, max: 1_000_000 }), (before, quantity, offMs) => {
        const early = fillAt(FIRST_MS - offMs, quantity, 0);
        const late = fillAt(SECOND_MS + READING_SPREAD_MS + offMs, quantity, 1);
        expect(isExplained(...readings(before, quantity), [early, late])).toBe(false);
      }),
    );
  });
});

test("a position shrinks when it comes nearer to zero or crosses it", () => {
  expect([isShrunk(d("1"), d("0")), isShrunk(d("-1"), d("-0.5")), isShrunk(d("1"), d("-3"))]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isShrunk(d("0"), d("1")), isShrunk(d("1"), d("1")), isShrunk(d("-1"), d("-2"))]).toEqual([
    false,
    false,
    false,
  ]);
});
