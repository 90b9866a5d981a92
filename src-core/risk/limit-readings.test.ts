import { describe, expect, it } from "vitest";
import type { Environment } from "../order-terms/order-terms.ts";
import { limitReadings } from "./limit-readings.ts";
import type { LimitBook } from "./limits.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  balanceOf,
  d,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  workingOf,
} from "./testing/gate-fixture.ts";

const portfolio = portfolioOf([
  stateOf(accountOf("a"), {
    positions: [positionOf(PERP, "1")],
    balances: [balanceOf("USDT", "100000", "40000")],
  }),
  stateOf(accountOf("b"), { working: [workingOf("w", termsOf({ quantity: d("1") }))] }),
]);
const read = (limits: LimitBook, readings = {}, environment: Environment = "paper") =>
  limitReadings({ portfolio, limits, environment, readings, nowMs: NOW_MS });

describe("limitReadings", () => {
  it("shows each limit of each scope with what uses it, nearest first", () => {
    const rows = read({
      "environment:paper": { maxGrossExposure: d("1000000"), maxOpenOrders: 2 },
      "account:a": { maxPositionNotional: d("60000"), minFreeMargin: d("30000") },
    });
    expect(
      rows.map(({ key, scope, of, reading, used }) => [
        key,
        scope,
        of,
        reading?.toString(),
        used?.toString(),
      ]),
    ).toEqual([
      ["maxPositionNotional", "account:a", "BTC/USDT:USDT, Paper a", "50001", "0.83335"],
      ["minFreeMargin", "account:a", "Paper a", "40000", "0.75"],
      ["maxOpenOrders", "environment:paper", "Paper b", "1", "0.5"],
      ["maxGrossExposure", "environment:paper", undefined, "100002", "0.100002"],
    ]);
  });

  it("puts what is not known first, with what is missing and no reading at all", () => {
    const [first] = read({ "environment:paper": { maxDailyLoss: d("100"), maxGrossExposure: d("1") } });
    expect(first).toMatchObject({ key: "maxDailyLoss", missing: "the day's figures of Paper a" });
    expect(first).not.toHaveProperty("reading");
    expect(first).not.toHaveProperty("used");
  });

  it("reads a gain as nothing used, and says its amount", () => {
    const day = { equity: d("500"), baseline: d("400"), externalFlowsSigned: d("0") };
    const [row] = read({ "environment:paper": { maxDailyLoss: d("100") } }, { equities: { a: day, b: day } });
    expect([row?.reading?.toString(), row?.used?.toString()]).toEqual(["-200", "0"]);
  });

  it("shows nothing of another environment, and the starting limits where none are kept", () => {
    expect(read({ "environment:live": { maxOpenOrders: 1 } }, {}, "live")).toEqual([]);
    expect(read({}).map(({ key }) => key)).toEqual(["maxPositionNotional", "maxOpenOrders"]);
  });
});
