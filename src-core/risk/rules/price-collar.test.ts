import { describe, expect, it } from "vitest";
import type { Quote } from "../../market/quote.ts";
import type { GateInput } from "../gate-input.ts";
import {
  NOW_MS,
  PERP,
  denials,
  oneLeg,
  portfolioOf,
  positionOf,
  quoteOf,
  readingsOf,
  d,
  without,
} from "../testing/gate-fixture.ts";
import { priceCollar } from "./price-collar.ts";

const collar = { limits: { "environment:paper": { priceCollarBps: d("200") } } } as const;
const long = { positions: [positionOf(PERP, "5")] };

function withQuote(input: GateInput, changes: Partial<Quote>): GateInput {
  const accounts = Object.values(input.portfolio.accounts);
  return {
    ...input,
    portfolio: portfolioOf(accounts, { quotes: new Map([[PERP.key, quoteOf(PERP, changes)]]) }),
  };
}

describe("price-collar", () => {
  it("passes exactly at the collar and denies one tick beyond, against us only", () => {
    const buy = (price: string) => oneLeg({ type: "limit", price: d(price) }, {}, collar);
    const sell = (price: string) => oneLeg({ type: "limit", price: d(price), side: "sell" }, {}, collar);
    expect(denials(priceCollar, buy("51000"))).toEqual([]);
    expect(denials(priceCollar, buy("51000.1"))).toEqual([
      "Price is 200.02 bps against you from the reference, over the collar of 200 bps for paper accounts.",
    ]);
    expect(denials(priceCollar, buy("1"))).toEqual([]);
    expect(denials(priceCollar, sell("49000"))).toEqual([]);
    expect(denials(priceCollar, sell("48999.9"))).toHaveLength(1);
    expect(denials(priceCollar, sell("99999"))).toEqual([]);
  });

  it("denies what is over by less than the reading's digits can show", () => {
    const input = withQuote(oneLeg({ type: "limit", price: d("51000.000001") }, {}, collar), {});
    expect(denials(priceCollar, input)).toHaveLength(1);
  });

  it("takes a market order at the far touch", () => {
    expect(denials(priceCollar, withQuote(oneLeg({}, {}, collar), { ask: d("51000") }))).toEqual([]);
    expect(denials(priceCollar, withQuote(oneLeg({}, {}, collar), { ask: d("51000.1") }))).toHaveLength(1);
    expect(
      denials(priceCollar, withQuote(oneLeg({ side: "sell" }, {}, collar), { bid: d("48999") })),
    ).toHaveLength(1);
  });

  it("takes a market order at the worst price that the plan would sweep to", () => {
    const asks = ["50001", "50400", "51000.1"].map((price) => ({ price: d(price), quantity: d("1") }));
    const depths = new Map([[PERP.key, { book: { listing: PERP.key, bids: [], asks, atMs: NOW_MS } }]]);
    const buy = (quantity: string): GateInput => {
      const input = withQuote(oneLeg({ quantity: d(quantity) }, {}, collar), { askQuantity: d("1") });
      return { ...input, portfolio: { ...input.portfolio, depths } };
    };
    expect(denials(priceCollar, buy("1"))).toEqual([]);
    expect(denials(priceCollar, buy("2"))).toEqual([]);
    expect(denials(priceCollar, buy("2.001"))).toEqual([
      "Estimated price is 200.02 bps against you from the reference, over the collar of 200 bps for paper accounts.",
    ]);
    expect(denials(priceCollar, buy("3.001"))[0]).toMatch(
      /^The book of BTC\/USDT:USDT is not known deep enough/,
    );
    const unknown = buy("1.001");
    const bookless = { ...unknown, portfolio: { ...unknown.portfolio, depths: new Map() } };
    expect(denials(priceCollar, bookless)[0]).toMatch(
      /not known deep enough for a market order of this size/,
    );
  });

  it("counts the plan's other market orders at the listing into the sweep", () => {
    const asks = ["50001", "51100"].map((price) => ({ price: d(price), quantity: d("1") }));
    const depths = new Map([[PERP.key, { book: { listing: PERP.key, bids: [], asks, atMs: NOW_MS } }]]);
    const one = withQuote(oneLeg({ quantity: d("0.6") }, {}, collar), { askQuantity: d("1") });
    const [leg] = one.plan.body.legs;
    if (leg === undefined) throw new Error("the input has a leg");
    const both = { ...one.plan, body: { ...one.plan.body, legs: [leg, leg] } };
    const portfolio = { ...one.portfolio, depths };
    expect(denials(priceCollar, { ...one, portfolio })).toEqual([]);
    expect(denials(priceCollar, { ...one, plan: both, portfolio })).toHaveLength(2);
  });

  it("holds triggers too", () => {
    const stop = (trigger: string) => oneLeg({ type: "stop", trigger: d(trigger) }, {}, collar);
    expect(denials(priceCollar, stop("51000"))).toEqual([]);
    expect(denials(priceCollar, stop("51001"))).toHaveLength(1);
  });

  it("measures from the index where there is no mark, and from the middle of the touch last", () => {
    const quote = quoteOf(PERP);
    const unmarked = without(quote, "mark");
    const bare = without(unmarked, "index");
    const accounts = oneLeg().portfolio.accounts;
    const withOnly = (only: Quote) => ({
      ...oneLeg({ type: "limit", price: d("51000") }, {}, collar),
      portfolio: portfolioOf(Object.values(accounts), { quotes: new Map([[PERP.key, only]]) }),
    });
    expect(denials(priceCollar, withOnly({ ...unmarked, index: d("49990") }))).toHaveLength(1);
    expect(denials(priceCollar, withOnly(unmarked))).toEqual([]);
    expect(denials(priceCollar, withOnly(bare))).toEqual([]);
    const oneSided = without(bare, "bid");
    expect(denials(priceCollar, withOnly(oneSided))[0]).toMatch(/No fresh reference price/);
  });

  it("denies increases while mark and index disagree", () => {
    const input = oneLeg({ type: "limit", price: d("50000") }, {}, collar);
    expect(denials(priceCollar, withQuote(input, { mark: d("51500") }))).toEqual([]);
    expect(denials(priceCollar, withQuote(input, { mark: d("51501") }))[0]).toMatch(/apart/);
  });

  it("denies an increase without a fresh reference or without the touch that a market order needs", () => {
    expect(denials(priceCollar, withQuote(oneLeg({}, {}, collar), { atMs: NOW_MS - 3_001 }))[0]).toMatch(
      /No fresh reference/,
    );
    const askless = without(quoteOf(PERP), "ask");
    const portfolio = portfolioOf(Object.values(oneLeg().portfolio.accounts), {
      quotes: new Map([[PERP.key, askless]]),
    });
    expect(denials(priceCollar, { ...oneLeg({}, {}, collar), portfolio })[0]).toMatch(/No ask price/);
  });

  it("lets a proven reduction go at market through a gap, and protective stops sit far away", () => {
    const sell = { side: "sell", quantity: d("5"), reduceOnly: true } as const;
    expect(denials(priceCollar, withQuote(oneLeg(sell, long, collar), { bid: d("30000") }))).toEqual([]);
    const stop = { ...sell, type: "stop-limit", trigger: d("40000"), price: d("39500") } as const;
    expect(denials(priceCollar, oneLeg(stop, long, collar))).toEqual([]);
    expect(denials(priceCollar, oneLeg({ ...stop, price: d("39000") }, long, collar))).toHaveLength(1);
  });

  it("keeps the collar on a typed limit price of a reduction, and warns where it cannot be measured", () => {
    const sell = {
      side: "sell",
      quantity: d("5"),
      reduceOnly: true,
      type: "limit",
      price: d("40000"),
    } as const;
    expect(denials(priceCollar, oneLeg(sell, long, collar))).toHaveLength(1);
    const stale = withQuote(oneLeg(sell, long, collar), { atMs: NOW_MS - 60_000 });
    expect(readingsOf(priceCollar, stale).map((reading) => reading.outcome)).toEqual(["warn"]);
  });
});
