import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { RebalanceAnswer, RebalanceRequest, RebalanceTarget } from "./rebalance-request.ts";
import { rebalance } from "./rebalance.ts";

const SYMBOLS = ["BTC", "ETH", "SOL"] as const;
const small = (scale: number, min: number, max: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min, max }).map((units) => Decimal.fromUnits(BigInt(units), scale));

const targets: fc.Arbitrary<RebalanceTarget> = fc.oneof(
  fc.record({
    kind: fc.constant("weights" as const),
    weights: fc.record({ BTC: small(3, -2000, 3000), ETH: small(3, 0, 900) }),
    others: fc.constantFrom("keep" as const, "close" as const),
  }),
  fc.record({ kind: fc.constant("leverage" as const), leverage: small(2, 0, 500) }),
  fc.record({
    kind: fc.constant("exposure" as const),
    symbol: fc.constantFrom(...SYMBOLS),
    fraction: small(3, -2000, 2000),
  }),
  fc.constant({ kind: "equal" as const }),
  fc.constant({ kind: "mirror" as const, account: "a0" }),
  fc.constant({ kind: "flat" as const }),
);

const bands: fc.Arbitrary<RebalanceRequest["band"]> = fc.oneof(
  fc.constant({ kind: "none" as const }),
  fc.record({ kind: fc.constant("fixed" as const), width: small(3, 0, 300) }),
  fc.record({
    kind: fc.constant("optimal" as const),
    volatility: small(2, 1, 200),
    penalty: small(1, 1, 100),
    fixedCost: small(6, 0, 100),
  }),
);

const cell = fc.record({
  kind: fc.constantFrom("linear" as const, "inverse" as const, "spot" as const),
  price: small(1, 1, 600_000),
  lot: fc.constantFrom("0.001", "0.03", "1", "7").map((text) => Decimal.of(text)),
  minNotional: small(0, 0, 50),
  takerFee: small(5, 0, 100),
  halfSpread: small(5, 0, 50),
  quantity: small(3, -5000, 50_000),
});

const requests: fc.Arbitrary<RebalanceRequest> = fc
  .record({
    accounts: fc.array(fc.record({ equity: small(2, 100, 10_000_000), cells: fc.tuple(cell, cell, cell) }), {
      minLength: 1,
      maxLength: 4,
    }),
    target: targets,
    band: bands,
  })
  .map(({ accounts, target, band }) => ({
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
    target,
    band,
  }));

function answered(request: RebalanceRequest): RebalanceAnswer {
  const found = rebalance(request);
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}

function heldOf(request: RebalanceRequest, id: string, symbol: string): Decimal {
  const account = request.accounts.find((one) => one.id === id);
  return account?.positions.find((one) => one.symbol === symbol)?.quantity ?? ZERO;
}

describe("a rebalance", () => {
  it("never worsens tracking error beyond its band: no account ends further from its target", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { before, after } = answered(request);
        before.forEach(({ trackingError }, index) => {
          const then = after[index]?.trackingError;
          expect(trackingError !== undefined && then?.atMost(trackingError)).toBe(true);
        });
      }),
    );
  });

  it("never trades past a target, so no order turns a deviation around", () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const { ideal, quantity } of answered(request).reasons) {
          if (quantity.isZero()) continue;
          expect(quantity.sign()).toBe(ideal.sign());
          // The ideal is cut at 18 digits.
          expect(quantity.abs().atMost(ideal.abs().plus(Decimal.fromUnits(1n, 18)))).toBe(true);
        }
      }),
    );
  });

  it("trades whole lots, and nothing below the least order", () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const leg of answered(request).legs) {
          const listing = request.listings.find(
            ({ account, symbol }) => account === leg.account && symbol === leg.symbol,
          );
          expect(leg.quantity.isPositive() && leg.quantity.isMultipleOf(listing?.lot ?? ZERO)).toBe(true);
          if (leg.reducing && listing?.kind !== "spot") continue;
          expect(leg.notional.atLeast(listing?.minNotional ?? ZERO)).toBe(true);
        }
      }),
    );
  });

  it("a leg called reducing never turns its position around, and a flat target has no other", () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const leg of answered(request).legs) {
          const held = heldOf(request, leg.account, leg.symbol);
          const after = leg.side === "buy" ? held.plus(leg.quantity) : held.minus(leg.quantity);
          const turned = held.sign() * after.sign() === -1;
          if (leg.reducing) expect(turned || after.abs().atLeast(held.abs())).toBe(false);
          if (request.target.kind === "flat") expect(leg.reducing).toBe(true);
        }
      }),
    );
  });

  it("permuting the accounts permutes the answer", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const turned = { ...request, accounts: request.accounts.toReversed() };
        const [one, other] = [answered(request), answered(turned)];
        expect(JSON.stringify(other.before)).toBe(JSON.stringify(one.before.toReversed()));
        expect(JSON.stringify(other.after)).toBe(JSON.stringify(one.after.toReversed()));
        expect(JSON.stringify(other.cost)).toBe(JSON.stringify(one.cost));
        const sorted = (answer: RebalanceAnswer): string[] =>
          answer.legs.map((leg) => JSON.stringify(leg)).sort();
        expect(sorted(other)).toEqual(sorted(one));
      }),
    );
  });

  it("the same request has the same answer, and what was reached is left alone without a band", () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(JSON.stringify(answered(request))).toBe(JSON.stringify(answered(request)));
        if (request.target.kind !== "weights" || request.band.kind !== "none") return;
        const { reasons } = answered(request);
        const accounts = request.accounts.map((account) => ({
          ...account,
          positions: account.positions.map(({ symbol, quantity }) => {
            const row = reasons.find((one) => one.account === account.id && one.symbol === symbol);
            return { symbol, quantity: quantity.plus(row?.quantity ?? ZERO) };
          }),
        }));
        expect(answered({ ...request, accounts }).legs).toEqual([]);
      }),
    );
  });
});
