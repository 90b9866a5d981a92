import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { sampleRebalanceListing } from "./rebalance-samples.ts";
import { stagePairs, type Trade } from "./stage-pairs.ts";

const d = (text: string): Decimal => Decimal.of(text);

const trades = fc
  .array(
    fc.record({
      side: fc.constantFrom("buy" as const, "sell" as const),
      underlying: fc.constantFrom("BTC", "ETH"),
      steps: fc.integer({ min: 1, max: 60 }),
      least: fc.integer({ min: 1, max: 3 }),
      price: fc.integer({ min: 1, max: 900 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ side, underlying, steps, least, price }, index): Trade => {
      const lot = d("0.01");
      const listing = sampleRebalanceListing(`a${String(index)}`, {
        symbol: underlying,
        price: Decimal.fromInteger(price),
        lot,
        minQuantity: lot.times(Decimal.fromInteger(least)),
      });
      const quantity = lot.times(Decimal.fromInteger(steps + least));
      const notional = quantity.times(listing.price);
      const cost = { fee: ZERO, spread: ZERO };
      const leg = {
        account: listing.account,
        symbol: underlying,
        side,
        quantity,
        notional,
        cost,
        reducing: false,
      };
      return { leg, listing, underlying };
    }),
  );

/** A bound that every underlying's trades permit, and something more. */
function boundFor(all: readonly Trade[], spare: number): Decimal {
  const needs = ["BTC", "ETH"].map((underlying) =>
    sum(
      all
        .filter((trade) => trade.underlying === underlying)
        .map(({ leg }) => (leg.side === "buy" ? leg.notional : leg.notional.negated())),
    ).abs(),
  );
  const least = all.map(({ listing }) =>
    (listing.minQuantity ?? ZERO).times(listing.price).times(Decimal.fromInteger(2)),
  );
  return [...needs, ...least].reduce((most, need) => most.max(need)).plus(Decimal.fromInteger(spare));
}

describe("trades in stages", () => {
  it("are cut into orders that sum to each trade, are on its lot and take no less than the venue does", () => {
    fc.assert(
      fc.property(trades, fc.nat(500), (all, spare) => {
        const staged = stagePairs(all, boundFor(all, spare));
        if (!staged.ok) throw new Error(staged.failure.message);
        all.forEach(({ leg, listing }, index) => {
          const own = staged.value.slices[index] ?? [];
          expect(sum(own).toString()).toBe(leg.quantity.toString());
          for (const part of own) {
            expect(part.isMultipleOf(listing.lot)).toBe(true);
            expect(part.atLeast(listing.minQuantity ?? ZERO)).toBe(true);
          }
        });
      }),
    );
  });

  it("name every order of an underlying that is bought and sold in one step, and the net of every prefix is in the bound", () => {
    fc.assert(
      fc.property(trades, fc.option(fc.nat(500), { nil: undefined }), (all, spare) => {
        const bound = spare === undefined ? undefined : boundFor(all, spare);
        const staged = stagePairs(all, bound);
        if (!staged.ok) throw new Error(staged.failure.message);
        const { slices, pairs } = staged.value;
        const orders = all.flatMap((trade, index) =>
          (slices[index] ?? []).map((quantity) => ({ trade, quantity })),
        );
        for (const underlying of ["BTC", "ETH"]) {
          const own = [...orders.keys()].filter((index) => orders[index]?.trade.underlying === underlying);
          const bothWays = new Set(own.map((index) => orders[index]?.trade.leg.side)).size === 2;
          const pair = pairs.find((one) => one.underlying === underlying);
          expect(pair?.steps.map(({ leg }) => leg).toSorted((a, b) => a - b)).toEqual(
            bothWays ? own : undefined,
          );
          let net = ZERO;
          for (const { leg, unitNotional } of pair?.steps ?? []) {
            const order = orders[leg];
            const value = (order?.quantity ?? ZERO).times(unitNotional);
            net = order?.trade.leg.side === "buy" ? net.plus(value) : net.minus(value);
            expect(net.abs().atMost(pair?.netBound ?? ZERO)).toBe(true);
          }
          if (bound !== undefined && pair !== undefined) expect(pair.netBound).toBe(bound);
        }
      }),
    );
  });

  it("without a bound cut nothing", () => {
    fc.assert(
      fc.property(trades, (all) => {
        const staged = stagePairs(all);
        expect(staged.ok && staged.value.slices.every((own) => own.length === 1)).toBe(true);
      }),
    );
  });
});
