import { describe, expect, it } from "vitest";
import type { EquityReading } from "../gate-input.ts";
import {
  PERP,
  accountOf,
  denials,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  positionOf,
  readingsOf,
  stateOf,
  termsOf,
  d,
  without,
} from "../testing/gate-fixture.ts";
import { dailyLoss } from "./daily-loss.ts";

const limits = { "environment:paper": { maxDailyLoss: d("1000") } } as const;
const day = (baseline: string, equity: string, flows = "0"): EquityReading => ({
  baseline: d(baseline),
  equity: d(equity),
  externalFlowsSigned: d(flows),
});
const judge = (reading: EquityReading | undefined) =>
  oneLeg({}, {}, { limits, readings: { equities: reading === undefined ? {} : { a: reading } } });

describe("daily-loss", () => {
  it("has tripped exactly at the limit, and not a cent before", () => {
    expect(readingsOf(dailyLoss, judge(day("10000", "9000.01")))[0]).toMatchObject({
      outcome: "pass",
      reading: "999.99",
    });
    expect(denials(dailyLoss, judge(day("10000", "9000")))).toEqual([
      "paper accounts: loss today 1,000.00 USD has reached the limit of 1,000.00. Only orders that shrink positions may go.",
    ]);
  });

  it("does not let a deposit hide a loss, nor a withdrawal look like one", () => {
    expect(denials(dailyLoss, judge(day("10000", "12000", "3000")))).toHaveLength(1);
    expect(denials(dailyLoss, judge(day("10000", "5000", "-5000")))).toEqual([]);
  });

  it("denies when equity, baseline or flows are not known", () => {
    const unpriced = without(day("1", "1"), "equity");
    const unbased = without(day("1", "1"), "baseline");
    const unexplained = without(day("1", "1"), "externalFlowsSigned");
    for (const reading of [undefined, unpriced, unbased, unexplained]) {
      expect(denials(dailyLoss, judge(reading))[0]).toMatch(/not known: the equity of Paper a/);
    }
  });

  it("adds up the accounts of an environment and judges an account alone", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    const equities = { a: day("10000", "9400"), b: day("10000", "9500") };
    const plan = planOf([legOf("a", termsOf())]);
    const sum = inputOf(portfolio, plan, { limits, readings: { equities } });
    expect(readingsOf(dailyLoss, sum)[0]).toMatchObject({ outcome: "deny", reading: "1100" });
    const alone = { "environment:paper": {}, "account:a": { maxDailyLoss: d("601") } } as const;
    expect(readingsOf(dailyLoss, { ...sum, limits: alone })[0]).toMatchObject({
      outcome: "pass",
      reading: "600",
      accountId: "a",
    });
  });

  it("lets proven reductions pass after the loss", () => {
    const state = { positions: [positionOf(PERP, "1")] };
    const readings = { equities: { a: day("10000", "1") } };
    expect(
      denials(dailyLoss, oneLeg({ side: "sell", reduceOnly: true }, state, { limits, readings })),
    ).toEqual([]);
  });
});
