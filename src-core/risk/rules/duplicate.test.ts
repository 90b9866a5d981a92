import { describe, expect, it } from "vitest";
import { awaitsConfirmation, judgePlan } from "../judge-plan.ts";
import type { RecentOrder } from "../gate-input.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  denials,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  d,
  without,
} from "../testing/gate-fixture.ts";
import { duplicate } from "./duplicate.ts";

const limits = { "environment:paper": { duplicateWindowMs: 5_000 } } as const;
const earlier: RecentOrder = {
  accountId: "a",
  listing: PERP.key,
  side: "buy",
  type: "limit",
  quantity: d("0.10"),
  price: d("50000.0"),
  planId: "plan-0",
  atMs: NOW_MS - 5_000,
};
const terms = { type: "limit", price: d("50000"), quantity: d("0.1") } as const;
const after = (recent: Partial<RecentOrder>, readings = {}) =>
  oneLeg(terms, {}, { limits, readings: { recentOrders: [{ ...earlier, ...recent }], ...readings } });

describe("duplicate", () => {
  it("denies an order alike in everything to the end of the window, and passes after it", () => {
    expect(denials(duplicate, after({}))).toEqual([
      "The same order was sent 5 s ago. Confirm again if you want it twice.",
    ]);
    expect(denials(duplicate, after({ atMs: NOW_MS - 5_001 }))).toEqual([]);
    expect(denials(duplicate, after({ atMs: NOW_MS + 10_000 }))).toHaveLength(1);
  });

  it.each<Partial<RecentOrder>>([
    { accountId: "b" },
    { listing: "sim:ETHUSDT" },
    { side: "sell" },
    { type: "market" },
    { quantity: d("0.101") },
    { price: d("50000.1") },
    { planId: "plan-1" },
  ])("does not take an order for a duplicate that differs in %o", (recent) => {
    expect(denials(duplicate, after(recent))).toEqual([]);
  });

  it("passes once the likeness was confirmed for this plan and no other", () => {
    expect(denials(duplicate, after({}, { confirmedDuplicates: ["plan-9"] }))).toHaveLength(1);
    expect(denials(duplicate, after({}, { confirmedDuplicates: ["plan-1"] }))).toEqual([]);
  });

  it("is all that a second confirmation would let pass", () => {
    expect(awaitsConfirmation(judgePlan(after({})))).toBe(true);
    expect(awaitsConfirmation(judgePlan(after({ side: "sell" })))).toBe(false);
    expect(awaitsConfirmation(judgePlan(after({}, { journalWritable: false })))).toBe(false);
  });

  it("takes the widest window that any scope sets", () => {
    const wider = {
      ...limits,
      "account:a": { duplicateWindowMs: 9_000 },
      "venue:sim": { duplicateWindowMs: 1 },
    } as const;
    expect(denials(duplicate, { ...after({ atMs: NOW_MS - 9_000 }), limits: wider })).toHaveLength(1);
  });

  it("finds the same order twice in one plan, unless the plan is sliced", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    const legs = [legOf("a", termsOf(terms)), legOf("b", termsOf(terms)), legOf("a", termsOf(terms))];
    expect(denials(duplicate, inputOf(portfolio, planOf(legs), { limits }))).toHaveLength(1);
    const sliced = planOf(legs, { envelope: { followUps: ["slices"] } });
    expect(denials(duplicate, inputOf(portfolio, sliced, { limits }))).toEqual([]);
  });

  it("lets a flatten be repeated that can only shrink the position", () => {
    const sold = { ...earlier, side: "sell", type: "market" } as const;
    const market = without(sold, "price");
    const leg = legOf("a", termsOf({ side: "sell", quantity: d("0.1"), reduceOnly: true }), {
      effect: "close",
    });
    const portfolio = portfolioOf([stateOf(accountOf("a"), { positions: [positionOf(PERP, "0.1")] })]);
    const judge = (gesture: "flatten" | "group-order") =>
      denials(
        duplicate,
        inputOf(portfolio, planOf([leg], { body: { gesture } }), {
          limits,
          readings: { recentOrders: [market] },
        }),
      );
    expect(judge("flatten")).toEqual([]);
    expect(judge("group-order")).toHaveLength(1);
  });
});
