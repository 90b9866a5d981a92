import { describe, expect, it } from "vitest";
import type { Limits } from "../limits.ts";
import {
  INVERSE,
  NOW_MS,
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
  quoteOf,
  readingsOf,
  stateOf,
  termsOf,
  workingOf,
  d,
  without,
} from "../testing/gate-fixture.ts";
import { exposure } from "./exposure.ts";

const paper = (limits: Limits) => ({ limits: { "environment:paper": limits } }) as const;
const order = termsOf({ quantity: d("1") });
const two = portfolioOf([
  stateOf(accountOf("a"), { positions: [positionOf(PERP, "1")] }),
  stateOf(accountOf("b"), { positions: [positionOf(PERP, "-2")] }),
]);

describe("exposure", () => {
  it("adds up the worst case of all accounts of the environment: exactly at the limit passes", () => {
    const judge = (limits: Limits) =>
      readingsOf(exposure, inputOf(two, planOf([legOf("a", order)]), paper(limits)));
    expect(judge({ maxGrossExposure: d("200004") })[0]).toMatchObject({
      outcome: "pass",
      reading: "200004",
      scope: "environment:paper",
    });
    expect(judge({ maxGrossExposure: d("200003") })[0]).toMatchObject({ outcome: "deny" });
    expect(judge({ maxNetExposure: d("50001") })[0]).toMatchObject({ outcome: "pass", reading: "50001" });
    expect(judge({ maxNetExposure: d("50000") })[0]?.message).toBe(
      "Net exposure of paper accounts could reach 50,001.00 USD with all open orders, over the limit of 50,000.00.",
    );
  });

  it("takes an account's or a group's limit for that account or group alone", () => {
    const limits = {
      "environment:paper": {},
      "account:a": { maxGrossExposure: d("100002") },
      "account:b": { maxGrossExposure: d("1") },
    } as const;
    expect(readingsOf(exposure, inputOf(two, planOf([legOf("a", order)]), { limits }))).toMatchObject([
      { outcome: "pass", accountId: "a", scope: "account:a", reading: "100002" },
    ]);
  });

  it("never adds paper to live at one venue", () => {
    const live = stateOf(accountOf("l", { environment: "live" }), { positions: [positionOf(PERP, "9")] });
    const portfolio = portfolioOf([...Object.values(two.accounts), live]);
    const limits = { "environment:paper": {}, "venue:sim": { maxGrossExposure: d("200004") } } as const;
    expect(denials(exposure, inputOf(portfolio, planOf([legOf("a", order)]), { limits }))).toEqual([]);
  });

  it("counts working orders both ways, coins as long, and inverse sizes as value", () => {
    const state = stateOf(accountOf("a"), {
      balances: [balanceOf("USDT", "1"), balanceOf("BTC", "2")],
      positions: [positionOf(INVERSE, "-100000")],
      working: [
        workingOf("w", termsOf({ side: "sell", type: "limit", price: d("50001"), quantity: d("3") })),
      ],
    });
    const [gross, net] = readingsOf(
      exposure,
      inputOf(
        portfolioOf([state]),
        planOf([legOf("a", order)]),
        paper({ maxGrossExposure: d("1"), maxNetExposure: d("1") }),
      ),
    );
    // Coins 2 x 50,000 (index), inverse 100,000, and the perpetual reaches 3 x 50,001 short or 1 x 50,001 long.
    expect(gross?.reading).toBe("350003");
    expect(net?.reading).toBe("150003");
  });

  it("counts a coin once, whether or not orders move it", () => {
    const judge = (...working: readonly ReturnType<typeof workingOf>[]) => {
      const state = stateOf(accountOf("a"), {
        balances: [balanceOf("USDT", "9"), balanceOf("BTC", "2")],
        working,
      });
      const plan = planOf([legOf("a", order)]);
      return readingsOf(exposure, inputOf(portfolioOf([state]), plan, paper({ maxGrossExposure: d("1") })))[0]
        ?.reading;
    };
    // The perpetual reaches 50,001. Coins alone count at the index, under an order at the highest price of its listing.
    expect(judge()).toBe("150001");
    const sell = termsOf({
      listing: SPOT.key,
      side: "sell",
      type: "limit",
      price: d("60000"),
      quantity: d("1"),
    });
    expect(judge(workingOf("w", sell))).toBe("150003");
  });

  it("divides by the equity of the same accounts for leverage", () => {
    const judge = (equity: string | undefined, maxLeverage = "2") => {
      const equities = equity === undefined ? {} : { a: { equity: d(equity) } };
      return readingsOf(
        exposure,
        oneLeg(
          { quantity: d("1") },
          {},
          { ...paper({ maxLeverage: d(maxLeverage) }), readings: { equities } },
        ),
      )[0];
    };
    expect(judge("25000.5")).toMatchObject({ outcome: "pass", reading: "2", limit: "2" });
    expect(judge("25000.49")).toMatchObject({ outcome: "deny", reading: "2.0001" });
    expect(judge("0")).toMatchObject({ outcome: "deny" });
    expect(judge(undefined)?.message).toMatch(/equity of Paper a is missing/);
  });

  it("denies when one price, rate or account is not known, and says which", () => {
    const limits = paper({ maxGrossExposure: d("1000000000") });
    const plan = planOf([legOf("a", order)]);
    const judge = (portfolio: typeof two) => denials(exposure, inputOf(portfolio, plan, limits))[0];
    const never = without(stateOf(accountOf("b")), "syncedAtMs");
    expect(judge(portfolioOf([stateOf(accountOf("a")), never]))).toMatch(
      /the positions of Paper b is missing/,
    );
    const coin = stateOf(accountOf("b"), { balances: [balanceOf("XYZ", "1")] });
    expect(judge(portfolioOf([stateOf(accountOf("a")), coin]))).toMatch(/price of XYZ, held in Paper b/);
    const stale = new Map([[PERP.key, quoteOf(PERP, { atMs: NOW_MS - 60_001 })]]);
    expect(judge({ ...two, quotes: stale })).toMatch(/price of BTC\/USDT:USDT/);
    const unlisted = stateOf(accountOf("b"), { positions: [positionOf({ ...PERP, key: "sim:GONE" }, "1")] });
    expect(judge(portfolioOf([stateOf(accountOf("a")), unlisted]))).toMatch(/the listing sim:GONE/);
  });

  it("is silent for a plan that only reduces, and where no such limit is set", () => {
    const state = { positions: [positionOf(PERP, "1")] };
    const sell = oneLeg({ side: "sell", quantity: d("1") }, state, paper({ maxGrossExposure: d("1") }));
    expect(readingsOf(exposure, sell)).toEqual([]);
    expect(readingsOf(exposure, oneLeg())).toEqual([]);
  });
});
