import { describe, expect, it } from "vitest";
import type { Quote } from "../../market/quote.ts";
import { Decimal } from "../../money/decimal.ts";
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
  quoteOf,
  readingsOf,
  stateOf,
  termsOf,
  without,
} from "../testing/gate-fixture.ts";
import { dataHealth } from "./data-health.ts";

const quoted = (quote: Quote | undefined) => ({
  ...oneLeg(),
  portfolio: portfolioOf([stateOf(accountOf("a"))], {
    quotes: new Map(quote === undefined ? [] : [[PERP.key, quote]]),
  }),
});

describe("data-health", () => {
  it("passes a live, reconciled account with a price of three seconds ago", () => {
    expect(denials(dataHealth, quoted(quoteOf(PERP, { atMs: NOW_MS - 3_000 })))).toEqual([]);
  });

  it("denies increases on a price that is missing, older, or from the future", () => {
    expect(denials(dataHealth, quoted(undefined))).toEqual([
      "No price for BTC/USDT:USDT. Wait for the price.",
    ]);
    expect(denials(dataHealth, quoted(quoteOf(PERP, { atMs: NOW_MS - 3_001 })))).toEqual([
      "The price of BTC/USDT:USDT is 3 s old. Wait for a fresh one.",
    ]);
    expect(denials(dataHealth, quoted(quoteOf(PERP, { atMs: NOW_MS + 3_001 })))[0]).toMatch(
      /from the future/,
    );
  });

  it("needs a mark or both touches", () => {
    const unmarked = without(quoteOf(PERP), "mark");
    const oneSided = without(unmarked, "bid");
    expect(denials(dataHealth, quoted(unmarked))).toEqual([]);
    expect(denials(dataHealth, quoted(oneSided))).toHaveLength(1);
  });

  it("denies increases while the private stream is not live, not reconciled or has a problem", () => {
    for (const stream of ["connecting", "gap", "down"] as const) {
      expect(denials(dataHealth, oneLeg({}, { stream }))[0]).toContain(stream);
    }
    expect(denials(dataHealth, oneLeg({}, { problem: "The key was revoked." }))[0]).toBe(
      "Paper a: The key was revoked.",
    );
    const never = without(stateOf(accountOf("a")), "syncedAtMs");
    expect(denials(dataHealth, { ...oneLeg(), portfolio: portfolioOf([never]) })[0]).toMatch(
      /not been reconciled/,
    );
  });

  it("needs the clock compared with the venue's, except on paper", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a", { environment: "live" }))]);
    const plan = planOf([legOf("a", termsOf())], { body: { environment: "live" } });
    const judge = (readings: { clockErrorMs?: number }) =>
      denials(dataHealth, inputOf(portfolio, plan, { readings }));
    expect(judge({})[0]).toMatch(/not compared/);
    expect(judge({ clockErrorMs: -1_000 })).toEqual([]);
    expect(judge({ clockErrorMs: 1_001 })[0]).toMatch(/1001 ms off/);
    expect(judge({ clockErrorMs: -1_001 })).toHaveLength(1);
  });

  it("lets a proven reduction pass and names what is missing", () => {
    const state = { positions: [positionOf(PERP, "1")], stream: "down" } as const;
    const input = oneLeg({ side: "sell", reduceOnly: true, quantity: Decimal.of("1") }, state);
    const portfolio = { ...input.portfolio, quotes: new Map() };
    expect(readingsOf(dataHealth, { ...input, portfolio }).map((reading) => reading.outcome)).toEqual([
      "warn",
      "warn",
    ]);
  });
});
