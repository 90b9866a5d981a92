import { describe, expect, it } from "vitest";
import {
  PERP,
  SPOT,
  accountOf,
  balanceOf,
  d,
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
} from "../testing/gate-fixture.ts";
import { underlyingExposure } from "./underlying-exposure.ts";
import { venueShare } from "./venue-share.ts";

const limits = { "environment:paper": { maxUnderlyingExposure: d("100000") } };

describe("exposure to one underlying", () => {
  it("nets spot, coin collateral and perpetuals of all accounts", () => {
    const coins = stateOf(accountOf("b"), { balances: [balanceOf("BTC", "1")] });
    const plan = planOf([legOf("a", termsOf({ quantity: d("1") }))]);
    const input = inputOf(portfolioOf([stateOf(accountOf("a")), coins]), plan, { limits });
    expect(readingsOf(underlyingExposure, input)[0]).toMatchObject({ outcome: "deny", reading: "100001" });
    const hedged = stateOf(accountOf("b"), {
      balances: [balanceOf("BTC", "1")],
      positions: [positionOf(PERP, "-1")],
    });
    const quiet = inputOf(portfolioOf([stateOf(accountOf("a")), hedged]), plan, { limits });
    expect(readingsOf(underlyingExposure, quiet)[0]).toMatchObject({ outcome: "pass" });
  });

  it("is asked of what the plan trades only, and not known without every price", () => {
    const listing = { ...SPOT, key: "sim:ETH", base: "ETH", underlying: "ETH", name: "ETH/USDT" };
    const portfolio = portfolioOf(
      [stateOf(accountOf("a"), { balances: [balanceOf("USDT", "1"), balanceOf("ETH", "9")] })],
      {
        listings: { [PERP.key]: PERP, [listing.key]: listing },
      },
    );
    const plan = planOf([legOf("a", termsOf())]);
    expect(denials(underlyingExposure, inputOf(portfolio, plan, { limits }))[0]).toMatch(/price of ETH/);
    const priced = { ...portfolio, quotes: new Map(portfolio.quotes).set(listing.key, quoteOf(listing)) };
    const readings = readingsOf(underlyingExposure, inputOf(priced, plan, { limits }));
    expect(readings.map(({ outcome, message }) => [outcome, message.split(" ")[1]])).toEqual([
      ["pass", "BTC"],
    ]);
  });
});

describe("share of equity at a venue", () => {
  const share = { "environment:paper": { maxVenueSharePercent: d("60") } };
  const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b", { venue: "other" }))]);
  const judge = (a: string, b: string) =>
    inputOf(portfolio, planOf([legOf("a", termsOf())]), {
      limits: share,
      readings: { equities: { a: { equity: d(a) }, b: { equity: d(b) } } },
    });

  it("is the venue's part of the scope's equity, rounded up", () => {
    expect(readingsOf(venueShare, judge("60", "40"))[0]).toMatchObject({ outcome: "pass", reading: "60" });
    expect(denials(venueShare, judge("60.1", "39.9"))[0]).toMatch(
      /60.1 % of the equity of paper accounts is at sim/,
    );
  });

  it("counts a debt as nothing, and denies what is not known", () => {
    expect(readingsOf(venueShare, judge("50", "-40"))[0]).toMatchObject({ outcome: "deny", reading: "100" });
    expect(denials(venueShare, judge("0", "0"))[0]).toMatch(/any equity is missing/);
    expect(denials(venueShare, oneLeg({}, {}, { limits: share }))[0]).toMatch(/equity of Paper a is missing/);
  });
});
