import { describe, expect, it } from "vitest";
import { Decimal } from "../money/decimal.ts";
import { approvePlan } from "./approve.ts";
import { judgePlan } from "./judge-plan.ts";
import {
  accountOf,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  stateOf,
  termsOf,
  workingOf,
} from "./testing/gate-fixture.ts";

describe("approvePlan", () => {
  it("turns every leg of a plan that passes into one frozen order with its reservation", () => {
    const legs = [legOf("a", termsOf()), legOf("b", termsOf({ quantity: Decimal.of("0.2") }))];
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    const approval = approvePlan(inputOf(portfolio, planOf(legs)));
    expect(approval.verdict.readings.filter((reading) => reading.outcome === "deny")).toEqual([]);
    if (approval.kind !== "approved") throw new Error("refused");
    expect(
      approval.orders.map((order) => [order.clientId, order.accountId, order.terms.quantity.toString()]),
    ).toEqual([
      ["c0", "a", "0.1"],
      ["c1", "b", "0.2"],
    ]);
    expect(approval.reservations.map((each) => each.notional?.toString())).toEqual(["5000.1", "10000.2"]);
    const [first] = approval.orders;
    expect(Object.isFrozen(approval.orders) && Object.isFrozen(first) && Object.isFrozen(first?.terms)).toBe(
      true,
    );
    expect(Object.isFrozen(first?.terms.quantity)).toBe(true);
    expect(first?.terms).not.toBe(legs[0]?.terms);
  });

  it("approves nothing of a plan when one leg is denied", () => {
    const legs = [legOf("a", termsOf()), legOf("b", termsOf({ quantity: Decimal.of("0.0005") }))];
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    expect(approvePlan(inputOf(portfolio, planOf(legs))).kind).toBe("refused");
  });

  it("refuses two orders with one client id", () => {
    const legs = [legOf("a", termsOf()), legOf("b", termsOf())];
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    const approval = (clientIds: readonly string[]) =>
      approvePlan(inputOf(portfolio, planOf(legs), { clientIds }));
    expect(approval(["x", "y"]).kind).toBe("approved");
    expect(approval(["x", "x"]).kind).toBe("refused");
  });

  it("refuses client ids that are missing, shared or already at work", () => {
    const working = [workingOf("c0", termsOf({ type: "limit", price: Decimal.of("40000") }))];
    for (const input of [
      oneLeg({}, {}, { clientIds: [] }),
      oneLeg({}, {}, { clientIds: [""] }),
      oneLeg({}, {}, { clientIds: ["x", "x"] }),
      oneLeg({}, { working }),
    ]) {
      const approval = approvePlan(input);
      expect(approval.kind).toBe("refused");
      expect(approval.verdict.readings[0]?.rule).toBe("egress");
      expect(judgePlan(input).decision).toBe("approve");
    }
  });
});
