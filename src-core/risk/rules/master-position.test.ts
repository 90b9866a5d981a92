import { describe, expect, it } from "vitest";
import {
  PERP,
  accountOf,
  d,
  denials,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  positionOf,
  readingsOf,
  stateOf,
  termsOf,
  workingOf,
} from "../testing/gate-fixture.ts";
import { masterPosition } from "./master-position.ts";

const limits = { "environment:paper": { maxMasterPositionNotional: d("100000") } };
const of = (id: string, master: string, changes: Parameters<typeof stateOf>[1] = {}) =>
  stateOf(accountOf(id, { master }), changes);
const buy = planOf([legOf("a", termsOf({ quantity: d("1") }))]);

describe("position of a venue user", () => {
  it("adds up the accounts of one user id, their open orders too", () => {
    const b = {
      positions: [positionOf(PERP, "0.5")],
      working: [workingOf("w", termsOf({ quantity: d("0.4") }))],
    };
    const input = inputOf(portfolioOf([of("a", "m"), of("b", "m", b)]), buy, { limits });
    expect(readingsOf(masterPosition, input)[0]).toMatchObject({ outcome: "pass", reading: "95001.9" });
    const more = { ...b, positions: [positionOf(PERP, "0.6")] };
    const over = inputOf(portfolioOf([of("a", "m"), of("b", "m", more)]), buy, { limits });
    expect(denials(masterPosition, over)[0]).toMatch(
      /All accounts of user m .* over the limit of 100,000.00/,
    );
  });

  it("leaves out other users, and does not let a short of one account hide a long of another", () => {
    const strangers = portfolioOf([of("a", "m"), of("b", "n", { positions: [positionOf(PERP, "9")] })]);
    expect(readingsOf(masterPosition, inputOf(strangers, buy, { limits }))[0]).toMatchObject({
      reading: "50001",
    });
    const hedged = portfolioOf([
      of("a", "m", { positions: [positionOf(PERP, "1.5")] }),
      of("b", "m", { positions: [positionOf(PERP, "-2")] }),
    ]);
    expect(denials(masterPosition, inputOf(hedged, buy, { limits }))).toHaveLength(1);
  });

  it("denies while the position of one of them is not known", () => {
    const unknown = of("b", "m");
    Reflect.deleteProperty(unknown, "syncedAtMs");
    const input = inputOf(portfolioOf([of("a", "m"), unknown]), buy, { limits });
    expect(denials(masterPosition, input)[0]).toMatch(/position of Paper b is not known/);
  });
});
