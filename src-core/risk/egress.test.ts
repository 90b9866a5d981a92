import { describe, expect, it } from "vitest";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { approvePlan } from "./approve.ts";
import { checkEgress, type JournaledApproval } from "./egress.ts";
import { d, oneLeg } from "./testing/gate-fixture.ts";

const approval = approvePlan(oneLeg({ type: "limit", price: d("50000") }));
if (approval.kind === "refused") throw new Error("the fixture must be approved");
const [order] = approval.orders;
if (order === undefined) throw new Error("the fixture has one order");
const written: JournaledApproval = { ...order, terms: { ...order.terms, price: d("50000.00") } };
const judge = (journaled: Partial<JournaledApproval>, spent: readonly string[] = []) =>
  checkEgress(new Set(spent), new Map([["c0", { ...written, ...journaled }]]), order);

describe("checkEgress", () => {
  it("passes an order that equals its unspent journaled approval, in value and not in text", () => {
    expect(judge({}).outcome).toBe("pass");
  });

  it("never lets the same order out twice", () => {
    expect(judge({}, ["c0"])).toMatchObject({ rule: "egress", outcome: "deny" });
  });

  it("denies what is not in the journal", () => {
    expect(checkEgress(new Set(), new Map(), order).outcome).toBe("deny");
  });

  it.each<Partial<JournaledApproval>>([
    { planId: "p" },
    { hash: "f" },
    { accountId: "b" },
    { clientId: "c9" },
  ])("denies an order whose approval has %o", (journaled) => {
    expect(judge(journaled)).toMatchObject({ outcome: "deny" });
  });

  it.each<Partial<OrderTerms>>([
    { quantity: d("0.101") },
    { price: d("50000.1") },
    { trigger: d("1") },
    { side: "sell" },
    { type: "stop-limit" },
    { listing: "sim:ETHUSDT" },
    { positionSide: "long" },
    { reduceOnly: true },
    { postOnly: true },
    { timeInForce: "IOC" },
  ])("denies an order whose approved terms have %o", (terms) => {
    const reading = judge({ terms: { ...written.terms, ...terms } });
    expect(reading.outcome).toBe("deny");
    expect(reading.message).toContain(Object.keys(terms)[0]);
  });
});
