// Plans and records for tests.
import { Decimal, ZERO } from "../money/decimal.ts";
import { SAMPLE_TERMS } from "../orders/samples.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { JournalRecord } from "./record.ts";

/** A plan of one leg for each account. */
export function samplePlan(planId: string, accounts: readonly string[]): Plan {
  const legs = accounts.map((accountId) => ({
    accountId,
    listingVersion: 1,
    effect: "open" as const,
    terms: SAMPLE_TERMS,
  }));
  return makePlan({
    planId,
    body: {
      gesture: "group-order",
      environment: "paper",
      legs,
      envelope: {
        maximumByLeg: legs.map(({ terms }) => terms.quantity),
        maximumTotal: Decimal.fromInteger(10 * legs.length),
        deadlineMs: 60_000,
        followUps: [],
      },
      policies: { leftover: "redistribute", denial: "reject-all", failure: "leave" },
    },
    madeAtMs: 900,
    title: "Buy",
    reasons: [],
    unallocated: ZERO,
    listing: SAMPLE_TERMS.listing,
  });
}

/** The record of a plan's submit; client ids are `planId-leg`. */
export function sampleSubmit(plan: Plan, atMs = 1_000): Extract<JournalRecord, { kind: "submitted" }> {
  const intents = plan.body.legs.map((order, leg) => ({
    clientId: `${plan.planId}-${String(leg)}`,
    leg,
    order,
  }));
  return { kind: "submitted", plan, intents, reservations: [], atMs };
}
