import { describe, expect, it } from "vitest";
import { PERP, d, denials, oneLeg, positionOf, readingsOf } from "../testing/gate-fixture.ts";
import { allowlist } from "./allowlist.ts";

const under = (environment: readonly string[] | undefined, account?: readonly string[]) =>
  oneLeg(
    {},
    {},
    {
      limits: {
        "environment:paper": environment === undefined ? {} : { allowlist: environment },
        ...(account === undefined ? {} : { "account:a": { allowlist: account } }),
      },
    },
  );

describe("allowlist", () => {
  it("says nothing where no scope has a list", () => {
    expect(readingsOf(allowlist, under(undefined))).toEqual([]);
  });

  it("denies a listing that a list does not name, and an empty list names none", () => {
    expect(readingsOf(allowlist, under([PERP.key]))[0]).toMatchObject({ outcome: "pass" });
    expect(denials(allowlist, under(["sim:ETHUSDT"]))).toEqual([
      "BTC/USDT:USDT is not among the instruments allowed for paper accounts. Add it in Limits if it should be.",
    ]);
    expect(denials(allowlist, under([]))).toHaveLength(1);
  });

  it("asks every scope: one list that lacks it is enough, and is named", () => {
    expect(readingsOf(allowlist, under([PERP.key], ["sim:ETHUSDT"]))[0]).toMatchObject({
      outcome: "deny",
      scope: "account:a",
    });
    expect(denials(allowlist, under([PERP.key], [PERP.key]))).toEqual([]);
  });

  it("lets a position go that is on no list", () => {
    const limits = { "environment:paper": { allowlist: [] } };
    const state = { positions: [positionOf(PERP, "1")] };
    expect(denials(allowlist, oneLeg({ side: "sell", quantity: d("1") }, state, { limits }))).toEqual([]);
  });
});
