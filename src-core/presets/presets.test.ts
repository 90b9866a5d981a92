import { describe, expect, test } from "vitest";
import { ZERO, Decimal } from "../money/decimal.ts";
import { makePlan } from "../plan/make-plan.ts";
import { sampleParts } from "../plan/plan-samples.ts";
import type { Plan } from "../plan/plan.ts";
import type { RuleReading, Verdict } from "../risk/verdict.ts";
import { draftFaults, termsFaults } from "./check-preset.ts";
import { oneClickObstacle } from "./one-click.ts";
import { PRESET_TERMS } from "./preset-samples.ts";

describe("one click", () => {
  const plan: Plan = makePlan(sampleParts());
  const reading = (outcome: RuleReading["outcome"]): RuleReading => ({
    rule: "margin",
    outcome,
    message: "Free margin.",
  });
  const verdict = (...outcomes: RuleReading["outcome"][]): Verdict => ({
    decision: outcomes.includes("deny") ? "refuse" : "approve",
    readings: outcomes.map(reading),
  });
  const reason = (limitedBy: Plan["reasons"][number]["limitedBy"]): Plan["reasons"][number] => ({
    accountId: "a",
    ideal: ZERO,
    quantity: ZERO,
    limitedBy,
    detail: "Why.",
  });

  test("sends an armed plan that every rule passes", () => {
    expect(oneClickObstacle(plan, verdict("pass"), true)).toBeUndefined();
    expect(oneClickObstacle({ ...plan, reasons: [reason("lot")] }, verdict("pass"), true)).toBeUndefined();
  });

  test.each([
    ["is not armed", plan, verdict("pass"), false],
    ["has a soft warning", plan, verdict("pass", "warn"), true],
    ["is denied", plan, verdict("deny"), true],
    ["is capped", { ...plan, reasons: [reason("cap")] }, verdict("pass"), true],
    ["leaves an account out", { ...plan, reasons: [reason("denied")] }, verdict("pass"), true],
    ["leaves something over", { ...plan, unallocated: Decimal.of("1") }, verdict("pass"), true],
  ] as const)("waits when it %s", (_, made, judged, armed) => {
    expect(oneClickObstacle(made, judged, armed)).toBeDefined();
  });
});

describe("what is kept", () => {
  const places = (change: Partial<typeof PRESET_TERMS>) =>
    termsFaults({ ...PRESET_TERMS, ...change }).map(({ place }) => place);

  test.each([
    ["nothing is wrong", {}, []],
    ["no quantity", { quantity: "" }, ["quantity"]],
    ["the members carry their sizes", { quantity: "", method: "quantity" }, []],
    ["a change may be negative", { quantity: "-25", method: "change" }, []],
    ["no volatility", { method: "volatility" }, ["annualVolatility"]],
    ["post-only at the market", { postOnly: true }, ["postOnly"]],
    ["post-only at the far touch", { postOnly: true, type: "limit" }, ["offsetBps"]],
    ["post-only behind the touch", { postOnly: true, type: "limit", offsetBps: "-5" }, []],
  ] as const)("%s", (_, change, expected) => {
    expect(places(change)).toEqual(expected);
  });

  test("a rebalance's numbers are read when it is saved", () => {
    const draft = {
      markets: [],
      target: { kind: "leverage", leverage: "2" },
      band: { kind: "none" },
    } as const;
    expect(draftFaults(draft)).toEqual([]);
    expect(draftFaults({ ...draft, target: { kind: "leverage", leverage: "two" } })).toMatchObject([
      { code: "not-a-number", place: "target.leverage" },
    ]);
    expect(draftFaults({ ...draft, band: { kind: "fixed", widthPercent: "" } })).toMatchObject([
      { code: "missing", place: "band.widthPercent" },
    ]);
  });
});
