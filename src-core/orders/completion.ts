// Who gets what a plan still lacks: each leg its own first, and what a leg cannot take goes to those with room on top of theirs.
import { allocate } from "../allocation/allocate.ts";
import type { AllocationAccount } from "../allocation/allocation-request.ts";
import { type Decimal, ONE, sum, ZERO } from "../money/decimal.ts";
import type { Listing, ListingKey } from "../market/listing.ts";
import type { Plan } from "../plan/plan.ts";
import { isTerminal, type Order } from "./order.ts";
import type { LegOutcome } from "./plan-outcome.ts";

export interface LegQuantity {
  readonly leg: number;
  readonly quantity: Decimal;
}

export interface CompletionInput {
  readonly plan: Plan;
  readonly outcome: readonly LegOutcome[];
  readonly listings: Readonly<Record<ListingKey, Listing>>;
  /** Legs that the gate would not let more be sent for at the moment; absent: none is known. */
  readonly closed?: ReadonlySet<number>;
}

/** In whole lots that the venue takes, or nothing. */
type Tradable = (leg: LegOutcome, quantity: Decimal) => Decimal;

/** A leg whose last orders came to nothing so many times in a row gives what it lacks to others. */
const TRIES = 2;

/**
 * At most `missing`, one quantity for a leg, each inside its maximum. Nothing for a leg at work or in doubt. A leg that failed
 * twice is tried again only with what no other leg has room for.
 */
export function completion(
  input: CompletionInput,
  missing: Decimal,
  tradable: Tradable,
): readonly LegQuantity[] {
  const settled = input.outcome.filter(({ state }) => state !== "working" && state !== "unknown");
  const open = settled.filter(({ leg }) => input.closed?.has(leg) !== true);
  const fit = open.filter((leg) => !isSpent(leg));
  const own = ownParts(input, refusedLast(fit), missing, tradable);
  const afterOwn = missing.minus(totalOf(own));
  const takers = fit.filter(
    ({ leg, missing: short }) => short.isZero() && !own.some((one) => one.leg === leg),
  );
  const moved = movedParts(input, takers, afterOwn, tradable);
  const again = ownParts(input, open.filter(isSpent), afterOwn.minus(totalOf(moved)), tradable);
  return [...own, ...moved, ...again];
}

/** What a leg has, or may have, beyond its own part where the envelope lets it: it holds that for others. Never negative. */
export function onTop({ body }: Plan, { leg, there, planned }: LegOutcome): Decimal {
  const maximum = body.envelope.maximumByLeg[leg] ?? ZERO;
  return there.min(maximum).minus(planned).max(ZERO);
}

function ownParts(
  input: CompletionInput,
  legs: readonly LegOutcome[],
  missing: Decimal,
  tradable: Tradable,
): readonly LegQuantity[] {
  let left = missing;
  return legs.flatMap((leg) => {
    const quantity = tradable(leg, roomOf(input, leg).min(leg.missing).min(left));
    if (!quantity.isPositive()) return [];
    left = left.minus(quantity);
    return [{ leg: leg.leg, quantity }];
  });
}

/** Shared in the proportions of the plan's own parts; after equal positions, equally: those with a part stand at one level. */
function movedParts(
  input: CompletionInput,
  takers: readonly LegOutcome[],
  missing: Decimal,
  tradable: Tradable,
): readonly LegQuantity[] {
  const seats = takers.filter((leg) => roomOf(input, leg).isPositive());
  if (seats.length === 0 || !missing.isPositive()) return [];
  const side = input.plan.body.legs[0]?.terms.side ?? "buy";
  const accounts = seats.flatMap((leg) => seatOf(input, leg));
  const shared = allocate({
    method: "ratio",
    side,
    total: missing,
    accounts,
    leftover: "redistribute",
    denial: "redistribute",
  });
  if (!shared.ok) return [];
  return seats.flatMap((leg) => {
    const part = shared.value.legs.find(({ account }) => account === String(leg.leg));
    const quantity = tradable(leg, part?.quantity ?? ZERO);
    return quantity.isPositive() ? [{ leg: leg.leg, quantity }] : [];
  });
}

/** Legs stand in for accounts: an account has one leg of a group order. */
function seatOf(input: CompletionInput, leg: LegOutcome): readonly AllocationAccount[] {
  const terms = input.plan.body.legs[leg.leg]?.terms;
  const listing = terms === undefined ? undefined : input.listings[terms.listing];
  if (terms === undefined || listing === undefined) return [];
  return [
    {
      id: String(leg.leg),
      lot: listing.lot,
      weight: input.plan.method === "equal-position" ? ONE : leg.planned,
      cap: { limit: roomOf(input, leg), by: "cap", detail: "" },
      minQuantity: listing.minQuantity,
      ...(terms.price === undefined ? {} : { minNotional: listing.minNotional, price: terms.price }),
    },
  ];
}

function roomOf({ plan }: CompletionInput, { leg, there }: LegOutcome): Decimal {
  return (plan.body.envelope.maximumByLeg[leg] ?? ZERO).minus(there).max(ZERO);
}

function isSpent({ orders }: LegOutcome): boolean {
  const last = orders.slice(-TRIES);
  return last.length === TRIES && last.every(cameToNothing);
}

function cameToNothing({ status }: Order): boolean {
  return isTerminal(status) && status !== "FILLED";
}

function refusedLast(legs: readonly LegOutcome[]): readonly LegOutcome[] {
  const { refused = [], others = [] } = Object.groupBy(legs, ({ state }) =>
    state === "refused" ? "refused" : "others",
  );
  return [...others, ...refused];
}

function totalOf(parts: readonly LegQuantity[]): Decimal {
  return sum(parts.map(({ quantity }) => quantity));
}
