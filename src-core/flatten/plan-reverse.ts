// Positions turned round in one Plan of two stages: each is closed to zero first, and opened the other way when it is flat.
import { sum, ZERO } from "../money/decimal.ts";
import { fail, type Outcome, succeed } from "../money/outcome.ts";
import type { Listing } from "../market/listing.ts";
import type { OrderTerms, PositionSide } from "../order-terms/order-terms.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Envelope, Leg, LegReason, Plan } from "../plan/plan.ts";
import { marketBounds } from "../plan/price-bounds.ts";
import { marketPrice } from "../plan/reference-price.ts";
import { type Portfolio, positionKey } from "../portfolio/portfolio.ts";
import { environmentOf, openOnes, reasonsOf, titleOf } from "./chosen-positions.ts";
import { flattenBlockers, type PositionRef } from "./flatten-blockers.ts";
import { blocked, flattenPart } from "./flatten-leg.ts";
import { clearsOf, FLATTEN_DEADLINE_MS, type FlattenInput, keyOf, withOwnExits } from "./plan-flatten.ts";

interface Part {
  readonly closing: { readonly leg?: Leg; readonly reason: LegReason };
  readonly opening?: { readonly leg: Leg; readonly reason: LegReason };
}

/**
 * The closing legs in order, then one opening leg for each in the same order. The opening order is at most what was closed,
 * and its round is sent only after a complete reading shows the position flat. Exits stand in the way as they do of a flatten.
 */
export function planReverse(input: FlattenInput): Outcome<Plan> {
  const { portfolio, planId, nowMs } = input;
  const positions = openOnes(portfolio, input.positions);
  const environment = environmentOf(portfolio, positions, "reverse");
  if (!environment.ok) return environment;
  const found = flattenBlockers(portfolio, positions);
  const named = new Set((input.clear ?? []).map(keyOf));
  const foreign = found.filter((exit) => !exit.ours && !named.has(keyOf(exit)));
  const parts = positions.map((ref): Part => {
    const closing = withOwnExits(flattenPart(portfolio, ref, foreign), ref, found);
    return closing.leg === undefined ? { closing } : turned(portfolio, ref, closing.leg, closing.reason);
  });
  const sides = [...parts.map(({ closing }) => closing), ...parts.flatMap(({ opening }) => opening ?? [])];
  const closes = parts.flatMap(({ closing }) => closing.leg ?? []);
  const legs = sides.flatMap(({ leg }) => leg ?? []);
  const [first] = closes;
  if (first === undefined) {
    const details = parts.map(({ closing }) => closing.reason.detail).join(" ");
    return fail("nothing-to-reverse", "positions", `Nothing can be reversed. ${details}`);
  }
  return succeed(
    makePlan({
      planId,
      body: {
        gesture: "reverse",
        environment: environment.value,
        legs,
        envelope: envelopeOf(portfolio, parts, legs, nowMs),
        policies: { leftover: "leave", denial: "reduce", failure: "leave" },
        ...clearsOf(closes, found, named),
      },
      madeAtMs: nowMs,
      title: titleOf("Reverse", portfolio, closes),
      reasons: reasonsInPairs(parts, reasonsOf(sides)),
      unallocated: ZERO,
      listing: first.terms.listing,
    }),
  );
}

/** Each position's closing reason with its opening one behind it, as a person reads them. */
function reasonsInPairs(parts: readonly Part[], reasons: readonly LegReason[]): LegReason[] {
  const openings = reasons.slice(parts.length).values();
  return parts.flatMap(({ opening }, index) => {
    const next = opening === undefined ? undefined : openings.next().value;
    return [reasons[index], next].flatMap((reason) => reason ?? []);
  });
}

function turned(portfolio: Portfolio, ref: PositionRef, leg: Leg, reason: LegReason): Part {
  const listing = portfolio.listings[leg.terms.listing];
  if (listing === undefined) throw new Error("Invariant: what is closed has a listing");
  const opening = openingLeg(leg);
  const obstacle = obstacleTo(portfolio, ref, listing, opening.terms, reason);
  if (obstacle !== undefined) {
    const { accountId, ideal } = reason;
    return { closing: blocked({ accountId, listing: listing.key, ideal }, obstacle) };
  }
  const { quantity } = leg.terms;
  const detail = `Opens at most the ${quantity.toString()} that were closed, once the venue shows the position flat.`;
  const base = { accountId: leg.accountId, listing: listing.key, ideal: quantity, quantity };
  return {
    closing: { leg, reason },
    opening: { leg: opening, reason: { ...base, limitedBy: "none", detail } },
  };
}

/** The same size and side as the order that closes, no longer held to the position. */
function openingLeg({ accountId, listingVersion, terms }: Leg): Leg {
  const positionSide = OTHER_SIDE[terms.positionSide];
  return { accountId, listingVersion, effect: "open", terms: { ...terms, positionSide, reduceOnly: false } };
}

const OTHER_SIDE: Readonly<Record<PositionSide, PositionSide>> = {
  both: "both",
  long: "short",
  short: "long",
};

/** Why a position is left as it is: what cannot be opened the other way is not closed by a reverse either. */
function obstacleTo(
  portfolio: Portfolio,
  ref: PositionRef,
  listing: Listing,
  { positionSide, quantity, side }: OrderTerms,
  { limitedBy }: LegReason,
): string | undefined {
  if (limitedBy === "cap") {
    return `it is larger than the venue's largest order, ${listing.maxMarketQuantity.min(listing.maxQuantity).toString()}. Flatten it, then open the other side.`;
  }
  if (positionSide === "both" && listing.enforcesReduceOnly !== true) {
    return "the venue does not hold a closing order to its position. Flatten it, then open the other side.";
  }
  const there = portfolio.accounts[ref.accountId]?.positions[positionKey(listing.key, positionSide)];
  if (positionSide !== "both" && there?.quantitySigned.isZero() === false) {
    return `the account holds ${there.quantitySigned.toString()} on the other side already. Flatten one of the two first.`;
  }
  const price = listing.kind === "inverse" ? undefined : marketPrice(portfolio.quotes.get(listing.key), side);
  const value = listing.kind === "inverse" ? quantity : price && quantity.times(price);
  if (value?.lessThan(listing.minNotional) === true) {
    return `${value.toString()} ${listing.quote} is less than the ${listing.minNotional.toString()} that the venue opens. Flatten it instead.`;
  }
  return undefined;
}

/** A closing leg may take the whole position in several orders; an opening leg no more than its own quantity. */
function envelopeOf(
  portfolio: Portfolio,
  parts: readonly Part[],
  legs: readonly Leg[],
  nowMs: number,
): Envelope {
  const turning = parts.filter(({ opening }) => opening !== undefined);
  const maximumByLeg = [
    ...turning.map(({ closing }) => closing.reason.ideal),
    ...turning.map(({ opening }) => opening?.leg.terms.quantity ?? ZERO),
  ];
  return {
    maximumByLeg,
    maximumTotal: sum(maximumByLeg),
    ...marketBounds(legs, portfolio),
    deadlineMs: nowMs + FLATTEN_DEADLINE_MS,
    followUps: ["complete"],
  };
}
