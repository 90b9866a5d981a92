import { describe, expect, it } from "vitest";
import type { BucketReading } from "../gate-input.ts";
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
import { throttle } from "./throttle.ts";

const orders: BucketReading = {
  id: "a:orders",
  venue: "sim",
  accountId: "a",
  title: "Orders in 10 s",
  used: 79,
  usedByOthers: 0,
  capacity: 100,
  keptForCancels: 20,
  windowMs: 10_000,
  perOrder: 1,
};
const judge = (bucket: Partial<BucketReading>) =>
  oneLeg({}, {}, { readings: { buckets: [{ ...orders, ...bucket }] } });

describe("throttle", () => {
  it("lets new orders use all but what is kept for cancels", () => {
    expect(readingsOf(throttle, judge({}))[0]).toMatchObject({ outcome: "pass", reading: "80", limit: "80" });
    expect(denials(throttle, judge({ used: 80 }))).toEqual([
      "Orders in 10 s: 81 of 80 in 10 s with this plan; the rest is kept for cancels. Wait, or send fewer orders.",
    ]);
  });

  it("counts every leg of the plan in a bucket that accounts share, and only the own ones in an account's", () => {
    const portfolio = portfolioOf([stateOf(accountOf("a")), stateOf(accountOf("b"))]);
    const plan = planOf([legOf("a", termsOf()), legOf("b", termsOf())]);
    const shared: BucketReading = { ...orders, id: "ip" };
    Reflect.deleteProperty(shared, "accountId");
    const input = inputOf(portfolio, plan, { readings: { buckets: [orders, shared] } });
    expect(readingsOf(throttle, input).map(({ outcome, reading }) => [outcome, reading])).toEqual([
      ["pass", "80"],
      ["deny", "81"],
    ]);
  });

  it("has nothing to say of another venue, environment or account", () => {
    for (const elsewhere of [{ venue: "other" }, { accountId: "b" }])
      expect(readingsOf(throttle, judge(elsewhere))).toEqual([]);
    const live = { ...orders, environment: "live" } as const;
    Reflect.deleteProperty(live, "accountId");
    expect(readingsOf(throttle, oneLeg({}, {}, { readings: { buckets: [live] } }))).toEqual([]);
  });

  it("denies while the venue refuses everything, and tells for how long", () => {
    expect(denials(throttle, judge({ used: 0, perOrder: 0, stoppedForMs: 30_500 }))).toEqual([
      "The venue takes no requests for 30.5 s (Orders in 10 s). Wait.",
    ]);
  });

  it("warns of a proven reduction and does not hold it back", () => {
    const state = { positions: [positionOf(PERP, "1")] };
    const readings = { buckets: [{ ...orders, used: 100 }] };
    expect(readingsOf(throttle, oneLeg({ side: "sell" }, state, { readings }))[0]).toMatchObject({
      outcome: "warn",
    });
  });
});
