// Positions to zero in one Plan: reduce-only market orders that can close a position and never turn it around.
import { sum, ZERO } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Envelope, Leg, Plan, PlanBody } from "../plan/plan.ts";
import { marketBounds } from "../plan/price-bounds.ts";
import { positionKey, type Portfolio } from "../portfolio/portfolio.ts";
import { environmentOf, openOnes, reasonsOf, titleOf } from "./chosen-positions.ts";
import { flattenBlockers } from "./flatten-blockers.ts";
import type { FlattenBlocker, PositionRef } from "./flatten-blockers.ts";
import { flattenPart } from "./flatten-leg.ts";
import type { FlattenPart } from "./flatten-leg.ts";

export interface FlattenInput {
  readonly planId: string;
  readonly portfolio: Portfolio;
  readonly positions: readonly PositionRef[];
  readonly nowMs: number;
  /** Exits of others that a person named to be cancelled first; those not named leave their positions BLOCKED. */
  readonly clear?: readonly NamedExit[];
}

/** A working order of one account: venues number orders of several accounts alike. */
export type NamedExit = Pick<FlattenBlocker, "accountId" | "orderId">;

/** Nothing is sent later than this after the plan was made. */
export const FLATTEN_DEADLINE_MS = 60_000;

/**
 * One market leg per position that can be closed, a reason for each position. Our own exits, and those of others that were
 * named, are in `clears`: they are cancelled before anything is sent. Price bounds stand only where all legs trade one listing one way with a known
 * price: a flatten never waits for a price. With several listings `unallocated` is zero and the reasons name the rest.
 */
export function planFlatten(input: FlattenInput): Outcome<Plan> {
  const { portfolio, planId, nowMs } = input;
  const positions = openOnes(portfolio, input.positions);
  const environment = environmentOf(portfolio, positions, "flatten");
  if (!environment.ok) return environment;
  const found = flattenBlockers(portfolio, positions);
  const cleared = new Set((input.clear ?? []).map(keyOf));
  const blockers = found.filter((exit) => !exit.ours && !cleared.has(keyOf(exit)));
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
        envelope: envelopeOf(portfolio, parts, nowMs),
        policies: { leftover: "leave", denial: "reduce", failure: "complete" },
        ...clearsOf(legs, found, cleared),
      },
      madeAtMs: nowMs,
      title: titleOf("Flatten", portfolio, legs),
      reasons: reasonsOf(parts),
      unallocated: isOneListing(portfolio, positions) ? leftBehind(parts) : ZERO,
      listing: first.terms.listing,
    }),
  );
}

/** Names an exit among several accounts. */
export function keyOf({ accountId, orderId }: NamedExit): string {
  return `${accountId} ${orderId}`;
}

/** The part with the exits of ours that are cancelled before it is sent. */
export function withOwnExits(
  part: FlattenPart,
  ref: PositionRef,
  found: readonly FlattenBlocker[],
): FlattenPart {
  const own = found.filter((exit) => exit.ours && exit.accountId === ref.accountId && exit.key === ref.key);
  if (own.length === 0 || part.leg === undefined) return part;
  const names = own.map(({ orderId }) => orderId).join(", ");
  return { ...part, reason: { ...part.reason, detail: `${part.reason.detail} Cancelled first: ${names}.` } };
}

function nothingToFlatten(parts: readonly FlattenPart[]): ReturnType<typeof fail> {
  const details = parts.map(({ reason }) => reason.detail).join(" ");
  return fail("nothing-to-flatten", "positions", `Nothing can be closed. ${details}`);
}

/** The whole of each position: what one order does not close, further orders do until the deadline. */
function envelopeOf(portfolio: Portfolio, parts: readonly FlattenPart[], nowMs: number): Envelope {
  const sent = parts.filter(({ leg }) => leg !== undefined);
  const held = sent.map(({ reason }) => reason.ideal);
  return {
    maximumByLeg: held,
    maximumTotal: sum(held),
    ...boundsOf(
      portfolio,
      sent.flatMap(({ leg }) => leg ?? []),
    ),
    deadlineMs: nowMs + FLATTEN_DEADLINE_MS,
    followUps: ["complete"],
  };
}

/** Our own exits on what is closed, and those of others that were named. */
export function clearsOf(
  legs: readonly Leg[],
  found: readonly FlattenBlocker[],
  named: ReadonlySet<string>,
): Pick<PlanBody, "clears"> {
  const closed = new Set(
    legs.map(({ accountId, terms }) => `${accountId} ${positionKey(terms.listing, terms.positionSide)}`),
  );
  const clears = found
    .filter(({ accountId, key }) => closed.has(`${accountId} ${key}`))
    .filter((exit) => exit.ours || named.has(keyOf(exit)))
    .map(({ accountId, orderId, ours }) => ({ accountId, orderId, ours }));
  return clears.length === 0 ? {} : { clears };
}

function boundsOf(portfolio: Portfolio, legs: readonly Leg[]): ReturnType<typeof marketBounds> {
  const listings = new Set(legs.map(({ terms }) => terms.listing));
  return listings.size === 1 ? marketBounds(legs, portfolio) : {};
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
