// A group order that is completed over its accounts, whatever becomes of its orders and however late.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate } from "../allocation/allocate.ts";
import type { AllocationRequest } from "../allocation/allocation-request.ts";
import { maximaWhenOneFails } from "../allocation/room-on-top.ts";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { followUpFlaw, makeFollowUp } from "../plan/follow-up.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Leg, Plan } from "../plan/plan.ts";
import { sampleBody, sampleLeg, sampleParts } from "../plan/plan-samples.ts";
import { sampleListing } from "../portfolio/samples.ts";
import { failureStep } from "./failure-step.ts";
import { newOrder } from "./new-order.ts";
import { isTerminal, type Order, type OrderStatus } from "./order.ts";
import { planOutcome, type PlanFamily } from "./plan-outcome.ts";

const LISTING = sampleListing();
const listings = { [LISTING.key]: LISTING };
const NOW_MS = 2_000;

/** The plan of a group order over accounts of these weights, with the maxima that its planner gives it. */
function rootOf(weights: readonly number[], units: number): Plan {
  const request: AllocationRequest = {
    method: "ratio",
    side: "buy",
    total: Decimal.fromUnits(BigInt(units), 3),
    accounts: weights.map((weight, index) => ({
      id: `a${String(index)}`,
      lot: LISTING.lot,
      weight: Decimal.fromInteger(weight),
    })),
    leftover: "redistribute",
    denial: "reject-all",
  };
  const allocation = allocate(request);
  if (!allocation.ok) throw new Error(allocation.failure.message);
  const maxima = maximaWhenOneFails(request, allocation.value);
  const parts = allocation.value.legs.map(({ account, quantity }, index) => ({
    leg: quantity,
    account,
    maximum: maxima[index] ?? quantity,
  }));
  const sent = parts.filter(({ leg }) => leg.isPositive());
  const legs = sent.map(({ account, leg }) => sampleLeg(account, leg.toString()));
  const envelope = {
    maximumByLeg: sent.map(({ maximum }) => maximum),
    maximumTotal: sum(sent.map(({ leg }) => leg)),
    highestBuy: Decimal.of("50000"),
    deadlineMs: 61_000,
    followUps: ["complete"] as const,
  };
  const policies = { leftover: "redistribute", denial: "reject-all", failure: "complete" } as const;
  return makePlan(sampleParts(sampleBody({ legs, envelope, policies })));
}

interface Fate {
  readonly status: OrderStatus;
  readonly percent: number;
}
const FIRST = ["FILLED", "CANCELED", "REJECTED", "UNKNOWN", "OPEN", "SENDING"] as const;
const LATER = ["FILLED", "CANCELED", "ABSENT", "UNKNOWN"] as const;
const percent = fc.integer({ min: 0, max: 100 });
const story = fc.record({
  weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
  units: fc.integer({ min: 5, max: 5_000 }),
  first: fc.array(fc.record({ status: fc.constantFrom<OrderStatus>(...FIRST), percent }), {
    minLength: 40,
    maxLength: 40,
  }),
  later: fc.array(fc.record({ status: fc.constantFrom<OrderStatus>(...LATER), percent }), {
    minLength: 80,
    maxLength: 80,
  }),
  closed: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
});

function met(order: Order, { status, percent: share }: Fate): Order {
  const { quantity } = order.terms;
  const part = quantity.times(Decimal.fromUnits(BigInt(share), 2)).toStep(LISTING.lot, "down");
  if (status === "REJECTED" || status === "SENDING") return { ...order, status };
  // What has filled stays filled: an order that traded was there.
  if (status === "ABSENT") return order.filled.isPositive() ? order : { ...order, status };
  return { ...order, status, filled: status === "FILLED" ? quantity : order.filled.max(part) };
}

function orderOf(planId: string, leg: number, from: Leg, fate: Fate): Order {
  return met({ ...newOrder(planId, leg, `${planId}-${String(leg)}`, from, 1_000), sentAtMs: 1_000 }, fate);
}

const mayFill = ({ status }: Order): boolean => !isTerminal(status);
const atWorst = (orders: readonly Order[]): Decimal =>
  sum(orders.map((order) => (mayFill(order) ? order.terms.quantity : order.filled)));

function legOrders({ root, followUps, orders }: PlanFamily, leg: number): readonly Order[] {
  const plans = new Map(followUps.map((plan) => [plan.planId, plan]));
  return orders.filter((order) =>
    order.planId === root.planId
      ? order.leg === leg
      : plans.get(order.planId)?.body.follows?.legs[order.leg] === leg,
  );
}

function isInside(family: PlanFamily): void {
  const { envelope, legs } = family.root.body;
  expect(atWorst(family.orders).atMost(envelope.maximumTotal)).toBe(true);
  legs.forEach((_, leg) => {
    expect(atWorst(legOrders(family, leg)).atMost(envelope.maximumByLeg[leg] ?? ZERO)).toBe(true);
  });
}

describe("a group order that is completed over its accounts", () => {
  test("all that ever was sent lies inside its envelope, and late fills never take the whole over its total", () => {
    let moved = 0;
    fc.assert(
      fc.property(story, ({ weights, units, first, later, closed }) => {
        const root = rootOf(weights, units);
        const [now, then] = [first.values(), later.values()];
        const fate = (from: IterableIterator<Fate>): Fate => {
          const next = from.next();
          return next.done === true ? { status: "FILLED", percent: 0 } : next.value;
        };
        const make = (plan: Plan) =>
          plan.body.legs.map((leg, index) => orderOf(plan.planId, index, leg, fate(now)));
        let family: PlanFamily = { root, followUps: [], orders: make(root) };
        for (let round = 0; round < 12; round += 1) {
          isInside(family);
          const outcome = planOutcome(family);
          const step = failureStep({
            plan: root,
            outcome,
            choice: "complete",
            followUps: family.followUps.length,
            listings,
            closed: new Set(round % 3 === 2 ? closed : []),
            nowMs: NOW_MS,
          });
          if (step.kind === "complete") {
            const legs = step.legs.flatMap(({ leg, quantity }) => {
              const planned = root.body.legs[leg];
              expect(["unknown", "working"]).not.toContain(outcome[leg]?.state);
              return planned === undefined
                ? []
                : [{ leg, order: { ...planned, terms: { ...planned.terms, quantity } } }];
            });
            expect(new Set(legs.map(({ leg }) => leg)).size).toBe(legs.length);
            const planId = `f${String(family.followUps.length)}`;
            const plan = makeFollowUp({ root, planId, kind: "complete", legs, nowMs: NOW_MS });
            expect(followUpFlaw(root, outcome, plan)).toBeUndefined();
            moved += legs.filter(({ leg }) => outcome[leg]?.missing.isZero() === true).length;
            family = {
              root,
              followUps: [...family.followUps, plan],
              orders: [...family.orders, ...make(plan)],
            };
          } else {
            const orders = family.orders.map((order) => (mayFill(order) ? met(order, fate(then)) : order));
            family = { ...family, orders };
          }
        }
        const worst = family.orders.map((order) =>
          mayFill(order) ? met(order, { status: "FILLED", percent: 100 }) : order,
        );
        isInside({ ...family, orders: worst });
      }),
      { numRuns: 500 },
    );
    expect(moved).toBeGreaterThan(0);
  });

  test("the failure of one account, for good, leaves nothing behind where every lot is small enough", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 100, max: 5_000 }),
        fc.nat(),
        (weights, units, which) => {
          const root = rootOf(weights, units);
          const failing = which % root.body.legs.length;
          const fate = (leg: number): Fate => ({
            status: leg === failing ? "REJECTED" : "FILLED",
            percent: 0,
          });
          let family: PlanFamily = {
            root,
            followUps: [],
            orders: root.body.legs.map((leg, index) => orderOf(root.planId, index, leg, fate(index))),
          };
          for (;;) {
            const outcome = planOutcome(family);
            const followUps = family.followUps.length;
            const step = failureStep({
              plan: root,
              outcome,
              choice: "complete",
              followUps,
              listings,
              nowMs: NOW_MS,
            });
            if (step.kind !== "complete") {
              expect(step).toMatchObject({ kind: "settle", end: "whole" });
              break;
            }
            const legs = step.legs.flatMap(({ leg, quantity }) => {
              const planned = root.body.legs[leg];
              return planned === undefined
                ? []
                : [{ leg, order: { ...planned, terms: { ...planned.terms, quantity } } }];
            });
            const planId = `f${String(followUps)}`;
            const plan = makeFollowUp({ root, planId, kind: "complete", legs, nowMs: NOW_MS });
            const orders = plan.body.legs.map((leg, index) =>
              orderOf(planId, index, leg, fate(legs[index]?.leg ?? failing)),
            );
            family = { root, followUps: [...family.followUps, plan], orders: [...family.orders, ...orders] };
          }
          expect(sum(family.orders.map(({ filled }) => filled)).equals(root.body.envelope.maximumTotal)).toBe(
            true,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
