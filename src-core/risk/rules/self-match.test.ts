import { describe, expect, it } from "vitest";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import type { Account } from "../../portfolio/account.ts";
import {
  PERP,
  accountOf,
  denials,
  inputOf,
  legOf,
  planOf,
  portfolioOf,
  positionOf,
  stateOf,
  termsOf,
  workingOf,
  d,
} from "../testing/gate-fixture.ts";
import type { WorkingOrder } from "../../portfolio/portfolio.ts";
import { selfMatch } from "./self-match.ts";

const buy = (terms: Partial<OrderTerms> = {}): OrderTerms => termsOf({ side: "buy", ...terms });
const sell = (terms: Partial<OrderTerms> = {}): OrderTerms => termsOf({ side: "sell", ...terms });
const at = (price: string) => ({ type: "limit", price: d(price) }) as const;

/** Our order on account a against one order that works on account b. */
function meet(
  ours: OrderTerms,
  theirs: OrderTerms,
  other: Partial<Account> = {},
  order: Partial<WorkingOrder> = {},
) {
  const states = [
    stateOf(accountOf("a")),
    stateOf(accountOf("b", other), { working: [workingOf("w", theirs, order)] }),
  ];
  return denials(selfMatch, inputOf(portfolioOf(states), planOf([legOf("a", ours)])));
}

describe("self-match", () => {
  it("denies a limit order that meets an own order at its price, and passes one tick away", () => {
    expect(meet(buy(at("50000")), sell(at("50000")))).toEqual([
      "The order could trade with the open sell of Paper b at 50000 in BTC/USDT:USDT: both belong to me. Cancel that order or change the price.",
    ]);
    expect(meet(buy(at("49999.9")), sell(at("50000")))).toEqual([]);
    expect(meet(sell(at("50000")), buy(at("50000")))).toHaveLength(1);
    expect(meet(sell(at("50000.1")), buy(at("50000")))).toEqual([]);
  });

  it("looks at orders that are pending or unknown, in every account of the owner", () => {
    expect(meet(buy(at("50000")), sell(at("50000")), {}, { certainty: "unknown" })).toHaveLength(1);
    expect(
      meet(buy(at("50000")), sell(at("50000")), {}, { certainty: "pending", origin: "bot:grid" }),
    ).toHaveLength(1);
    expect(meet(buy(at("50000")), sell(at("50000")), { owner: "client" })).toEqual([]);
    expect(meet(buy(at("50000")), sell(at("50000")), { environment: "live" })).toEqual([]);
    expect(meet(buy(at("50000")), buy(at("50000")))).toEqual([]);
    expect(meet(buy(at("50000")), sell({ ...at("50000"), listing: "sim:BTCUSD" }))).toEqual([]);
  });

  it("takes an order whose trigger has fired for what it is then: at rest at its price", () => {
    const waiting = buy({ type: "stop-limit", price: d("49900"), trigger: d("50300") });
    const market = sell({ type: "market", timeInForce: "IOC" });
    expect(meet(market, waiting)).toEqual([]);
    expect(meet(market, waiting, {}, { triggered: true })).toHaveLength(1);
    expect(meet(sell(at("49900")), waiting, {}, { triggered: true })).toHaveLength(1);
    expect(meet(sell(at("49900.1")), waiting, {}, { triggered: true })).toEqual([]);
    const stop = buy({ type: "stop", trigger: d("50300") });
    expect(meet(market, stop, {}, { triggered: true })).toEqual([]);
  });

  it("takes a market order to sweep two percent beyond the touch", () => {
    expect(meet(buy(), sell(at("51001")))).toHaveLength(1);
    expect(meet(buy(), sell(at("51001.1")))).toEqual([]);
    expect(meet(sell(), buy(at("49000")))).toHaveLength(1);
    expect(meet(sell(), buy(at("48999")))).toEqual([]);
  });

  it("takes a market order for boundless where no price is known", () => {
    const states = [stateOf(accountOf("a"), { working: [workingOf("w", sell(at("99999")))] })];
    const portfolio = portfolioOf(states, { quotes: new Map() });
    expect(denials(selfMatch, inputOf(portfolio, planOf([legOf("a", buy())])))).toHaveLength(1);
  });

  it("does not see a match where neither order rests", () => {
    expect(meet(buy(), sell(), {}, { certainty: "pending" })).toEqual([]);
    expect(
      meet(buy({ ...at("50000"), timeInForce: "IOC" }), sell({ ...at("50000"), timeInForce: "FOK" })),
    ).toEqual([]);
  });

  it("lets a position grow above its own stop-loss, and denies a bid that the stop would hit", () => {
    const stopLoss = sell({ type: "stop", trigger: d("45000") });
    expect(meet(buy(), stopLoss)).toEqual([]);
    expect(meet(buy(at("49000")), stopLoss)).toEqual([]);
    expect(meet(buy(at("45000")), stopLoss)).toHaveLength(1);
    expect(meet(buy(at("44100")), stopLoss)).toHaveLength(1);
    expect(meet(buy(at("44099.9")), stopLoss)).toEqual([]);
  });

  it("holds a stop-limit to its limit, and finds two that wake together", () => {
    const stopLimit = sell({ type: "stop-limit", trigger: d("45000"), price: d("44900") });
    expect(meet(buy(at("44900")), stopLimit)).toHaveLength(1);
    expect(meet(buy(at("44899.9")), stopLimit)).toEqual([]);
    expect(meet(buy({ ...at("44950"), timeInForce: "IOC" }), stopLimit)).toEqual([]);
    const breakout = buy({ type: "stop-limit", trigger: d("55000"), price: d("55100") });
    expect(
      meet(breakout, sell({ type: "take-profit-limit", trigger: d("55050"), price: d("55050") })),
    ).toHaveLength(1);
    expect(
      meet(breakout, sell({ type: "take-profit-limit", trigger: d("55200"), price: d("55200") })),
    ).toEqual([]);
    expect(meet(sell({ type: "stop", trigger: d("45000") }), buy(at("45000")))).toHaveLength(1);
  });

  it("finds two legs of the plan that would meet, once", () => {
    const portfolio = portfolioOf([
      stateOf(accountOf("a")),
      stateOf(accountOf("b")),
      stateOf(accountOf("c", { owner: "client" })),
    ]);
    const judge = (first: OrderTerms, second: OrderTerms, account = "b") =>
      denials(selfMatch, inputOf(portfolio, planOf([legOf("a", first), legOf(account, second)])));
    expect(judge(buy(at("50000")), sell(at("50000")))).toHaveLength(1);
    expect(judge(buy(at("50000")), sell(at("50000")))[0]).toContain("the plan's own buy of Paper a at 50000");
    expect(judge(buy(at("50000")), sell(at("50000")), "c")).toEqual([]);
    expect(judge(buy(), sell())).toEqual([]);
  });

  it("does not exempt a reduction: it would trade with its owner all the same", () => {
    const state = stateOf(accountOf("a"), {
      positions: [positionOf(PERP, "1")],
      working: [workingOf("w", buy(at("49999")))],
    });
    const leg = legOf("a", sell({ reduceOnly: true, quantity: d("1") }), { effect: "close" });
    expect(denials(selfMatch, inputOf(portfolioOf([state]), planOf([leg])))).toHaveLength(1);
  });
});
