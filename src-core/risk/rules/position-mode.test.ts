import { describe, expect, it } from "vitest";
import type { PositionMode, PositionSide } from "../../order-terms/order-terms.ts";
import {
  PERP,
  SPOT,
  accountOf,
  denials,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  stateOf,
  termsOf,
} from "../testing/gate-fixture.ts";
import { positionMode } from "./position-mode.ts";

function judge(mode: PositionMode, positionSide: PositionSide, listing = PERP.key): readonly string[] {
  const portfolio = portfolioOf([stateOf(accountOf("a", { positionMode: mode }))]);
  return denials(positionMode, inputOf(portfolio, planOf([legOf("a", termsOf({ positionSide, listing }))])));
}

describe("position-mode", () => {
  it("takes `both` in one-way mode and for spot, a side in hedge mode", () => {
    expect(judge("one-way", "both")).toEqual([]);
    expect(judge("hedge", "long")).toEqual([]);
    expect(judge("hedge", "short")).toEqual([]);
    expect(judge("hedge", "both", SPOT.key)).toEqual([]);
  });

  it("denies a plan that assumes the other mode", () => {
    expect(judge("one-way", "long")[0]).toMatch(/keeps one position/);
    expect(judge("hedge", "both")[0]).toMatch(/keeps long and short apart/);
    expect(judge("hedge", "long", SPOT.key)).toHaveLength(1);
  });
});
