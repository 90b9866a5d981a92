import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { WorkingOrder } from "../portfolio/portfolio.ts";
import { planAmend, type AmendWish } from "../plan/plan-amend.ts";
import { approvePlan } from "./approve.ts";
import { gateContext } from "./gate-context.ts";
import { judgePlan } from "./judge-plan.ts";
import { margin } from "./rules/margin.ts";
import { openOrders } from "./rules/open-orders.ts";
import {
  accountOf,
  balanceOf,
  denials,
  inputOf,
  NOW_MS,
  PERP,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  workingOf,
} from "./testing/gate-fixture.ts";

const d = Decimal.of;
const LIMIT = termsOf({ type: "limit", price: d("49000") });
const A = accountOf("a");

function amendOf(order: WorkingOrder, wish: AmendWish, balance = "1000000", types = ["limit"]) {
  const state = stateOf(A, { working: [order], balances: [balanceOf("USDT", balance)] });
  const portfolio = portfolioOf([state]);
  const plan = planAmend({
    planId: "p",
    portfolio,
    targets: [{ accountId: "a", orderId: order.id }],
    wish,
    amendsInPlace: (_, type) => types.includes(type),
    nowMs: NOW_MS,
  });
  if (!plan.ok) throw new Error(plan.failure.message);
  const [first] = plan.value.body.legs;
  const ids = [first?.change?.kind === "amend" ? order.id : "new"];
  return { plan: plan.value, portfolio, input: inputOf(portfolio, plan.value, { clientIds: ids }) };
}

describe("an amend before the gate", () => {
  it("is approved under the order's own id, as a change and not as an order", () => {
    const { input } = amendOf(workingOf("c", LIMIT), { price: d("49100") });
    const approval = approvePlan(input);
    if (approval.kind !== "approved") throw new Error(JSON.stringify(approval.verdict.readings[0]));
    expect(approval.orders).toEqual([]);
    expect(approval.amends.map(({ clientId, terms }) => [clientId, terms.price?.toString()])).toEqual([
      ["c", "49100"],
    ]);
  });

  it("goes to the tick away from the market", () => {
    const buy = amendOf(workingOf("c", LIMIT), { price: d("49100.07") }).plan;
    const [bought] = buy.body.legs;
    expect(bought?.terms.price?.toString()).toBe(d("49100.07").toStep(PERP.tick, "floor").toString());
  });

  it("carries the limit of a conditional order along with its trigger", () => {
    const stop = termsOf({ type: "stop-limit", side: "sell", trigger: d("48000"), price: d("47900") });
    const { plan } = amendOf(workingOf("c", stop), { trigger: d("48500") });
    const [leg] = plan.body.legs;
    expect(leg?.change?.kind).toBe("replace");
    expect([leg?.terms.trigger?.toString(), leg?.terms.price?.toString()]).toEqual(["48500", "48400"]);
  });

  it.each<readonly [string, Partial<WorkingOrder> & { readonly gone?: boolean }]>([
    ["no longer open", { gone: true }],
    ["has changed since", { terms: { ...LIMIT, price: d("48000") } }],
    ["is not settled", { amending: { ...LIMIT, price: d("48000") } }],
    ["is not known", { certainty: "unknown" }],
    ["has filled", { filled: d("0.1") }],
  ])("is denied when the order %s", (words, { gone = false, ...change }) => {
    const { input } = amendOf(workingOf("c", LIMIT), { price: d("49100") });
    const working = gone ? [] : [workingOf("c", LIMIT, change)];
    const verdict = judgePlan({ ...input, portfolio: portfolioOf([stateOf(A, { working })]) });
    expect(verdict.decision).toBe("refuse");
    expect(verdict.readings[0]?.message).toContain(words);
  });

  it("needs margin for what it adds alone, and adds no order to the count", () => {
    const larger = amendOf(workingOf("c", LIMIT), { quantity: d("0.2") }, "600");
    const same = amendOf(workingOf("c", LIMIT), { price: d("49000.1") }, "1");
    expect(denials(margin, larger.input)).toEqual([]);
    expect(denials(margin, same.input)).toEqual([]);
    const limits = { "environment:paper": { maxOpenOrders: 1 } };
    expect(denials(openOrders, { ...same.input, limits })).toEqual([]);
  });

  it("that replaces counts both orders until the old one is gone", () => {
    const stop = termsOf({ type: "stop", side: "sell", trigger: d("48000") });
    const { input } = amendOf(workingOf("c", stop), { trigger: d("48500") });
    const [leg] = gateContext(input).legs;
    expect(leg?.orders.map(({ remaining }) => remaining.toString())).toEqual(["0.1", "0.1"]);
  });
});

test("the gate counts an amended order once, at no less than its old and no less than its new terms", () => {
  const size = fc.integer({ min: 1, max: 9 }).map((tenths) => d(`0.${String(tenths)}`));
  const price = fc.integer({ min: 48_500, max: 49_500 }).map((each) => Decimal.fromInteger(each));
  fc.assert(
    fc.property(size, price, size, price, (oldSize, oldPrice, newSize, newPrice) => {
      fc.pre(!oldSize.equals(newSize) || !oldPrice.equals(newPrice));
      const terms: OrderTerms = { ...LIMIT, quantity: oldSize, price: oldPrice };
      const { input } = amendOf(workingOf("c", terms), { quantity: newSize, price: newPrice });
      const orders = gateContext(input).legs[0]?.orders ?? [];
      expect(orders).toHaveLength(1);
      expect(orders[0]?.remaining.equals(oldSize.max(newSize))).toBe(true);
      expect(orders[0]?.price?.equals(oldPrice.max(newPrice))).toBe(true);
    }),
  );
});

test("a closing amend is proven by the larger of both sizes against the position", () => {
  const exit = termsOf({ type: "limit", side: "sell", price: d("51000"), reduceOnly: true });
  const state = stateOf(A, { working: [workingOf("c", exit)], positions: [positionOf(PERP, "0.1")] });
  const portfolio = portfolioOf([state]);
  const plan = planAmend({
    planId: "p",
    portfolio,
    targets: [{ accountId: "a", orderId: "c" }],
    wish: { quantity: d("0.2") },
    amendsInPlace: () => true,
    nowMs: NOW_MS,
  });
  if (!plan.ok) throw new Error(plan.failure.message);
  expect(judgePlan(inputOf(portfolio, plan.value)).decision).toBe("refuse");
});
