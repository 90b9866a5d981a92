import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal, sum, ZERO } from "../money/decimal.ts";
import { followUpFlaw, makeFollowUp } from "../plan/follow-up.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { FailurePolicy, Leg, Plan } from "../plan/plan.ts";
import { sampleBody, sampleLeg, sampleParts } from "../plan/plan-samples.ts";
import { sampleListing } from "../portfolio/samples.ts";
import { failureStep, type FailureStep } from "./failure-step.ts";
import { newOrder } from "./new-order.ts";
import { isTerminal, ORDER_STATUSES, type Order, type OrderStatus } from "./order.ts";
import { planOutcome, type PlanFamily } from "./plan-outcome.ts";

const LISTING = sampleListing();
const listings = { [LISTING.key]: LISTING };
const d = (text: string): Decimal => Decimal.of(text);

const thousandths = (min: number, max: number) =>
  fc.integer({ min, max }).map((units) => Decimal.fromUnits(BigInt(units), 3));

function rootOf(quantities: readonly Decimal[], slack: Decimal): Plan {
  const legs = quantities.map((quantity, index) => sampleLeg(`a${String(index)}`, quantity.toString()));
  const maximumByLeg = quantities.map((quantity) => quantity.plus(slack));
  const envelope = {
    maximumByLeg,
    maximumTotal: sum(quantities),
    highestBuy: d("50000"),
    deadlineMs: 61_000,
    followUps: ["complete", "unwind"] as const,
  };
  return makePlan(sampleParts(sampleBody({ legs, envelope })));
}

/** An order as a venue may leave it: filled to a share, in any status that fits. */
const fate = fc.record({
  status: fc.constantFrom<OrderStatus>(...ORDER_STATUSES),
  percent: fc.integer({ min: 0, max: 100 }),
});

function orderOf(
  planId: string,
  leg: number,
  from: Leg,
  { status, percent }: { status: OrderStatus; percent: number },
): Order {
  const share = from.terms.quantity.times(Decimal.fromUnits(BigInt(percent), 2)).toStep(LISTING.lot, "down");
  const lives = !["DENIED", "REJECTED", "ABSENT", "INTENT", "SENDING"].includes(status);
  const filled = status === "FILLED" ? from.terms.quantity : lives ? share : ZERO;
  return {
    ...newOrder(planId, leg, `${planId}-${String(leg)}`, from, 1_000),
    status,
    filled,
    sentAtMs: 1_000,
  };
}

interface Story {
  readonly quantities: readonly Decimal[];
  readonly slack: Decimal;
  readonly fates: readonly { readonly status: OrderStatus; readonly percent: number }[];
  readonly choices: readonly FailurePolicy[];
}
const story: fc.Arbitrary<Story> = fc.record({
  quantities: fc.array(thousandths(1, 5_000), { minLength: 1, maxLength: 4 }),
  slack: thousandths(0, 2_000),
  fates: fc.array(fate, { minLength: 40, maxLength: 40 }),
  choices: fc.array(fc.constantFrom<FailurePolicy>("leave", "complete", "unwind", "ask"), {
    minLength: 10,
    maxLength: 10,
  }),
});

/** Plays a story: each step's orders meet their fates, and each follow-up goes through the envelope's own check. */
function play(
  { quantities, slack, fates, choices }: Story,
  seen: (family: PlanFamily, step: FailureStep) => void,
): PlanFamily {
  const root = rootOf(quantities, slack);
  const destiny = fates.values();
  const next = () => destiny.next().value ?? { status: "FILLED" as const, percent: 100 };
  let family: PlanFamily = {
    root,
    followUps: [],
    orders: root.body.legs.map((leg, index) => orderOf(root.planId, index, leg, next())),
  };
  for (const choice of choices) {
    const outcome = planOutcome(family);
    const step = failureStep({
      plan: root,
      outcome,
      choice,
      followUps: family.followUps.length,
      listings,
      nowMs: 2_000,
    });
    seen(family, step);
    if (step.kind !== "complete" && step.kind !== "unwind") continue;
    const plan = makeFollowUp({
      root,
      planId: `f${String(family.followUps.length)}`,
      kind: step.kind,
      nowMs: 2_000,
      legs: step.legs.map(({ leg, quantity }) => {
        const first = root.body.legs[leg];
        if (first === undefined) throw new Error("no leg");
        const side = step.kind === "unwind" ? ("sell" as const) : first.terms.side;
        return { leg, order: { ...first, terms: { ...first.terms, side, quantity } } };
      }),
    });
    expect(followUpFlaw(root, outcome, plan)).toBeUndefined();
    const orders = plan.body.legs.map((leg, index) => orderOf(plan.planId, index, leg, next()));
    family = { root, followUps: [...family.followUps, plan], orders: [...family.orders, ...orders] };
  }
  return family;
}

/** What would have traded if every order in doubt or at work fills whole. */
function worst(orders: readonly Order[], side: "buy" | "sell"): Decimal {
  const own = orders.filter(({ terms }) => terms.side === side);
  const doubt = ({ status }: Order) => !isTerminal(status) || status === "ACKNOWLEDGED";
  return sum(own.map((order) => (doubt(order) ? order.terms.quantity : order.filled)));
}

describe("whatever becomes of its orders, and whatever is chosen in between", () => {
  test("all that a plan's orders can still buy stays inside each leg's maximum and the total", () => {
    fc.assert(
      fc.property(story, (told) => {
        const { root, orders, followUps } = play(told, () => undefined);
        const plans = new Map(followUps.map((plan) => [plan.planId, plan]));
        expect(worst(orders, "buy").atMost(root.body.envelope.maximumTotal)).toBe(true);
        root.body.legs.forEach((_, leg) => {
          const own = orders.filter((order) =>
            order.planId === root.planId
              ? order.leg === leg
              : plans.get(order.planId)?.body.follows?.legs[order.leg] === leg,
          );
          expect(worst(own, "buy").atMost(root.body.envelope.maximumByLeg[leg] ?? ZERO)).toBe(true);
          const bought = sum(own.filter(({ terms }) => terms.side === "buy").map(({ filled }) => filled));
          expect(worst(own, "sell").atMost(bought)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  test("a leg in doubt is neither completed nor taken back beyond what is known to have filled", () => {
    fc.assert(
      fc.property(story, (told) => {
        play(told, (family, step) => {
          if (step.kind !== "complete") return;
          const outcome = planOutcome(family);
          for (const { leg } of step.legs) expect(["unknown", "working"]).not.toContain(outcome[leg]?.state);
        });
      }),
      { numRuns: 300 },
    );
  });

  test("leave and ask never trade, and nothing settles while something is in doubt", () => {
    fc.assert(
      fc.property(story, (told) => {
        play(told, (family, step) => {
          if (step.kind !== "settle") return;
          expect(family.orders.every(({ status }) => isTerminal(status))).toBe(true);
        });
        for (const choice of ["leave", "ask"] as const) {
          play({ ...told, choices: told.choices.map(() => choice) }, (_, step) => {
            expect(["complete", "unwind"]).not.toContain(step.kind);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
