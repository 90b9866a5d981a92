import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { VenuePosition } from "../order-terms/venue-event.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { PortfolioEvent } from "../portfolio/portfolio-event.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleListing,
  samplePosition,
  sampleWorking,
  snapshotOf,
} from "../portfolio/samples.ts";
import { planHalve } from "./plan-halve.ts";

const d = (text: string): Decimal => Decimal.of(text);
const LISTING = sampleListing({ lot: d("0.001"), minQuantity: d("0.002"), maxMarketQuantity: d("5") });

function holding(positions: readonly VenuePosition[], ...events: readonly PortfolioEvent[]): Portfolio {
  const positionMode = positions.some(({ positionSide }) => positionSide !== "both") ? "hedge" : "one-way";
  return portfolioOf(
    { kind: "listings-loaded", listings: [LISTING] },
    { kind: "account-saved", account: sampleAccount("a", { positionMode }) },
    snapshotOf("a", { positions, positionMode }),
    ...events,
  );
}

function halved(portfolio: Portfolio) {
  const keys = Object.keys(portfolio.accounts["a"]?.positions ?? {});
  const positions = [...keys, ...keys].map((key) => ({ accountId: "a", key }));
  return planHalve({ planId: "p", portfolio, positions, nowMs: 0 });
}

function said(portfolio: Portfolio): string {
  const made = halved(portfolio);
  if (!made.ok) return `${made.failure.code}: ${made.failure.message}`;
  const { legs } = made.value.body;
  return legs
    .map(
      ({ effect, terms }) =>
        `${effect} ${terms.side} ${terms.quantity.toString()} ${terms.positionSide} ${String(terms.reduceOnly)}`,
    )
    .join(", ");
}

test("half of a position is closed by an order that only reduces, whatever its side", () => {
  expect(said(holding([samplePosition("0.1", "1")]))).toBe("close sell 0.05 both true");
  expect(said(holding([samplePosition("-0.1", "1")]))).toBe("close buy 0.05 both true");
});

test("in hedge mode each side is halved by itself", () => {
  const sides = [
    samplePosition("0.4", "1", { positionSide: "long" }),
    samplePosition("-0.2", "1", { positionSide: "short" }),
  ];
  expect(said(holding(sides))).toBe("close sell 0.2 long true, close buy 0.1 short true");
});

test("half a lot is rounded toward zero and said", () => {
  const made = halved(holding([samplePosition("0.0051", "1")]));
  if (!made.ok) throw new Error(made.failure.message);
  expect(made.value.reasons[0]).toMatchObject({
    limitedBy: "lot",
    detail: "Closes 0.002 of 0.0051: half, rounded down to the lot.",
  });
});

test("half of less than the venue trades is nothing to halve, with words", () => {
  expect(said(holding([samplePosition("0.003", "1")]))).toBe(
    "nothing-to-halve: Nothing to halve. Half of 0.003 is 0.0015, less than the 0.002 that the venue trades. Flatten it instead.",
  );
  expect(said(holding([]))).toBe("nothing-to-halve: There is no position to halve.");
});

test("one order closes no more than the venue takes, and says so", () => {
  const made = halved(holding([samplePosition("12", "1")]));
  if (!made.ok) throw new Error(made.failure.message);
  expect(made.value.body.legs[0]?.terms.quantity.toString()).toBe("5");
  expect(made.value.reasons[0]?.detail).toContain("the venue takes no more in one order");
});

test("an exit that rests stays and is named", () => {
  const { terms, ...rest } = sampleWorking("stop-1");
  const order = { ...rest, terms: { ...terms, side: "sell" as const, reduceOnly: true } };
  const made = halved(holding([samplePosition("0.1", "1")], { kind: "working", accountId: "a", order }));
  if (!made.ok) throw new Error(made.failure.message);
  expect(made.value.reasons[0]?.detail).toContain("Exits that stay as they are: stop-1");
  expect(made.value.body.clears).toBeUndefined();
});

test("to halve never turns a position, never enlarges it, and never closes more than half", () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (units) => {
      const held = Decimal.fromUnits(BigInt(units), 4);
      const made = halved(holding(held.isZero() ? [] : [samplePosition(held.toString(), "1")]));
      if (!made.ok) {
        expect(held.abs().lessThan(d("0.004"))).toBe(true);
        return;
      }
      const [leg, ...more] = made.value.body.legs;
      expect(more).toHaveLength(0);
      const quantity = leg?.terms.quantity ?? ZERO;
      const after = held.plus(leg?.terms.side === "buy" ? quantity : quantity.negated());
      expect(after.sign()).toBe(held.sign());
      expect(after.abs().lessThan(held.abs())).toBe(true);
      expect(after.abs().atLeast(held.abs().times(d("0.5")))).toBe(true);
      expect(leg?.terms.reduceOnly).toBe(true);
      expect(quantity.isMultipleOf(LISTING.lot)).toBe(true);
    }),
  );
});
