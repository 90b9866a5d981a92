import { describe, expect, it } from "vitest";
import { Decimal, ZERO } from "../money/decimal.ts";
import { type LegsDue, legsDue } from "../plan/legs-due.ts";
import { type LegProgress, WAITING } from "../plan/pair-net.ts";
import type { PortfolioEvent } from "../portfolio/portfolio-event.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import {
  portfolioOf,
  sampleAccount,
  sampleBalance,
  sampleListing,
  samplePosition,
  sampleQuote,
  sampleWorking,
  snapshotOf,
} from "../portfolio/samples.ts";
import { type PlanRebalanceInput, type RebalancePlan, planRebalance } from "./plan-rebalance.ts";

const d = (text: string): Decimal => Decimal.of(text);
const ETH = sampleListing({ key: "sim:ETHUSDT", name: "ETH/USDT:USDT", base: "ETH", underlying: "ETH" });
const QUOTE = { bid: d("49990"), ask: d("50010") };

/** `a` holds 0.1 and `b` 0.5 BTC at 50,000 on 10,000 and 30,000 of equity. */
function market(...events: readonly PortfolioEvent[]): Portfolio {
  const held = (wallet: string, quantity: string): Parameters<typeof snapshotOf>[1] => ({
    balances: [sampleBalance("USDT", wallet)],
    positions: [samplePosition(quantity, "50000")],
  });
  return portfolioOf(
    { kind: "listings-loaded", listings: [sampleListing(), ETH] },
    { kind: "account-saved", account: sampleAccount("a") },
    { kind: "account-saved", account: sampleAccount("b") },
    snapshotOf("a", held("10000", "0.1")),
    snapshotOf("b", held("30000", "0.5")),
    { kind: "quote", quote: sampleQuote("50000", QUOTE) },
    { kind: "quote", quote: sampleQuote("2500", { listing: ETH.key, bid: d("2499"), ask: d("2501") }) },
    ...events,
  );
}

function input(change: Partial<PlanRebalanceInput> = {}): PlanRebalanceInput {
  return {
    planId: "plan-1",
    nowMs: 5_000,
    portfolio: market(),
    accountIds: ["a", "b"],
    markets: [{ symbol: "BTC", listing: "sim:BTCUSDT" }],
    target: { kind: "equal" },
    band: { kind: "none" },
    ...change,
  };
}

function planned(change: Partial<PlanRebalanceInput> = {}): Required<RebalancePlan> {
  const made = planRebalance(input(change));
  if (!made.ok) throw new Error(`${made.failure.code}: ${made.failure.message}`);
  const { plan, ...rest } = made.value;
  if (plan === undefined) throw new Error(rest.answer.reason);
  return { plan, ...rest };
}

function refused(change: Partial<PlanRebalanceInput>): string {
  const made = planRebalance(input(change));
  return made.ok ? (made.value.plan?.title ?? "no plan") : `${made.failure.code} at ${made.failure.place}`;
}

function legs({ plan }: Required<RebalancePlan>): string[] {
  return plan.body.legs.map(({ accountId, effect, terms }) =>
    [accountId, effect, terms.side, terms.quantity.toString(), terms.reduceOnly ? "reduce-only" : ""].join(
      " ",
    ),
  );
}

describe("a rebalance as a plan", () => {
  it("has market legs, reduce-only where a leg only reduces, and its own envelope", () => {
    const made = planned();
    expect(legs(made)).toEqual(["a open buy 0.05 ", "b close sell 0.05 reduce-only"]);
    expect(JSON.parse(JSON.stringify(made.plan.body.envelope))).toEqual({
      maximumByLeg: ["0.05", "0.05"],
      maximumTotal: "0.1",
      highestBuy: "50510.1",
      lowestSell: "49490.1",
      pairs: [
        {
          underlying: "BTC",
          netBound: "2500",
          steps: [
            { leg: 1, unitNotional: "50000" },
            { leg: 0, unitNotional: "50000" },
          ],
        },
      ],
      deadlineMs: 305_000,
      followUps: ["complete", "unwind"],
    });
    expect(made.plan.title).toBe("Rebalance: 2 trades in 2 accounts.");
    expect(made.plan.hash).toHaveLength(64);
    expect(planned().plan.hash).toBe(made.plan.hash);
  });

  it("names every account and symbol, with its leg, its ideal and what held it", () => {
    const target = { kind: "weights", weights: { BTC: d("0.8333") } } as const;
    const { plan } = planned({ target, band: { kind: "fixed", width: d("0.01") } });
    expect(plan.reasons.map(({ accountId, leg, limitedBy }) => [accountId, leg, limitedBy])).toEqual([
      ["a", 0, "band"],
      ["b", undefined, "band"],
    ]);
    expect(plan.reasons.map(({ detail }) => detail)).toEqual([
      "Traded back to 1 % of equity from its target.",
      "Within 1 % of equity of its target: trading costs more than the drift.",
    ]);
  });

  it("a leg through zero is no reduction", () => {
    const target = { kind: "weights", weights: { BTC: d("-0.5") } } as const;
    expect(legs(planned({ accountIds: ["a"], target }))).toEqual(["a open sell 0.2 "]);
  });

  it("is cut where a bound on exposure asks for it, and every slice is a leg with its reason", () => {
    const { plan } = planned({ exposureBound: d("1000") });
    expect(
      plan.body.legs.map(({ accountId, terms }) => `${accountId} ${terms.side} ${String(terms.quantity)}`),
    ).toEqual(["a buy 0.04", "a buy 0.01", "b sell 0.02", "b sell 0.03"]);
    expect(plan.body.envelope.pairs?.map(({ netBound }) => netBound.toString())).toEqual(["1000"]);
    expect(plan.body.envelope).toMatchObject({
      deadlineMs: 309_000,
      followUps: ["complete", "unwind", "slices"],
    });
    expect(plan.reasons.map(({ leg }) => leg)).toEqual([0, 1, 2, 3]);
    expect(plan.reasons[1]?.detail).toBe("Brings it to its target. Slice 2 of 2.");
    expect(plan.hash).not.toBe(planned().plan.hash);
  });

  it("is refused where the bound is less than two least orders, or than the net that is wanted", () => {
    expect(refused({ exposureBound: d("99") })).toBe("bound-too-small at exposureBound");
    expect(refused({ exposureBound: d("0") })).toBe("bound-too-small at exposureBound");
  });

  it("one way only has no pair and goes at once", () => {
    const target = { kind: "mirror", account: "b" } as const;
    expect(planned({ target }).plan.body.envelope).not.toHaveProperty("pairs");
  });

  it("sends what has room under its bound, and nothing more once one side ended short", () => {
    const { body } = planned({ exposureBound: d("1000") }).plan;
    const at = (progress: Readonly<Record<number, LegProgress>>): LegsDue =>
      legsDue(
        body,
        body.legs.map((_, leg) => progress[leg] ?? WAITING),
      );
    // Sold 0.02 first; only when that is done may 0.04 be bought, from -1,000 to +1,000.
    expect(at({}).now).toEqual([2]);
    expect(at({ 2: { kind: "out", filled: ZERO } }).now).toEqual([]);
    expect(at({ 2: { kind: "ended", filled: d("0.02") } }).now).toEqual([0]);
    expect(at({ 2: { kind: "ended", filled: d("0.01") } })).toEqual({
      now: [],
      stopped: [{ underlying: "BTC", because: [2], unsent: [0, 3, 1] }],
    });
  });

  it("flat and leverage reach every open position, with a price bound for each listing", () => {
    const portfolio = market({
      kind: "positions",
      accountId: "a",
      positions: [samplePosition("-2", "2500", { listing: ETH.key })],
      atMs: 2_000,
    });
    const made = planned({ portfolio, accountIds: ["a"], target: { kind: "flat" } });
    expect(legs(made)).toEqual(["a close sell 0.1 reduce-only", "a close buy 2 reduce-only"]);
    expect(made.plan.body.envelope).not.toHaveProperty("highestBuy");
    expect(JSON.parse(JSON.stringify(made.plan.body.envelope.pricesByListing))).toEqual([
      { listing: "sim:BTCUSDT", lowestSell: "49490.1" },
      { listing: "sim:ETHUSDT", highestBuy: "2526" },
    ]);
  });

  it("is absent when nothing is to be done, and every account and symbol says why as data", () => {
    const made = planRebalance(input({ band: { kind: "fixed", width: d("0.5") } }));
    if (!made.ok) throw new Error(made.failure.message);
    const { plan, answer } = made.value;
    expect(plan).toBeUndefined();
    expect(answer.reason).toBe("Nothing to do: everything is within its band.");
    expect(answer.reasons.length).toBeGreaterThan(1);
    for (const { account, symbol, ideal, quantity, limitedBy, band } of answer.reasons) {
      expect([account, symbol, quantity.isZero()]).toEqual([account, symbol, true]);
      expect([limitedBy, band?.trigger.toString()]).toEqual([ideal.isZero() ? "none" : "band", "0.5"]);
    }
  });

  it("is refused while what it needs is not known or could move", () => {
    const order: PortfolioEvent = { kind: "working", accountId: "b", order: sampleWorking("x") };
    expect(refused({ portfolio: market(order) })).toBe("order-in-the-way at b");
    expect(refused({ accountIds: ["a", "x"] })).toBe("account-unknown at accounts");
    expect(refused({ portfolio: { ...market(), quotes: new Map() } })).toBe("equity-unknown at a");
    const unread: PortfolioEvent = { kind: "account-saved", account: sampleAccount("new") };
    expect(refused({ portfolio: market(unread), accountIds: ["new"] })).toBe("equity-unknown at new");
    const live: PortfolioEvent = {
      kind: "account-saved",
      account: sampleAccount("b", { environment: "live" }),
    };
    expect(refused({ portfolio: market(live) })).toBe("environment-mixed at accounts");
    const markOnly: PortfolioEvent = {
      kind: "quote",
      quote: { listing: "sim:BTCUSDT", mark: d("1"), atMs: 9_000 },
    };
    const blind = new Map([["sim:BTCUSDT", { listing: "sim:BTCUSDT", mark: d("50000"), atMs: 1 }]]);
    expect(refused({ portfolio: { ...market(markOnly), quotes: blind } })).toBe(
      "price-unknown at sim:BTCUSDT",
    );
    const coin = snapshotOf("a", { balances: [sampleBalance("USDT", "10000"), sampleBalance("BTC", "1")] });
    const target = { kind: "leverage", leverage: d("1") } as const;
    expect(refused({ portfolio: market(coin), accountIds: ["a"], target })).toBe("coin-not-covered at a");
  });
});
