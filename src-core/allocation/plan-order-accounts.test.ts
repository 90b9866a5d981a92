import { describe, expect, it } from "vitest";
import {
  sampleAccount,
  sampleBalance,
  samplePosition,
  sampleListing,
  sampleInverse,
  snapshotOf,
} from "../portfolio/samples.ts";
import { d } from "./allocation-samples.ts";
import {
  legsOf,
  otherListing,
  planned,
  refused,
  sampleGroup,
  sampleOrder,
  samplePlanPortfolio,
  sampleSpot,
} from "./group-order-samples.ts";
import type { GroupOrderInput } from "./group-order.ts";
import { planGroupOrder } from "./plan-order.ts";

describe("position sides and reductions", () => {
  const hedged = samplePlanPortfolio(
    { kind: "account-saved", account: sampleAccount("a", { positionMode: "hedge" }) },
    snapshotOf("a", {
      positionMode: "hedge",
      positions: [
        samplePosition("0.4", "50000", { positionSide: "long" }),
        samplePosition("-0.1", "50000", { positionSide: "short" }),
      ],
    }),
    snapshotOf("b", { positions: [samplePosition("0.2", "50000")] }),
  );

  it.each([
    ["buy", false, "long", "open"],
    ["sell", false, "short", "open"],
    ["buy", true, "short", "close"],
    ["sell", true, "long", "close"],
  ] as const)(
    "hedge mode: %s with reduce-only %s works on the %s side and is an %s",
    (side, reduceOnly, positionSide, effect) => {
      const leg = planned(
        { side, reduceOnly, quantity: "0.1" },
        { portfolio: hedged, group: sampleGroup(["a"]) },
      ).body.legs[0];
      expect(leg).toMatchObject({ effect, terms: { positionSide, reduceOnly, side } });
    },
  );

  it("reduce-only is held to each account's own position, and the rest goes where there is more", () => {
    const plan = planned({ side: "sell", reduceOnly: true, quantity: "0.5" }, { portfolio: hedged });
    expect(legsOf(plan)).toEqual(["a sell 0.3", "b sell 0.2"]);
    const all = planned({ side: "sell", reduceOnly: true, quantity: "1" }, { portfolio: hedged });
    expect(legsOf(all)).toEqual(["a sell 0.4", "b sell 0.2"]);
    expect(all.unallocated.toString()).toBe("0.4");
    expect(all.reasons.map(({ limitedBy }) => limitedBy)).toEqual(["position", "position"]);
  });

  it("reduce-only without a position sends nothing and says so", () => {
    const made = planGroupOrder(sampleOrder({ side: "sell", reduceOnly: true }));
    expect(made).toMatchObject({ ok: false, failure: { code: "nothing-to-send", place: "quantity" } });
    expect(!made.ok && made.failure.message).toContain("Account a: No position to reduce.");
  });

  it("a change down closes, on the side that it reduces; a change up opens", () => {
    const down = planned({ method: "change", side: "sell", quantity: "-50" }, { portfolio: hedged });
    expect(legsOf(down)).toEqual(["a sell 0.2", "b sell 0.1"]);
    expect(down.body.legs[0]).toMatchObject({
      effect: "close",
      terms: { positionSide: "long", reduceOnly: true },
    });
    const up = planned({ method: "change", side: "sell", quantity: "100" }, { portfolio: hedged });
    expect(legsOf(up)).toEqual(["a sell 0.1"]);
    expect(up.body.legs[0]).toMatchObject({
      effect: "open",
      terms: { positionSide: "short", reduceOnly: false },
    });
    expect(up.reasons[1]).toMatchObject({ accountId: "b", limitedBy: "position" });
    expect(up.reasons[1]?.leg).toBeUndefined();
  });

  it("equal positions count long and short together", () => {
    const plan = planned({ method: "equal-position", quantity: "0.1" }, { portfolio: hedged });
    expect(legsOf(plan)).toEqual(["b buy 0.1"]);
  });

  it("a minimum notional does not hold a reduction back", () => {
    const small = samplePlanPortfolio(
      { kind: "listings-loaded", listings: [sampleListing({ minNotional: d("1000") })] },
      snapshotOf("a", { positions: [samplePosition("0.001", "50000")] }),
    );
    const group = sampleGroup(["a"]);
    const draft = { side: "sell", quantity: "0.001" } as const;
    expect(legsOf(planned({ ...draft, reduceOnly: true }, { portfolio: small, group }))).toEqual([
      "a sell 0.001",
    ]);
    expect(refused(draft, { portfolio: small, group })).toBe("nothing-to-send at quantity");
  });
});

describe("spot", () => {
  const listing = "sim:BTCUSDT.spot";
  const portfolio = samplePlanPortfolio(
    snapshotOf("a", { balances: [sampleBalance("USDT", "1000"), sampleBalance("BTC", "0.05", "0.03")] }),
    snapshotOf("b", { balances: [sampleBalance("BTC", "0.5")] }),
  );

  it("sells no more than the free balance and never says reduce-only", () => {
    const plan = planned({ side: "sell", quantity: "0.1", reduceOnly: true }, { portfolio, listing });
    expect(legsOf(plan)).toEqual(["a sell 0.03", "b sell 0.07"]);
    expect(plan.body.legs[0]).toMatchObject({
      effect: "close",
      terms: { reduceOnly: false, positionSide: "both" },
    });
    expect(plan.reasons[0]).toMatchObject({ limitedBy: "position", detail: "Free balance 0.03 BTC." });
  });

  it("buys no more than the free quote pays, with the fee", () => {
    const plan = planned({ type: "limit", price: "50000", quantity: "0.1" }, { portfolio, listing });
    // 1000 / (50000 x 1.0005) = 0.01999...
    expect(legsOf(plan)).toEqual(["a buy 0.019"]);
    expect(plan.reasons[1]?.detail).toBe("Free balance 0 USDT.");
  });

  it("a buy cannot reduce", () => {
    expect(refused({ reduceOnly: true }, { portfolio, listing })).toBe("reduce-only at reduceOnly");
  });

  it("is one account's balance, whatever its position mode", () => {
    const hedge = samplePlanPortfolio(
      { kind: "account-saved", account: sampleAccount("a", { positionMode: "hedge" }) },
      snapshotOf("a", { positionMode: "hedge", balances: [sampleBalance("BTC", "0.05")] }),
    );
    const group = sampleGroup(["a"]);
    const plan = planned({ side: "sell", quantity: "0.05" }, { portfolio: hedge, listing, group });
    expect(plan.body.legs[0]?.terms.positionSide).toBe("both");
  });
});

describe("accounts and their listings", () => {
  const group = sampleGroup(["a", "c"]);

  it("each trades the matching listing of its own venue", () => {
    const plan = planned({}, { group });
    expect(plan.body.legs.map(({ terms }) => terms.listing)).toEqual(["sim:BTCUSDT", "oth:BTC-PERP"]);
  });

  it("a typed price must lie on the tick of every venue that takes part", () => {
    const draft = { type: "limit", price: "48000.1" } as const;
    expect(refused(draft, { group })).toBe("off-tick at price");
    expect(refused({ ...draft, denial: "redistribute" }, { group, denied: { c: "Off." } })).toMatch(
      /^Buy 0.3/,
    );
  });

  it("a venue without the contract, or with two that match, has none", () => {
    const base = samplePlanPortfolio();
    const { "oth:BTC-PERP": _, ...listings } = base.listings;
    expect(refused({}, { group, portfolio: { ...base, listings } })).toBe("account-denied at accounts.c");
    const twice = samplePlanPortfolio({
      kind: "listings-loaded",
      listings: [otherListing({ key: "oth:BTC2" })],
    });
    expect(refused({}, { group, portfolio: twice })).toBe("account-denied at accounts.c");
    const chosen = planned(
      { type: "limit", price: "48000" },
      { group, portfolio: twice, listingByAccount: { c: "oth:BTC2" } },
    );
    expect(chosen.body.legs[1]?.terms.listing).toBe("oth:BTC2");
  });

  it.each([
    ["another underlying", otherListing({ underlying: "ETH" })],
    ["another multiplier", otherListing({ underlyingMultiplier: d("1000") })],
    ["value for base", otherListing({ kind: "inverse" })],
    ["another venue", sampleListing({ key: "oth:BTC-PERP" })],
  ])("a chosen listing of %s cannot share a quantity", (_, listing) => {
    const portfolio = samplePlanPortfolio({ kind: "listings-loaded", listings: [listing] });
    expect(refused({}, { group, portfolio, listingByAccount: { c: "oth:BTC-PERP" } })).toBe(
      "account-denied at accounts.c",
    );
  });

  it("a listing that is halted, an account never read or not connected take no part, each with its reason", () => {
    const halted = samplePlanPortfolio({
      kind: "listings-loaded",
      listings: [otherListing({ status: "halted" })],
    });
    const plan = planned({ denial: "reduce" }, { group, portfolio: halted });
    expect(legsOf(plan)).toEqual(["a buy 0.15"]);
    expect(plan.reasons[1]).toMatchObject({ limitedBy: "denied", detail: "BTC/USDT:USDT is halted at oth." });
    const unread = samplePlanPortfolio({ kind: "account-saved", account: sampleAccount("d") });
    expect(refused({}, { group: sampleGroup(["a", "d"]), portfolio: unread })).toBe(
      "account-denied at accounts.d",
    );
    const gone = planned({ denial: "redistribute" }, { group: sampleGroup(["a", "x"]) });
    expect(legsOf(gone)).toEqual(["a buy 0.3"]);
    expect(gone.reasons[1]?.detail).toBe("The account is not connected.");
  });

  it("the caller's reason comes first", () => {
    const plan = planned({ denial: "redistribute" }, { group, denied: { c: "Halted by you." } });
    expect(legsOf(plan)).toEqual(["a buy 0.3"]);
    expect(plan.reasons[1]?.detail).toBe("Halted by you.");
  });

  it.each<[string, Partial<GroupOrderInput>]>([
    ["listing-unknown at listing", { listing: "sim:NONE" }],
    ["environment-mixed at group", { group: sampleGroup(["a"], { environment: "live" }) }],
    ["no-accounts at accounts", { group: sampleGroup([]) }],
    ["duplicate-account at accounts.a", { group: sampleGroup(["a", "a"]) }],
    ["no-usable-account at accounts", { denied: { a: "Off.", b: "Off." } }],
  ])("%s", (expected, change) => {
    expect(refused({ denial: "reduce" }, change)).toBe(expected);
  });

  it("no leg is over the venue's largest order", () => {
    const listings = [sampleListing({ maxMarketQuantity: d("0.1") }), sampleSpot(), sampleInverse()];
    const portfolio = samplePlanPortfolio({ kind: "listings-loaded", listings });
    const plan = planned({}, { portfolio });
    expect(legsOf(plan)).toEqual(["a buy 0.1", "b buy 0.1"]);
    expect(plan.unallocated.toString()).toBe("0.1");
    expect(plan.reasons[0]?.detail).toBe("The venue takes at most 0.1 an order.");
    expect(legsOf(planned({ type: "limit", price: "48000" }, { portfolio }))).toEqual([
      "a buy 0.15",
      "b buy 0.15",
    ]);
  });
});
