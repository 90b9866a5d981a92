import { describe, expect, it } from "vitest";
import type { Hold } from "../hold.ts";
import {
  NOW_MS,
  PERP,
  d,
  denials,
  oneLeg,
  positionOf,
  readingsOf,
  planOf,
  legOf,
  termsOf,
} from "../testing/gate-fixture.ts";
import { hold } from "./hold.ts";

const handsOff: Hold = { accountId: "a", listing: PERP.key, kind: "hands-off", sinceMs: NOW_MS };
const held = { positions: [positionOf(PERP, "1")] };
const closing = termsOf({ side: "sell", quantity: d("1"), reduceOnly: true });
const gesture = (name: "flatten" | "rebalance") =>
  planOf([legOf("a", name === "flatten" ? closing : termsOf())], { body: { gesture: name } });

describe("hold", () => {
  it("denies its account and listing, reductions too, and nothing else", () => {
    expect(denials(hold, oneLeg({}, {}, { holds: [handsOff] }))).toEqual([
      "BTC/USDT:USDT of Paper a is on hold (hands off). Clear the hold in the Risk panel first.",
    ]);
    expect(denials(hold, oneLeg({ side: "sell" }, held, { holds: [handsOff] }))).toHaveLength(1);
    for (const other of [
      { ...handsOff, accountId: "b" },
      { ...handsOff, listing: "sim:ETHUSDT" },
    ])
      expect(readingsOf(hold, oneLeg({}, {}, { holds: [other] }))).toEqual([]);
  });

  it("lets a flatten close what it can prove to shrink, and says so", () => {
    const plan = gesture("flatten");
    expect(readingsOf(hold, oneLeg({}, held, { holds: [handsOff], plan }))[0]).toMatchObject({
      outcome: "warn",
    });
    expect(denials(hold, oneLeg({}, {}, { holds: [handsOff], plan }))).toHaveLength(1);
  });

  it("of a bot lets a hand trade and stops a rebalance", () => {
    const botOff: Hold = { ...handsOff, kind: "bot-off" };
    expect(readingsOf(hold, oneLeg({}, {}, { holds: [botOff] }))).toEqual([]);
    expect(denials(hold, oneLeg({}, {}, { holds: [botOff], plan: gesture("rebalance") }))).toHaveLength(1);
  });
});
