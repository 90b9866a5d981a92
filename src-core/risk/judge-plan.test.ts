import { describe, expect, it } from "vitest";
import type { BucketReading, GateInput, SentOrder } from "./gate-input.ts";
import { judgePlan, verdictOf } from "./judge-plan.ts";
import type { Limits } from "./limits.ts";
import { deny, pass, warn } from "./reading.ts";
import { RULE_TABLE } from "./rule-table.ts";
import {
  NOW_MS,
  PERP,
  accountOf,
  balanceOf,
  d,
  inputOf,
  legOf,
  oneLeg,
  planOf,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  workingOf,
} from "./testing/gate-fixture.ts";
import { RULES, type RuleName } from "./verdict.ts";

const limited = (limits: Limits): GateInput => oneLeg({}, {}, { limits: { "environment:paper": limits } });
const halted = { scope: "installation", kind: "person", detail: "Halted by hand.", sinceMs: NOW_MS } as const;
const recent = {
  accountId: "a",
  listing: PERP.key,
  side: "buy",
  type: "market",
  quantity: d("0.1"),
  planId: "p",
  atMs: NOW_MS,
};
const resting = termsOf({ side: "sell", type: "limit", price: d("50100") });
const hedge = portfolioOf([stateOf(accountOf("a", { positionMode: "hedge" }))]);

/** For every rule of the table one plan that it alone refuses. */
const SENT: SentOrder = { accountId: "a", gesture: "group-order", atMs: NOW_MS - 1 };
const BUCKET: BucketReading = {
  id: "sim:orders",
  venue: "sim",
  title: "Orders in 10 s",
  used: 80,
  usedByOthers: 0,
  capacity: 100,
  keptForCancels: 20,
  windowMs: 10_000,
  perOrder: 1,
};

const REFUSED: Readonly<Partial<Record<RuleName, GateInput>>> = {
  state: oneLeg({}, {}, { causes: [halted] }),
  hold: oneLeg(
    {},
    {},
    { holds: [{ accountId: "a", listing: PERP.key, kind: "hands-off", sinceMs: NOW_MS }] },
  ),
  allowlist: limited({ allowlist: ["sim:ETHUSDT"] }),
  "slippage-window": oneLeg(
    {},
    {},
    {
      limits: { "environment:paper": { maxSlippage: d("10") } },
      readings: { slippages: [{ accountId: "a", dollars: d("10"), atMs: NOW_MS }] },
    },
  ),
  throttle: oneLeg({}, {}, { readings: { buckets: [BUCKET] } }),
  repeat: oneLeg(
    {},
    {},
    { limits: { "environment:paper": { maxRepeats: 1 } }, readings: { repeats: [SENT] } },
  ),
  journal: oneLeg({}, {}, { readings: { journalWritable: false } }),
  instrument: oneLeg({}, {}, { plan: planOf([legOf("nobody", termsOf())]) }),
  "position-mode": { ...oneLeg(), portfolio: hedge },
  "data-health": oneLeg({}, { stream: "gap" }),
  freshness: oneLeg(
    {},
    {},
    { nowMs: NOW_MS + 1, plan: planOf([legOf("a", termsOf())], { madeAtMs: NOW_MS - 15_000 }) },
  ),
  shape: oneLeg({ quantity: d("0.0015") }),
  "reduce-only": oneLeg({ reduceOnly: true }),
  "order-notional": limited({ maxOrderNotional: d("5000") }),
  "order-quantity": limited({ maxOrderQuantity: { [PERP.key]: d("0.099") } }),
  "price-collar": oneLeg(
    { type: "limit", price: d("50501") },
    {},
    { limits: { "environment:paper": { priceCollarBps: d("100") } } },
  ),
  position: limited({ maxPositionNotional: d("5000") }),
  exposure: limited({ maxGrossExposure: d("5000") }),
  margin: oneLeg({}, { balances: [balanceOf("USDT", "1")] }),
  "daily-loss": limited({ maxDailyLoss: d("1") }),
  "open-orders": oneLeg(
    {},
    { working: [workingOf("w", termsOf({ type: "limit", price: d("40000") }))] },
    { limits: { "environment:paper": { maxOpenOrders: 1 } } },
  ),
  "self-match": oneLeg({}, { working: [workingOf("w", resting)] }),
  duplicate: oneLeg(
    {},
    {},
    { limits: { "environment:paper": { duplicateWindowMs: 1 } }, readings: { recentOrders: [recent] } },
  ),
};

/** Rules that this version has no readings for, and the one that stands at the socket. */
const NOT_IN_THE_TABLE: readonly RuleName[] = ["egress"];

describe("judgePlan", () => {
  it("approves the plan that all others here are changed from", () => {
    expect(judgePlan(oneLeg()).decision).toBe("approve");
  });

  it.each(RULES.filter((rule) => !NOT_IN_THE_TABLE.includes(rule)))(
    "refuses what %s alone denies",
    (rule) => {
      const input = REFUSED[rule];
      if (input === undefined) throw new Error(`no plan for ${rule}`);
      const { decision, readings } = judgePlan(input);
      expect(decision).toBe("refuse");
      const denying = readings.filter((reading) => reading.outcome === "deny").map((reading) => reading.rule);
      expect(new Set(denying)).toEqual(new Set([rule]));
    },
  );

  it("holds every named rule", () => {
    const held = new Set(RULE_TABLE.map(([name]) => name));
    expect([...held, ...NOT_IN_THE_TABLE].sort()).toEqual([...RULES].sort());
  });

  it("approves a flatten of more than any limit, with the journal writable, on a dead stream without a price", () => {
    const limits: Limits = {
      maxOrderNotional: d("1"),
      maxOrderQuantity: { [PERP.key]: d("0.001") },
      priceCollarBps: d("1"),
      maxPositionNotional: d("1"),
      maxGrossExposure: d("1"),
      maxNetExposure: d("1"),
      maxLeverage: d("1"),
      maxOpenOrders: 1,
      maxDailyLoss: d("1"),
      duplicateWindowMs: 60_000,
    };
    const leg = legOf("a", termsOf({ side: "sell", quantity: d("9"), reduceOnly: true }), {
      effect: "close",
    });
    const state = stateOf(accountOf("a"), {
      stream: "down",
      balances: [],
      positions: [positionOf(PERP, "9")],
    });
    const portfolio = portfolioOf([state], { quotes: new Map() });
    const input = inputOf(portfolio, planOf([leg], { body: { gesture: "flatten" } }), {
      limits: { "environment:paper": limits },
      causes: [{ ...halted, sinceMs: NOW_MS - 1 }],
      flattenConfirmedAtMs: NOW_MS,
    });
    expect(judgePlan(input).decision).toBe("approve");
    expect(judgePlan({ ...input, readings: { ...input.readings, journalWritable: false } }).decision).toBe(
      "refuse",
    );
  });
});

describe("verdictOf", () => {
  it("puts denials first, then warnings, then passes, each in the order given", () => {
    const readings = [
      pass("margin", {}, "1"),
      deny("shape", {}, "2"),
      warn("state", {}, "3"),
      deny("margin", {}, "4"),
    ];
    expect(verdictOf(readings).readings.map((reading) => reading.message)).toEqual(["2", "4", "3", "1"]);
    expect(verdictOf(readings).decision).toBe("refuse");
    expect(verdictOf([warn("state", {}, "3")]).decision).toBe("approve");
    expect(verdictOf([]).decision).toBe("approve");
  });
});
