import { describe, expect, it } from "vitest";
import {
  EMPTY_TICKET,
  type TicketAction,
  type TicketState,
  reduceTicket,
  tidyNumber,
  toDraft,
} from "./ticket.ts";
import { type TicketListing, ticketProblems } from "./ticket-problems.ts";
import { ticketSummary } from "./ticket-summary.ts";

const LISTING: TicketListing & { readonly name: string } = {
  name: "BTC/USDT:USDT",
  sizeUnit: "BTC",
  quote: "USDT",
  tick: "0.5",
  lot: "0.001",
  minQuantity: "0.002",
  minNotional: "100",
};

function ticket(change: Partial<TicketState> = {}): TicketState {
  return {
    ...EMPTY_TICKET,
    groupId: "g",
    listing: "sim:BTCUSDT",
    quantity: "0.5",
    price: "64000",
    ...change,
  };
}

function problems(change: Partial<TicketState>, listing: Partial<TicketListing> = {}) {
  return ticketProblems(ticket(change), { ...LISTING, ...listing }).map(({ field, code }) => [field, code]);
}

describe("reduceTicket", () => {
  it.each<[TicketAction, Partial<TicketState>]>([
    [{ kind: "typed", field: "quantity", text: "2" }, { quantity: "2" }],
    [{ kind: "typed", field: "quantity", text: "1".repeat(99) }, { quantity: "1".repeat(64) }],
    [{ kind: "stepped", field: "price", step: "0.5", times: 10 }, { price: "64005.0" }],
    [
      { kind: "chosen", choices: { side: "sell", reduceOnly: true } },
      { side: "sell", reduceOnly: true },
    ],
    [{ kind: "price-picked", price: "63000" }, { price: "63000" }],
    [
      { kind: "listing-chosen", listing: "other" },
      { listing: "other", quantity: "", price: "", trigger: "" },
    ],
    [{ kind: "listing-chosen", listing: "sim:BTCUSDT" }, {}],
    [{ kind: "cleared" }, { quantity: "", price: "", trigger: "" }],
  ])("%o changes exactly %o", (action, change) => {
    expect(reduceTicket(ticket(), action)).toEqual(ticket(change));
  });

  it.each([
    ["market", "limit"],
    ["stop", "stop-limit"],
    ["take-profit", "take-profit-limit"],
    ["stop-limit", "stop-limit"],
  ] as const)("a picked price makes %s a %s", (before, after) => {
    const picked = reduceTicket(ticket({ type: before }), { kind: "price-picked", price: "1" });
    expect(picked.type).toBe(after);
  });
});

describe("toDraft", () => {
  it("carries only the prices that the type uses", () => {
    expect(toDraft(ticket({ type: "market", trigger: "1" }))).not.toHaveProperty("price");
    expect(toDraft(ticket({ type: "market", trigger: "1" }))).not.toHaveProperty("trigger");
    expect(toDraft(ticket({ type: "stop-limit", trigger: " .5 " }))).toMatchObject({
      price: "64000",
      trigger: "0.5",
    });
  });
  it("carries what the size is counted in, the stop and the volatility only where the method reads them", () => {
    const full = { quantityIn: "risk", stop: " 63000 ", annualVolatility: "60" } as const;
    const keys = (change: Partial<TicketState>) => {
      const draft = toDraft(ticket({ ...full, ...change }));
      return [draft.quantityIn, draft.stop, draft.annualVolatility];
    };
    expect(keys({ method: "equal" })).toEqual(["risk", "63000", undefined]);
    expect(keys({ method: "equal", quantityIn: "notional" })).toEqual(["notional", undefined, undefined]);
    expect(keys({ method: "risk" })).toEqual([undefined, "63000", undefined]);
    expect(keys({ method: "volatility" })).toEqual([undefined, undefined, "60"]);
    expect(keys({ method: "change" })).toEqual([undefined, undefined, undefined]);
  });
  it.each([
    [" 5. ", "5"],
    ["-.25", "-0.25"],
    ["1,5", "1,5"],
    [".", "."],
  ])("tidies %s to %s", (typed, tidy) => {
    expect(tidyNumber(typed)).toBe(tidy);
  });
});

describe("ticketProblems", () => {
  it("has nothing to say about a good ticket", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ type: "market", price: "" })).toEqual([]);
    expect(problems({ postOnly: true })).toEqual([]);
  });

  it.each<[Partial<TicketState>, readonly (readonly string[])[]]>([
    [{ groupId: "" }, [["groupId", "required"]]],
    [{ quantity: "  " }, [["quantity", "required"]]],
    [{ quantity: "1,5" }, [["quantity", "not-a-number"]]],
    [{ quantity: "1e3" }, [["quantity", "not-a-number"]]],
    [{ quantity: "0" }, [["quantity", "not-positive"]]],
    [{ quantity: "-1" }, [["quantity", "not-positive"]]],
    [{ quantity: "0.0025" }, [["quantity", "off-lot"]]],
    [{ quantity: "0.001", price: "200000" }, [["quantity", "below-minimum"]]],
    [{ quantity: "0.002", price: "100" }, [["quantity", "below-notional"]]],
    [{ price: "" }, [["price", "required"]]],
    [{ price: "64000.3" }, [["price", "off-tick"]]],
    [{ price: "0" }, [["price", "not-positive"]]],
    [{ type: "stop", trigger: "" }, [["trigger", "required"]]],
    [{ type: "stop", trigger: "1.1" }, [["trigger", "off-tick"]]],
    [{ type: "market", postOnly: true }, [["postOnly", "post-only-needs-limit"]]],
    [{ timeInForce: "IOC", postOnly: true }, [["postOnly", "post-only-needs-gtc"]]],
    [
      { quantity: "", price: "" },
      [
        ["quantity", "required"],
        ["price", "required"],
      ],
    ],
  ])("%o is %o", (change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it("names the nearest ticks and lots", () => {
    const [off] = ticketProblems(ticket({ price: "64000.3" }), LISTING);
    expect(off?.nearest).toEqual(["64000", "64000.5"]);
    expect(off?.message).toBe("Prices go in steps of 0.5. Nearest: 64000 or 64000.5.");
    const [low] = ticketProblems(ticket({ quantity: "0.0004" }), LISTING);
    expect(low?.nearest).toEqual(["0.001"]);
  });

  it("asks only for a listing while there is none", () => {
    const all = ticketProblems(ticket({ listing: "", quantity: "" }), undefined);
    expect(all.map(({ field, code }) => [field, code])).toEqual([["listing", "required"]]);
  });

  it("reads the quantity as the method means it", () => {
    expect(problems({ method: "change", quantity: "-12.5" })).toEqual([]);
    expect(problems({ method: "change", quantity: "0" })).toEqual([["quantity", "not-positive"]]);
    expect(problems({ method: "quantity", quantity: "" })).toEqual([]);
  });

  it("judges lots only where the size is counted in them", () => {
    expect(problems({ quantityIn: "notional", quantity: "250.37" })).toEqual([]);
    expect(problems({ quantityIn: "equity-percent", quantity: "12.345" })).toEqual([]);
    expect(problems({ quantityIn: "notional", quantity: "-1" })).toEqual([["quantity", "not-positive"]]);
    expect(problems({ quantityIn: "notional", method: "change", quantity: "-1" })).toEqual([]);
  });

  it.each<[Partial<TicketState>, readonly (readonly string[])[]]>([
    [{ quantityIn: "risk", quantity: "500", stop: "63000" }, []],
    [{ quantityIn: "risk", quantity: "500" }, [["stop", "required"]]],
    [{ quantityIn: "risk", quantity: "500", stop: "64000" }, [["stop", "wrong-side"]]],
    [{ quantityIn: "risk", quantity: "500", stop: "63000", side: "sell" }, [["stop", "wrong-side"]]],
    [{ quantityIn: "risk", quantity: "500", stop: "65000", type: "market" }, []],
    [{ method: "risk", quantity: "1", stop: "0" }, [["stop", "not-positive"]]],
    [{ method: "volatility", quantity: "10" }, [["annualVolatility", "required"]]],
    [{ method: "volatility", quantity: "10", annualVolatility: "60" }, []],
  ])("a size of its own kind: %o is %o", (change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it("counts an inverse size itself as its notional", () => {
    const inverse = { sizeUnit: "USD", quote: "USD", lot: "1", minQuantity: "1" };
    expect(problems({ quantity: "100" }, inverse)).toEqual([]);
    expect(problems({ quantity: "99" }, inverse)).toEqual([["quantity", "below-notional"]]);
  });
});

describe("ticketSummary", () => {
  it.each<[Partial<TicketState>, string]>([
    [{}, "Buy 0.5 BTC BTC/USDT:USDT, limit at 64000"],
    [{ postOnly: true }, "Buy 0.5 BTC BTC/USDT:USDT, limit at 64000, post-only"],
    [{ type: "market", side: "sell", reduceOnly: true }, "Sell 0.5 BTC BTC/USDT:USDT, market, reduce-only"],
    [
      { type: "stop-limit", trigger: "65000", timeInForce: "FOK" },
      "Buy 0.5 BTC BTC/USDT:USDT, stop limit at 64000, trigger 65000, FOK",
    ],
    [{ method: "change", quantity: "10" }, "Buy 10% BTC/USDT:USDT, limit at 64000"],
    [{ quantity: "", price: "" }, "Buy BTC/USDT:USDT, limit"],
  ])("%o reads: %s", (change, sentence) => {
    expect(ticketSummary(ticket(change), LISTING)).toBe(sentence);
  });
});
