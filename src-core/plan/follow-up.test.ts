import { describe, expect, test } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import { followUpFlaw, makeFollowUp } from "./follow-up.ts";
import type { LegUse } from "./leg-use.ts";
import { makePlan } from "./make-plan.ts";
import { sampleBody, sampleLeg, sampleParts } from "./plan-samples.ts";
import type { FollowUpKind, Leg, Plan } from "./plan.ts";

const d = (text: string): Decimal => Decimal.of(text);

/** Two legs of 0.1 and 0.2, of which at most 0.15 and 0.25, and 0.35 together, may ever be. */
const ROOT = makePlan(
  sampleParts(
    sampleBody({
      envelope: {
        maximumByLeg: [d("0.15"), d("0.25")],
        maximumTotal: d("0.35"),
        highestBuy: d("50000"),
        deadlineMs: 61_000,
        followUps: ["complete", "unwind"],
      },
    }),
  ),
);
const USE: readonly LegUse[] = [
  { there: d("0.05"), filled: d("0.05"), back: ZERO, unwound: ZERO },
  { there: d("0.2"), filled: d("0.1"), back: d("0.04"), unwound: ZERO },
];

function follow(order: Leg, leg: number, kind: FollowUpKind = "complete", nowMs = 2_000): Plan {
  return makeFollowUp({ root: ROOT, planId: "f", kind, legs: [{ leg, order }], nowMs });
}
const flawOf = (plan: Plan, root: Plan = ROOT) => followUpFlaw(root, USE, plan);

describe("a completing follow-up", () => {
  test("may take its leg exactly to its maximum, and no further", () => {
    expect(flawOf(follow(sampleLeg("a", "0.1"), 0))).toBeUndefined();
    expect(flawOf(follow(sampleLeg("a", "0.101"), 0))).toMatch(/over its maximum/);
  });

  test("may not pass the plan's total, though each leg stays under its own maximum", () => {
    const legs = [
      { leg: 0, order: sampleLeg("a", "0.07") },
      { leg: 1, order: sampleLeg("b", "0.04") },
    ];
    const plan = makeFollowUp({ root: ROOT, planId: "f", kind: "complete", legs, nowMs: 2_000 });
    expect(flawOf(plan)).toMatch(/over its total/);
  });

  test("that names one leg twice is judged by the sum", () => {
    const legs = ["0.06", "0.06"].map((quantity) => ({ leg: 0, order: sampleLeg("a", quantity) }));
    const plan = makeFollowUp({ root: ROOT, planId: "f", kind: "complete", legs, nowMs: 2_000 });
    expect(flawOf(plan)).toMatch(/over its maximum/);
  });

  test.each<[string, Leg, number]>([
    ["another account", sampleLeg("c", "0.01"), 0],
    ["another instrument", sampleLeg("a", "0.01", { listing: "sim:ETHUSDT" }), 0],
    ["another position side", sampleLeg("a", "0.01", { positionSide: "long" }), 0],
    ["the other side", sampleLeg("a", "0.01", { side: "sell" }), 0],
    ["a leg that there is not", sampleLeg("a", "0.01"), 7],
  ])("on %s is outside", (_, order, leg) => {
    expect(flawOf(follow(order, leg))).toBeDefined();
  });
});

describe("an unwinding follow-up", () => {
  const back = (quantity: string) => sampleLeg("b", quantity, { side: "sell" });

  test("takes back what has filled, less what is on its way back already, and no more", () => {
    expect(flawOf(follow(back("0.06"), 1, "unwind"))).toBeUndefined();
    expect(flawOf(follow(back("0.061"), 1, "unwind"))).toMatch(/more than has filled/);
  });

  test("trades against its leg", () => {
    expect(flawOf(follow(sampleLeg("b", "0.01"), 1, "unwind"))).toMatch(/against its leg/);
  });
});

describe("any follow-up", () => {
  const one = sampleLeg("a", "0.01");

  test("after the deadline is outside", () => {
    expect(flawOf(follow(one, 0, "complete", 61_000))).toBeUndefined();
    expect(flawOf(follow(one, 0, "complete", 61_001))).toMatch(/deadline/);
  });

  test("of a kind that a person did not permit is outside", () => {
    const { envelope, ...body } = ROOT.body;
    const strict = makePlan(sampleParts({ ...body, envelope: { ...envelope, followUps: ["unwind"] } }));
    expect(flawOf(follow(one, 0), strict)).toMatch(/does not permit/);
  });

  test("of another plan, or of a follow-up, is outside", () => {
    const other = makePlan({ ...sampleParts(ROOT.body), planId: "plan-2" });
    expect(flawOf(follow(one, 0), other)).toMatch(/another plan/);
    const follower = follow(one, 0);
    const second = makeFollowUp({
      root: follower,
      planId: "g",
      kind: "complete",
      legs: [{ leg: 0, order: one }],
      nowMs: 2_000,
    });
    expect(followUpFlaw(follower, USE, second)).toMatch(/another plan/);
  });
});
