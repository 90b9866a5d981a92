// Terms on the wire, to the last digit, and what is refused before a byte leaves.
import { describe, expect, it } from "vitest";
import type { Listing } from "../../../../src-core/market/listing.ts";
import type { OrderTerms } from "../../../../src-core/order-terms/order-terms.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import { PERP } from "../../../../src-core/risk/testing/gate-fixture.ts";
import { ACCOUNT, BTC, d } from "../testing/loopback-kit.ts";
import { orderParams } from "./order-params.ts";

const LISTING: Listing = { ...PERP, key: BTC, venue: "binance-usdm" };
const HEDGED = { ...ACCOUNT, positionMode: "hedge" } as const;

const terms = (changes: Partial<OrderTerms> = {}): OrderTerms => ({
  listing: BTC,
  side: "buy",
  positionSide: "both",
  type: "limit",
  quantity: d("0.010"),
  price: d("61000.10"),
  timeInForce: "GTC",
  postOnly: false,
  reduceOnly: false,
  ...changes,
});

/** Terms without a limit price. */
function unpriced(changes: Partial<OrderTerms>): OrderTerms {
  const { price: _, ...rest } = terms();
  return { ...rest, ...changes };
}

function params(order: OrderTerms, account: Account = ACCOUNT, listing: Listing | undefined = LISTING) {
  return orderParams(
    account,
    { clientId: "y0000000000000000000000001", accountId: ACCOUNT.id, terms: order },
    listing,
  );
}

const BOOK = {
  newClientOrderId: "y0000000000000000000000001",
  newOrderRespType: "RESULT",
  selfTradePreventionMode: "EXPIRE_MAKER",
};
const ALGO = { clientAlgoId: "y0000000000000000000000001", algoType: "CONDITIONAL" };

describe("orderParams", () => {
  it.each([
    [
      terms(),
      "createOrder",
      { type: "LIMIT", side: "BUY", quantity: "0.01", price: "61000.1", timeInForce: "GTC" },
    ],
    [
      terms({ postOnly: true }),
      "createOrder",
      { type: "LIMIT", side: "BUY", quantity: "0.01", price: "61000.1", timeInForce: "GTX" },
    ],
    [
      terms({ timeInForce: "IOC" }),
      "createOrder",
      { type: "LIMIT", side: "BUY", quantity: "0.01", price: "61000.1", timeInForce: "IOC" },
    ],
    [
      terms({ timeInForce: "FOK", side: "sell", reduceOnly: true }),
      "createOrder",
      {
        type: "LIMIT",
        side: "SELL",
        quantity: "0.01",
        price: "61000.1",
        timeInForce: "FOK",
        reduceOnly: "true",
      },
    ],
    [unpriced({ type: "market" }), "createOrder", { type: "MARKET", side: "BUY", quantity: "0.01" }],
    [
      unpriced({ type: "stop", side: "sell", trigger: d("60000"), triggerBy: "mark" }),
      "createTrigger",
      {
        type: "STOP_MARKET",
        side: "SELL",
        quantity: "0.01",
        triggerPrice: "60000",
        workingType: "MARK_PRICE",
      },
    ],
    [
      unpriced({
        type: "take-profit",
        side: "sell",
        trigger: d("70000"),
        triggerBy: "last",
        reduceOnly: true,
      }),
      "createTrigger",
      {
        type: "TAKE_PROFIT_MARKET",
        side: "SELL",
        quantity: "0.01",
        triggerPrice: "70000",
        workingType: "CONTRACT_PRICE",
        reduceOnly: "true",
      },
    ],
    [
      terms({ type: "stop-limit", trigger: d("62000") }),
      "createTrigger",
      {
        type: "STOP",
        side: "BUY",
        quantity: "0.01",
        price: "61000.1",
        timeInForce: "GTC",
        triggerPrice: "62000",
        workingType: "MARK_PRICE",
      },
    ],
    [
      terms({ type: "take-profit-limit", trigger: d("60000") }),
      "createTrigger",
      {
        type: "TAKE_PROFIT",
        side: "BUY",
        quantity: "0.01",
        price: "61000.1",
        timeInForce: "GTC",
        triggerPrice: "60000",
        workingType: "MARK_PRICE",
      },
    ],
  ] as const)("writes order %# as the venue reads it", (order, endpoint, expected) => {
    const ids = endpoint === "createOrder" ? BOOK : ALGO;
    expect(params(order)).toEqual({ ok: true, endpoint, params: { symbol: "BTCUSDT", ...expected, ...ids } });
  });

  it("names the side in hedge mode and leaves reduceOnly to it", () => {
    const answer = params(terms({ positionSide: "long", side: "sell", reduceOnly: true }), HEDGED);
    expect(answer).toMatchObject({ ok: true, params: { positionSide: "LONG" } });
    expect(answer.ok && "reduceOnly" in answer.params).toBe(false);
  });

  it("never writes an exponent or loses a digit", () => {
    const tiny = { ...LISTING, tick: d("0.00000001"), lot: d("0.00000001") };
    const answer = params(
      terms({ quantity: d("123456789012345.00000001"), price: d("0.00000001") }),
      ACCOUNT,
      tiny,
    );
    expect(answer).toMatchObject({
      ok: true,
      params: { quantity: "123456789012345.00000001", price: "0.00000001" },
    });
  });

  it.each([
    ["another account's order", params(terms(), { ...ACCOUNT, id: "acc-2" })],
    [
      "an unknown listing",
      orderParams(ACCOUNT, { clientId: "y1", accountId: ACCOUNT.id, terms: terms() }, undefined),
    ],
    [
      "a client id that does not fit",
      orderParams(ACCOUNT, { clientId: "no spaces!", accountId: ACCOUNT.id, terms: terms() }, LISTING),
    ],
    ["no quantity", params(terms({ quantity: d("0") }))],
    ["a limit without a price", params(unpriced({ type: "limit" }))],
    ["a market order with a price", params(terms({ type: "market" }))],
    ["a stop without a trigger", params(unpriced({ type: "stop" }))],
    ["a limit with a trigger", params(terms({ trigger: d("1") }))],
    ["a price of zero", params(terms({ price: d("0") }))],
    ["post-only that may take", params(terms({ postOnly: true, timeInForce: "IOC" }))],
    ["half a lot", params(terms({ quantity: d("0.0005") }))],
    ["a price between ticks", params(terms({ price: d("61000.05") }))],
    ["a trigger between ticks", params(unpriced({ type: "stop", trigger: d("0.05") }))],
    ["a hedge side in one-way mode", params(terms({ positionSide: "long" }))],
    ["no hedge side in hedge mode", params(terms(), HEDGED)],
    [
      "a reduce-only that opens a hedge side",
      params(terms({ positionSide: "long", reduceOnly: true }), HEDGED),
    ],
  ])("refuses %s", (_, answer) => {
    expect(answer.ok).toBe(false);
  });
});
