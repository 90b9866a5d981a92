import { describe, expect, it } from "vitest";
import type { SentOrder } from "../gate-input.ts";
import { NOW_MS, PERP, denials, oneLeg, positionOf, readingsOf } from "../testing/gate-fixture.ts";
import { repeat } from "./repeat.ts";

const limits = { "environment:paper": { maxRepeats: 3, repeatWindowMs: 10_000 } };
const sent = (ageMs = 0, changes: Partial<SentOrder> = {}): SentOrder => ({
  accountId: "a",
  gesture: "group-order",
  atMs: NOW_MS - ageMs,
  ...changes,
});
const judge = (...repeats: readonly SentOrder[]) => oneLeg({}, {}, { limits, readings: { repeats } });

describe("repeat", () => {
  it("lets the number pass and denies one more", () => {
    expect(readingsOf(repeat, judge(sent(), sent()))[0]).toMatchObject({
      outcome: "pass",
      reading: "3",
      limit: "3",
    });
    expect(denials(repeat, judge(sent(), sent(), sent()))[0]).toMatch(
      /4 orders in 10 s, over the limit of 3 for paper accounts/,
    );
  });

  it("counts this account, this gesture and this window only", () => {
    const others = [sent(10_000), sent(0, { accountId: "b" }), sent(0, { gesture: "rebalance" })];
    expect(readingsOf(repeat, judge(...others, ...others))[0]).toMatchObject({ reading: "1" });
    expect(readingsOf(repeat, judge(sent(9_999)))[0]).toMatchObject({ reading: "2" });
  });

  it("denies when what was sent is not known", () => {
    expect(denials(repeat, oneLeg({}, {}, { limits }))).toHaveLength(1);
  });

  it("neither counts nor holds back proven reductions", () => {
    const state = { positions: [positionOf(PERP, "1")] };
    const readings = { repeats: [sent(), sent(), sent()] };
    expect(readingsOf(repeat, oneLeg({ side: "sell" }, state, { limits, readings }))).toEqual([]);
  });
});
