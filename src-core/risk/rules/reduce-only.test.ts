import { describe, expect, it } from "vitest";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import {
  PERP,
  SPOT,
  accountOf,
  balanceOf,
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
  workingOf,
  d,
  without,
} from "../testing/gate-fixture.ts";
import { reduceOnly } from "./reduce-only.ts";

const CARELESS = { listings: { [PERP.key]: { ...PERP, enforcesReduceOnly: false } } };
type StateChanges = Parameters<typeof stateOf>[1];

function closing(terms: Partial<OrderTerms>, state: StateChanges, careless = false) {
  const leg = legOf("a", termsOf({ side: "sell", quantity: d("1"), reduceOnly: true, ...terms }), {
    effect: "close",
  });
  return inputOf(portfolioOf([stateOf(accountOf("a"), state)], careless ? CARELESS : {}), planOf([leg]));
}
const long = (size: string) => ({ positions: [positionOf(PERP, size)] });
const exit = workingOf(
  "x",
  termsOf({ side: "sell", type: "limit", price: d("60000"), quantity: d("0.5"), reduceOnly: true }),
);

describe("reduce-only", () => {
  it("takes the whole position exactly, and not a lot more", () => {
    expect(denials(reduceOnly, closing({}, long("1")))).toEqual([]);
    expect(denials(reduceOnly, closing({}, long("0.999")))).toEqual([
      "1 is more than the position of 0.999 in BTC/USDT:USDT. Close at most 0.999.",
    ]);
  });

  it("denies a close of nothing, and one that would add", () => {
    expect(denials(reduceOnly, closing({}, {}))[0]).toMatch(/no position/);
    expect(denials(reduceOnly, closing({}, long("-1")))[0]).toMatch(/would add to the position/);
  });

  it("takes the whole position beside resting exits only where the venue clamps it", () => {
    const state = { ...long("1"), working: [exit] };
    expect(denials(reduceOnly, closing({}, state))).toEqual([]);
    expect(denials(reduceOnly, closing({}, state, true))[0]).toMatch(/exits that already rest/);
    expect(denials(reduceOnly, closing({ quantity: d("0.5") }, state, true))).toEqual([]);
    expect(denials(reduceOnly, closing({ quantity: d("0.501") }, state, true))).toHaveLength(1);
  });

  it("counts the plan's own other closing legs as exits", () => {
    const leg = legOf("a", termsOf({ side: "sell", quantity: d("0.6"), reduceOnly: true }), {
      effect: "close",
    });
    const portfolio = portfolioOf([stateOf(accountOf("a"), long("1"))], CARELESS);
    expect(denials(reduceOnly, inputOf(portfolio, planOf([leg])))).toEqual([]);
    expect(denials(reduceOnly, inputOf(portfolio, planOf([leg, leg])))).toHaveLength(2);
  });

  it("trusts a position that may have changed only where the venue clamps the order", () => {
    for (const doubt of [{ stream: "gap" }, { problem: "The key was revoked." }] as const) {
      const state = { ...long("1"), ...doubt };
      expect(denials(reduceOnly, closing({}, state))).toEqual([]);
      expect(denials(reduceOnly, closing({}, state, true))[0]).toMatch(/may have changed/);
    }
  });

  it("denies when the account was never reconciled", () => {
    const never = without(stateOf(accountOf("a"), long("1")), "syncedAtMs");
    expect(denials(reduceOnly, { ...closing({}, {}), portfolio: portfolioOf([never]) })[0]).toMatch(
      /is not known/,
    );
  });

  it("leaves orders alone that are meant to open", () => {
    expect(readingsOf(reduceOnly, oneLeg({ side: "sell", quantity: d("9") }, long("1")))).toEqual([]);
  });

  it("holds the close of a hedge side to that side, and names it when net grows", () => {
    const hedge = accountOf("a", { positionMode: "hedge" });
    const positions = [
      positionOf(PERP, "3", { positionSide: "long" }),
      positionOf(PERP, "-2", { positionSide: "short" }),
    ];
    const portfolio = portfolioOf([stateOf(hedge, { positions })]);
    const judge = (quantity: string) =>
      readingsOf(
        reduceOnly,
        inputOf(
          portfolio,
          planOf([legOf("a", termsOf({ side: "sell", positionSide: "long", quantity: d(quantity) }))]),
        ),
      );
    expect(judge("2")).toEqual([]);
    expect(judge("3")[0]).toMatchObject({ outcome: "warn", reading: "-2", limit: "1" });
    expect(judge("3.001")[0]).toMatchObject({ outcome: "deny" });
  });

  it("holds a spot close to the balance, less what other sells of the coin already ask for", () => {
    const other = workingOf(
      "w",
      termsOf({
        listing: "sim:BTCUSDC.spot",
        side: "sell",
        type: "limit",
        price: d("60000"),
        quantity: d("0.4"),
      }),
    );
    const state = { balances: [balanceOf("BTC", "1")], working: [other] };
    const base = portfolioOf([stateOf(accountOf("a"), state)]);
    const portfolio = {
      ...base,
      listings: { ...base.listings, "sim:BTCUSDC.spot": { ...SPOT, key: "sim:BTCUSDC.spot", quote: "USDC" } },
    };
    const judge = (quantity: string) => {
      const leg = legOf("a", termsOf({ listing: SPOT.key, side: "sell", quantity: d(quantity) }), {
        effect: "close",
      });
      return denials(reduceOnly, inputOf(portfolio, planOf([leg])));
    };
    expect(judge("0.6")).toEqual([]);
    expect(judge("0.601")).toHaveLength(1);
  });
});
