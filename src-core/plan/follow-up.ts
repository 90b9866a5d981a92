// Plans that act for another one: each stays inside the envelope that a person confirmed, whatever has become of the first.
import { sum, ZERO } from "../money/decimal.ts";
import type { LegUse } from "./leg-use.ts";
import { makePlan } from "./make-plan.ts";
import { pairFlaw, type PairOrder } from "./pair-room.ts";
import type { FollowUpKind, Leg, Plan } from "./plan.ts";

export interface FollowUpLeg {
  /** The leg of the first plan that it acts for. */
  readonly leg: number;
  readonly order: Leg;
}

export interface FollowUpInput {
  readonly root: Plan;
  readonly planId: string;
  readonly kind: FollowUpKind;
  readonly legs: readonly FollowUpLeg[];
  readonly nowMs: number;
}

const WORDS: Readonly<Record<FollowUpKind, string>> = {
  round: "again",
  complete: "complete",
  unwind: "unwind",
};

/** The plan of these legs: bounds and deadline are the first plan's, and it permits nothing further. */
export function makeFollowUp({ root, planId, kind, legs, nowMs }: FollowUpInput): Plan {
  const orders = legs.map(({ order }) => order);
  const quantities = orders.map(({ terms }) => terms.quantity);
  const { envelope, gesture, environment } = root.body;
  const { maximumByLeg: _, maximumTotal: __, followUps: ___, pairs: ____, ...bounds } = envelope;
  return makePlan({
    planId,
    body: {
      gesture,
      environment,
      legs: orders,
      envelope: { ...bounds, maximumByLeg: quantities, maximumTotal: sum(quantities), followUps: [] },
      policies: { ...root.body.policies, failure: "leave" },
      follows: { planId: root.planId, kind, legs: legs.map(({ leg }) => leg) },
    },
    madeAtMs: nowMs,
    ...(root.groupId === undefined ? {} : { groupId: root.groupId }),
    title: `${root.title} (${WORDS[kind]})`,
    reasons: orders.map((order, leg) => ({
      accountId: order.accountId,
      leg,
      listing: order.terms.listing,
      ideal: order.terms.quantity,
      quantity: order.terms.quantity,
      limitedBy: "none",
      detail: `Acts for leg ${String(legs[leg]?.leg ?? leg)} of ${root.planId}.`,
    })),
    unallocated: ZERO,
    listing: root.listing,
  });
}

const PERMIT: Readonly<Record<FollowUpKind, "complete" | "unwind">> = {
  round: "complete",
  complete: "complete",
  unwind: "unwind",
};

/** Why a plan may not act for the first one, in words; undefined when it lies inside its envelope. */
export function followUpFlaw(root: Plan, use: readonly LegUse[], plan: Plan): string | undefined {
  const { follows, legs, environment } = plan.body;
  const { envelope } = root.body;
  if (follows?.planId !== root.planId || root.body.follows !== undefined) return "It follows another plan.";
  if (follows.legs.length !== legs.length) return "It does not say which legs it acts for.";
  if (!envelope.followUps.includes(PERMIT[follows.kind]))
    return `The plan does not permit a ${follows.kind}.`;
  if (environment !== root.body.environment) return "It is in another environment.";
  if (plan.madeAtMs > envelope.deadlineMs) return "The plan's deadline has passed.";
  if (plan.body.envelope.deadlineMs > envelope.deadlineMs) return "It outlasts the plan.";
  const flaws = legs.map((leg, index) => legFlaw(root, use, plan, leg, follows.legs[index]));
  return (
    flaws.find((flaw) => flaw !== undefined) ??
    totalFlaw(root, use, plan) ??
    pairFlaw(root.body, use, ordersOf(plan))
  );
}

function legFlaw(
  root: Plan,
  use: readonly LegUse[],
  plan: Plan,
  leg: Leg,
  actsFor: number | undefined,
): string | undefined {
  const first = actsFor === undefined ? undefined : root.body.legs[actsFor];
  const used = actsFor === undefined ? undefined : use[actsFor];
  if (first === undefined || used === undefined || actsFor === undefined)
    return "It acts for a leg that is none.";
  if (leg.accountId !== first.accountId || leg.terms.listing !== first.terms.listing)
    return "It trades another account or instrument than its leg.";
  if (leg.terms.positionSide !== first.terms.positionSide) return "It moves another position than its leg.";
  const asked = sum(
    plan.body.legs.flatMap(({ terms }, index) =>
      plan.body.follows?.legs[index] === actsFor ? [terms.quantity] : [],
    ),
  );
  if (plan.body.follows?.kind === "unwind") {
    if (leg.terms.side === first.terms.side) return "An unwind trades against its leg.";
    return used.back.plus(asked).greaterThan(used.filled)
      ? "It would unwind more than has filled."
      : undefined;
  }
  if (leg.terms.side !== first.terms.side) return "It trades against its leg.";
  const maximum = root.body.envelope.maximumByLeg[actsFor] ?? ZERO;
  return used.there.plus(asked).greaterThan(maximum) ? "It would take its leg over its maximum." : undefined;
}

function ordersOf({ body }: Plan): readonly PairOrder[] {
  return body.legs.map(({ terms }, index) => ({
    leg: body.follows?.legs[index] ?? -1,
    side: terms.side,
    quantity: terms.quantity,
  }));
}

function totalFlaw(root: Plan, use: readonly LegUse[], plan: Plan): string | undefined {
  if (plan.body.follows?.kind === "unwind") return undefined;
  const total = sum([...use.map(({ there }) => there), ...plan.body.legs.map(({ terms }) => terms.quantity)]);
  return total.greaterThan(root.body.envelope.maximumTotal)
    ? "It would take the plan over its total."
    : undefined;
}
