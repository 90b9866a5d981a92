import { describe, expect, it } from "vitest";
import { Decimal } from "../../money/decimal.ts";
import type { Listing } from "../../market/listing.ts";
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
} from "../testing/gate-fixture.ts";
import { instrument } from "./instrument.ts";

const withListing = (changes: Partial<Listing>, position?: string) => {
  const positions = position === undefined ? [] : [positionOf(PERP, position)];
  return portfolioOf([stateOf(accountOf("a"), { positions })], {
    listings: { [PERP.key]: { ...PERP, ...changes } },
  });
};
const sell = { side: "sell", reduceOnly: true, quantity: Decimal.of("1") } as const;

describe("instrument", () => {
  it("passes an active listing of the account's venue and the plan's environment", () => {
    expect(readingsOf(instrument, oneLeg())).toEqual([]);
  });

  it("denies accounts and listings that are not known, also by the names that every object has", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a"))]);
    const plan = planOf([
      legOf("b", termsOf()),
      legOf("constructor", termsOf()),
      legOf("a", termsOf({ listing: "toString" })),
    ]);
    expect(denials(instrument, inputOf(portfolio, plan))).toEqual([
      "Account b is not known. Make a new preview.",
      "Account constructor is not known. Make a new preview.",
      "Listing toString is not known. Wait until the venue's listings are loaded.",
    ]);
  });

  it("denies an account of another environment or venue", () => {
    const live = portfolioOf([stateOf(accountOf("a", { environment: "live" }))]);
    expect(denials(instrument, { ...oneLeg(), portfolio: live })[0]).toMatch(
      /is a live account; the plan is for paper/,
    );
    const elsewhere = portfolioOf([stateOf(accountOf("a", { venue: "okx" }))]);
    expect(denials(instrument, { ...oneLeg(), portfolio: elsewhere })[0]).toMatch(
      /trades at sim; Paper a is at okx/,
    );
  });

  it("denies increases where trading is not active, and lets reductions try", () => {
    for (const status of ["halted", "settling"] as const) {
      expect(denials(instrument, { ...oneLeg(), portfolio: withListing({ status }) })).toHaveLength(1);
      const readings = readingsOf(instrument, { ...oneLeg(sell), portfolio: withListing({ status }, "1") });
      expect(readings.map((reading) => reading.outcome)).toEqual(["warn"]);
    }
  });

  it("denies opening an option, whose exposure the gate cannot price", () => {
    expect(denials(instrument, { ...oneLeg(), portfolio: withListing({ kind: "option" }) })).toHaveLength(1);
    expect(denials(instrument, { ...oneLeg(sell), portfolio: withListing({ kind: "option" }, "1") })).toEqual(
      [],
    );
  });
});
