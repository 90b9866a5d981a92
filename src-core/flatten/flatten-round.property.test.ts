import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import type { VenuePosition } from "../order-terms/venue-event.ts";
import { followUpFlaw, makeFollowUp } from "../plan/follow-up.ts";
import type { LegUse } from "../plan/leg-use.ts";
import { positionKey, type Portfolio } from "../portfolio/portfolio.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleListing,
  samplePosition,
  snapshotOf,
} from "../portfolio/samples.ts";
import { flattenRound } from "./flatten-round.ts";
import { planFlatten } from "./plan-flatten.ts";

const d = (text: string): Decimal => Decimal.of(text);
const LISTING = sampleListing({ maxMarketQuantity: d("5"), minQuantity: d("0.002") });

function portfolioWith(positions: readonly VenuePosition[]): Portfolio {
  const positionMode = positions.some(({ positionSide }) => positionSide !== "both") ? "hedge" : "one-way";
  return portfolioOf(
    { kind: "listings-loaded", listings: [LISTING] },
    { kind: "account-saved", account: sampleAccount("a", { positionMode }) },
    snapshotOf("a", { positions, positionMode }),
  );
}

function positionsOf(hedge: boolean, [one, two]: readonly [Decimal, Decimal]): VenuePosition[] {
  if (!hedge) return [samplePosition(one.toString(), "1")];
  return [
    samplePosition(one.abs().toString(), "1", { positionSide: "long" }),
    samplePosition(two.abs().negated().toString(), "1", { positionSide: "short" }),
  ];
}

const quantity = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((units) => Decimal.fromUnits(BigInt(units), 4));
/** Per round: how much of the order fills, in per cent, and what a stranger trades afterwards, in per cent of what is left. */
const meanwhile = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -250, max: 100 })), {
  minLength: 40,
  maxLength: 40,
});

test("rounds never trade more than was confirmed, never turn a position, stay in the envelope, and come to an end", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.tuple(quantity, quantity), meanwhile, (hedge, held, events) => {
      const start = portfolioWith(positionsOf(hedge, held));
      const refs = Object.keys(start.accounts["a"]?.positions ?? {}).map((key) => ({ accountId: "a", key }));
      const made = planFlatten({ planId: "p", portfolio: start, positions: refs, nowMs: 0 });
      if (!made.ok) return;
      const root = made.value;
      const used = root.body.legs.map(() => ZERO);
      const open = root.body.legs.map(({ terms }, leg) => {
        const position = start.accounts["a"]?.positions[positionKey(terms.listing, terms.positionSide)];
        return { side: terms.positionSide, signed: position?.quantitySigned ?? ZERO, leg };
      });
      let ended = false;
      for (const [filledPercent, tradedPercent] of events) {
        const rows = open.map(({ side, signed }) =>
          samplePosition(signed.toString(), "1", { positionSide: side }),
        );
        const use = used.map((there): LegUse => ({ there, filled: there, back: ZERO, unwound: ZERO }));
        const round = flattenRound({ root, use, busy: new Set(), portfolio: portfolioWith(rows) });
        ended = round.ends.length === root.body.legs.length;
        if (ended) break;
        expect(round.legs.length).toBeGreaterThan(0);
        const plan = makeFollowUp({ root, planId: "f", kind: "round", legs: round.legs, nowMs: 1 });
        expect(followUpFlaw(root, use, plan)).toBeUndefined();
        for (const { leg, order } of round.legs) {
          const row = open[leg];
          if (row === undefined) throw new Error("no row");
          expect(order.terms.quantity.atMost(row.signed.abs())).toBe(true);
          expect(order.terms.side === "sell").toBe(row.signed.isPositive());
          const filled = order.terms.quantity
            .times(Decimal.fromUnits(BigInt(filledPercent), 2))
            .toStep(LISTING.lot, "up");
          used[leg] = (used[leg] ?? ZERO).plus(filled);
          const after = row.signed.isPositive() ? row.signed.minus(filled) : row.signed.plus(filled);
          row.signed = after.plus(
            after.times(Decimal.fromUnits(BigInt(tradedPercent), 3)).toStep(LISTING.lot, "down"),
          );
        }
        used.forEach((there, leg) => {
          expect(there.atMost(root.body.envelope.maximumByLeg[leg] ?? ZERO)).toBe(true);
        });
      }
      expect(sum(used).atMost(root.body.envelope.maximumTotal)).toBe(true);
      const fillsEnough = events.every(([percent]) => percent >= 50);
      if (fillsEnough) expect(ended).toBe(true);
    }),
    { numRuns: 200 },
  );
});
