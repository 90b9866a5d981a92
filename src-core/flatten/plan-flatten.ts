// Positions to zero in one Plan: reduce-only market orders that can close a position and never turn it around.
import { sum, ZERO } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Envelope, Leg, LegReason, Plan } from "../plan/plan.ts";
import { marketBounds } from "../plan/price-bounds.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { flattenBlockers } from "./flatten-blockers.ts";
import type { FlattenBlocker, PositionRef } from "./flatten-blockers.ts";
import { flattenPart } from "./flatten-leg.ts";
import type { FlattenPart } from "./flatten-leg.ts";

export interface FlattenInput {
  readonly planId: string;
  readonly portfolio: Portfolio;
  readonly positions: readonly PositionRef[];
  readonly nowMs: number;
  /** Exits that stay working: their positions' legs end BLOCKED. Without it, those that are not ours. */
  readonly blockers?: readonly FlattenBlocker[];
}

/** Nothing is sent later than this after the plan was made. */
export const FLATTEN_DEADLINE_MS = 60_000;

/**
 * One market leg per position that can be closed, a reason for each position. Our own exits are named in the
 * reasons: cancel them before sending. Price bounds stand per listing where a price is known: a flatten never waits
 * for one. With several listings `unallocated` is zero and the reasons name the rest.
 */
export function planFlatten(input: FlattenInput): Outcome<Plan> {
  const { portfolio, planId, nowMs } = input;
  const positions = openOnes(portfolio, input.positions);
  const environment = environmentOf(portfolio, positions);
  if (!environment.ok) return environment;
  const found = flattenBlockers(portfolio, positions);
  const blockers = input.blockers ?? found.filter(({ ours }) => !ours);
  const parts = positions.map((ref) => withOwnExits(flattenPart(portfolio, ref, blockers), ref, found));
  const legs = parts.flatMap(({ leg }) => (leg === undefined ? [] : [leg]));
  const first = legs[0];
  if (first === undefined) return nothingToFlatten(parts);
  return succeed(
    makePlan({
      planId,
      body: {
        gesture: "flatten",
        environment: environment.value,
        legs,
        envelope: envelopeOf(portfolio, legs, nowMs),
        policies: { leftover: "leave", denial: "reduce", failure: "leave" },
      },
      madeAtMs: nowMs,
      title: titleOf(portfolio, legs),
      reasons: reasonsOf(parts),
      unallocated: isOneListing(portfolio, positions) ? leftBehind(parts) : ZERO,
      listing: first.terms.listing,
    }),
  );
}

/** Once each, without those that are flat already. */
function openOnes(portfolio: Portfolio, positions: readonly PositionRef[]): PositionRef[] {
  const open = positions.filter(({ accountId, key }) => {
    const held = portfolio.accounts[accountId]?.positions[key]?.quantitySigned;
    return held?.isZero() === false;
  });
  return [...new Map(open.map((ref) => [`${ref.accountId} ${ref.key}`, ref])).values()];
}

function environmentOf(portfolio: Portfolio, positions: readonly PositionRef[]): Outcome<Environment> {
  const environments = positions.flatMap(
    ({ accountId }) => portfolio.accounts[accountId]?.account.environment ?? [],
  );
  const [first] = environments;
  if (first === undefined) return fail("nothing-to-flatten", "positions", "There is no position to flatten.");
  if (environments.every((environment) => environment === first)) return succeed(first);
  const message = "The positions are in different environments.";
  return fail("environment-mixed", "positions", message, "Flatten one environment at a time.");
}

function withOwnExits(part: FlattenPart, ref: PositionRef, found: readonly FlattenBlocker[]): FlattenPart {
  const own = found.filter((exit) => exit.ours && exit.accountId === ref.accountId && exit.key === ref.key);
  if (own.length === 0 || part.leg === undefined) return part;
  const names = own.map(({ orderId }) => orderId).join(", ");
  return { ...part, reason: { ...part.reason, detail: `${part.reason.detail} Cancel first: ${names}.` } };
}

function reasonsOf(parts: readonly FlattenPart[]): LegReason[] {
  const sent = parts.filter(({ leg }) => leg !== undefined);
  return parts.map((part) => {
    const leg = sent.indexOf(part);
    return leg === -1 ? part.reason : { ...part.reason, leg };
  });
}

function nothingToFlatten(parts: readonly FlattenPart[]): ReturnType<typeof fail> {
  const details = parts.map(({ reason }) => reason.detail).join(" ");
  return fail("nothing-to-flatten", "positions", `Nothing can be closed. ${details}`);
}

function envelopeOf(portfolio: Portfolio, legs: readonly Leg[], nowMs: number): Envelope {
  const quantities = legs.map(({ terms }) => terms.quantity);
  return {
    maximumByLeg: quantities,
    maximumTotal: sum(quantities),
    ...marketBounds(legs, portfolio),
    deadlineMs: nowMs + FLATTEN_DEADLINE_MS,
    followUps: [],
  };
}

function isOneListing(portfolio: Portfolio, positions: readonly PositionRef[]): boolean {
  const listings = positions.map(
    ({ accountId, key }) => portfolio.accounts[accountId]?.positions[key]?.listing,
  );
  return new Set(listings).size === 1;
}

function leftBehind(parts: readonly FlattenPart[]): Plan["unallocated"] {
  return sum(parts.map(({ reason }) => reason.ideal.minus(reason.quantity)));
}

function titleOf(portfolio: Portfolio, legs: readonly Leg[]): string {
  const names = new Set(legs.map(({ terms }) => portfolio.listings[terms.listing]?.name ?? terms.listing));
  const what = names.size === 1 ? [...names].join("") : `${String(names.size)} listings`;
  return `Flatten ${what}, ${legs.length === 1 ? "1 position" : `${String(legs.length)} positions`}`;
}
