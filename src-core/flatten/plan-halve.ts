// Half of each position closed in one Plan: rounded toward zero, so that it never closes more than half.
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { fail, type Outcome, succeed } from "../money/outcome.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { marketBounds } from "../plan/price-bounds.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { environmentOf, openOnes, reasonsOf, titleOf } from "./chosen-positions.ts";
import { flattenBlockers, type PositionRef } from "./flatten-blockers.ts";
import { blocked, closingLeg, type FlattenPart } from "./flatten-leg.ts";

export interface HalveInput {
  readonly planId: string;
  readonly portfolio: Portfolio;
  readonly positions: readonly PositionRef[];
  readonly nowMs: number;
}

/** Nothing is sent later than this after the plan was made. */
const HALVE_DEADLINE_MS = 60_000;
const HALF = Decimal.of("0.5");

/**
 * One reduce-only market leg per position, a reason for each. Exits that rest are left as they are and named: whether a
 * second exit beside them is safe at its venue is for the gate to say. Nothing follows: what does not fill stays.
 */
export function planHalve({ planId, portfolio, positions, nowMs }: HalveInput): Outcome<Plan> {
  const open = openOnes(portfolio, positions);
  const environment = environmentOf(portfolio, open, "halve");
  if (!environment.ok) return environment;
  const parts = open.map((ref) => halvePart(portfolio, ref));
  const legs = parts.flatMap(({ leg }) => leg ?? []);
  const [first] = legs;
  if (first === undefined) {
    const details = parts.map(({ reason }) => reason.detail).join(" ");
    return fail("nothing-to-halve", "positions", `Nothing to halve. ${details}`);
  }
  const quantities = legs.map(({ terms }) => terms.quantity);
  return succeed(
    makePlan({
      planId,
      body: {
        gesture: "halve",
        environment: environment.value,
        legs,
        envelope: {
          maximumByLeg: quantities,
          maximumTotal: sum(quantities),
          ...marketBounds(legs, portfolio),
          deadlineMs: nowMs + HALVE_DEADLINE_MS,
          followUps: [],
        },
        policies: { leftover: "leave", denial: "reduce", failure: "leave" },
      },
      madeAtMs: nowMs,
      title: titleOf("Halve", portfolio, legs),
      reasons: reasonsOf(parts),
      unallocated: ZERO,
      listing: first.terms.listing,
    }),
  );
}

function halvePart(portfolio: Portfolio, ref: PositionRef): FlattenPart {
  const position = portfolio.accounts[ref.accountId]?.positions[ref.key];
  if (position === undefined) throw new Error("Invariant: only open positions are halved");
  const held = position.quantitySigned.abs();
  const half = held.times(HALF);
  const listing = portfolio.listings[position.listing];
  const base = { accountId: ref.accountId, listing: position.listing, ideal: half };
  if (listing === undefined) return blocked(base, "the listing is not known.");
  const largest = listing.maxMarketQuantity.min(listing.maxQuantity);
  const quantity = half.min(largest).toStep(listing.lot, "down");
  const least = listing.lot.max(listing.minQuantity);
  if (quantity.lessThan(least)) {
    const limitedBy = quantity.isZero() ? "lot" : "minimum";
    const detail = `Half of ${held.toString()} is ${half.toString()}, less than the ${least.toString()} that the venue trades. Flatten it instead.`;
    return { reason: { ...base, quantity: ZERO, limitedBy, detail } };
  }
  const limitedBy = half.greaterThan(largest) ? "cap" : quantity.equals(half) ? "none" : "lot";
  const detail = `Closes ${quantity.toString()} of ${held.toString()}${BY[limitedBy]}. ${beside(portfolio, ref)}`;
  const reason = { ...base, quantity, limitedBy, detail: detail.trim() } as const;
  return { reason, leg: closingLeg(ref, listing, position, quantity) };
}

const BY = {
  none: "",
  lot: ": half, rounded down to the lot",
  cap: ": the venue takes no more in one order",
} as const;

function beside(portfolio: Portfolio, ref: PositionRef): string {
  const resting = flattenBlockers(portfolio, [ref]);
  if (resting.length === 0) return "";
  const names = resting.map(({ orderId, origin }) => `${orderId} (${origin})`).join(", ");
  return `Exits that stay as they are: ${names}.`;
}
