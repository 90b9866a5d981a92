import { describe, expect, test } from "vitest";
import { differences } from "./differences.ts";
import { judgeArrivals } from "./judge-journal.ts";
import type { Belief } from "./messages.ts";

describe("the judge of arrivals", () => {
  const intended = { creates: ["a", "b"], amends: ["a", "a"] };

  test("is content with what was intended and may not have left", () => {
    expect(judgeArrivals({ arrived: ["b"], amended: ["a", "a"] }, intended)).toEqual([]);
  });

  test("names what arrived twice, without an intent, or was changed once too often", () => {
    expect(judgeArrivals({ arrived: ["a", "a", "c"], amended: ["a", "a", "a"] }, intended)).toEqual([
      "a was sent twice or without an intent",
      "c was sent twice or without an intent",
      "a was amended without an intent of its own",
    ]);
  });
});

describe("the judge of beliefs", () => {
  const BELIEF: Belief = { positions: [], working: [], doubted: [], unknown: [], halted: false };
  const empty = { truth: async () => new Map(), isHaltAnswered: false };

  test("is content where both sides are empty", async () => {
    expect(await differences(empty, BELIEF)).toEqual([]);
  });

  test("names a position and an order that the venue does not have", async () => {
    const belief = { ...BELIEF, positions: ["paper-1 BTC 0.1"], working: ["paper-1 id"] };
    expect(await differences(empty, belief)).toEqual([
      "positions held paper-1 BTC 0.1, the venue has ",
      "working held paper-1 id, the venue has ",
    ]);
  });

  test("minds an unsettled order only when nothing may be in doubt", async () => {
    const belief = { ...BELIEF, unknown: ["id"] };
    expect(await differences(empty, belief)).toEqual([]);
    expect(await differences(empty, belief, "nothing in doubt")).toEqual(["id is still unknown"]);
  });

  test("names a halt that was answered and is gone", async () => {
    const halted = { ...empty, isHaltAnswered: true };
    expect(await differences(halted, BELIEF)).toEqual(["a halt that was answered is gone"]);
    expect(await differences(halted, { ...BELIEF, halted: true })).toEqual([]);
  });
});
