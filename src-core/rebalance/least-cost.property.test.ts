import fc from "fast-check";
import loadHighs from "highs";
import { describe, expect, it } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import type { RebalanceAnswer, RebalanceRequest, RebalanceTarget } from "./rebalance-request.ts";
import { rebalance } from "./rebalance.ts";
import { groupExposureModel, type LeastCostModel, leastCostModel } from "./testing/least-cost-model.ts";

const highs = await loadHighs();
const MOST_OVER = 1.005;
const SYMBOLS = ["BTC", "ETH"] as const;

const small = (scale: number, min: number, max: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min, max }).map((units) => Decimal.fromUnits(BigInt(units), scale));

const cell = fc.record({
  kind: fc.constantFrom("linear" as const, "inverse" as const, "spot" as const),
  price: small(1, 10, 60_000),
  lot: fc.constantFrom("0.001", "0.01", "0.5", "3").map((text) => Decimal.of(text)),
  minQuantity: small(2, 0, 200),
  minNotional: small(0, 0, 300),
  maxQuantity: fc.constantFrom("1000000", "40", "8").map((text) => Decimal.of(text)),
  takerFee: small(5, 1, 100),
  halfSpread: small(5, 0, 50),
  quantity: small(3, -20_000, 50_000),
});

function requestsOf(target: fc.Arbitrary<RebalanceTarget>, most: number): fc.Arbitrary<RebalanceRequest> {
  return fc
    .record({
      accounts: fc.array(fc.record({ equity: small(2, 100_000, 10_000_000), cells: fc.tuple(cell, cell) }), {
        minLength: 2,
        maxLength: most,
      }),
      target,
      band: fc.oneof(
        fc.constant({ kind: "none" as const }),
        fc.record({ kind: fc.constant("fixed" as const), width: small(3, 0, 300) }),
      ),
    })
    .map(({ accounts, target: wanted, band }) => ({
      accounts: accounts.map(({ equity, cells }, index) => ({
        id: `a${String(index)}`,
        equity,
        positions: cells.map(({ quantity, kind }, at) => ({
          symbol: SYMBOLS[at] ?? "",
          quantity: kind === "spot" ? quantity.abs() : quantity,
        })),
      })),
      listings: accounts.flatMap(({ cells }, index) =>
        cells.map(({ quantity: _, ...listing }, at) => ({
          account: `a${String(index)}`,
          symbol: SYMBOLS[at] ?? "",
          ...listing,
        })),
      ),
      target: wanted,
      band,
    }));
}

const each = requestsOf(
  fc.oneof(
    fc.record({
      kind: fc.constant("weights" as const),
      weights: fc.record({ BTC: small(3, -1000, 2000), ETH: small(3, 0, 900) }),
    }),
    fc.constant({ kind: "equal" as const }),
    fc.constant({ kind: "flat" as const }),
    fc.record({ kind: fc.constant("leverage" as const), leverage: small(2, 0, 300) }),
    fc.constant({ kind: "mirror" as const, account: "a0" }),
    fc.record({
      kind: fc.constant("exposure" as const),
      symbol: fc.constantFrom(...SYMBOLS),
      fraction: small(3, -1500, 1500),
    }),
  ),
  5,
);
const group = requestsOf(
  small(3, -1500, 1500).map(
    (fraction) => ({ kind: "exposure", symbol: "BTC", fraction, of: "group" }) as const,
  ),
  8,
);

function answered(request: RebalanceRequest): RebalanceAnswer {
  const found = rebalance(request);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

/** Of the fee and the half spread: what the model minimises. */
function paid({ cost }: RebalanceAnswer): number {
  return cost.fee.plus(cost.spread).toFloat();
}

/** The cheapest cost that the solver finds, or nothing where it does not call it optimal. */
function optimum({ text, costs }: LeastCostModel): number | undefined {
  if (costs.size === 0) return 0;
  const solved = highs.solve(text, { mip_rel_gap: 1e-4, time_limit: 1 });
  return solved.Status === "Optimal" ? solved.ObjectiveValue : undefined;
}

/** The group's distance to its target and how much of it was traded, in quote currency. */
function groupMove(request: RebalanceRequest, answer: RebalanceAnswer, fraction: Decimal) {
  const equity = sum(request.accounts.map((account) => account.equity));
  const gap = fraction.times(equity).minus(sum(answer.before.map(({ net }) => net)));
  const edge = request.band.kind === "fixed" ? request.band.width.times(equity) : ZERO;
  const wanted = gap.abs().minus(edge);
  const traded = sum(answer.legs.map(({ notional }) => notional));
  return { buys: gap.isPositive(), wanted, traded };
}

describe("the cost of a rebalance", () => {
  it("is no more than 1.005 times the HiGHS optimum on random instances of every target of single accounts", () => {
    let solved = 0;
    fc.assert(
      fc.property(each, (request) => {
        const model = leastCostModel(request);
        if (model === undefined) throw new Error("the model covers these targets");
        const least = optimum(model);
        const answer = answered(request);
        expect(least).toBeDefined();
        expect(paid(answer)).toBeLessThanOrEqual((least ?? 0) * MOST_OVER + 1e-6);
        // Nothing is saved by leaving out what the model trades.
        expect(paid(answer)).toBeGreaterThanOrEqual((least ?? 0) / MOST_OVER - 1e-6);
        if (answer.legs.length > 0) solved += 1;
      }),
      { numRuns: 150, endOnFailure: true },
    );
    expect(solved).toBeGreaterThan(75);
  });

  it("of a whole group's exposure is no more than 1.005 times the HiGHS optimum on random instances", () => {
    let shared = 0;
    fc.assert(
      fc.property(group, (request) => {
        if (request.target.kind !== "exposure") throw new Error("a target of the group");
        const answer = answered(request);
        const move = groupMove(request, answer, request.target.fraction);
        if (answer.legs.length === 0) return;
        const [traded, wanted] = [move.traded.toFloat(), move.wanted.toFloat()];
        const least = optimum(groupExposureModel(request, "BTC", { ...move, traded, wanted }));
        if (least === undefined) return;
        expect(paid(answer)).toBeLessThanOrEqual(least * MOST_OVER + 1e-6);
        if (answer.legs.length > 1) shared += 1;
      }),
      { numRuns: 60, endOnFailure: true },
    );
    expect(shared).toBeGreaterThan(12);
  });

  it("a dearer trade than the planner's is found out", () => {
    let found = 0;
    fc.assert(
      fc.property(each, (request) => {
        const model = leastCostModel(request);
        const answer = answered(request);
        if (model === undefined || answer.legs.length === 0) return;
        found += 1;
        const dearer = request.listings.map((listing) => ({
          ...listing,
          takerFee: listing.takerFee.times(Decimal.of("1.02")).plus(Decimal.of("0.001")),
        }));
        const least = optimum(model) ?? Infinity;
        expect(paid(answered({ ...request, listings: dearer }))).toBeGreaterThan(least * MOST_OVER);
      }),
      { numRuns: 20 },
    );
    expect(found).toBeGreaterThan(5);
  });
});
