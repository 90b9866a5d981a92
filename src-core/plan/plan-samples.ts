// A small complete plan for tests: each changes only what it is about.
import { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { Leg, Plan, PlanBody } from "./plan.ts";

const d = (text: string): Decimal => Decimal.of(text);

export function sampleLeg(accountId: string, quantity: string, terms: Partial<OrderTerms> = {}): Leg {
  return {
    accountId,
    listingVersion: 1,
    effect: "open",
    terms: {
      listing: "sim:BTCUSDT",
      side: "buy",
      positionSide: "both",
      type: "limit",
      quantity: d(quantity),
      price: d("50000"),
      timeInForce: "GTC",
      postOnly: false,
      reduceOnly: false,
      ...terms,
    },
  };
}

/** Legs on accounts `a` and `b`, 0.3 together, limit 50,000. */
export function sampleBody(change: Partial<PlanBody> = {}): PlanBody {
  return {
    gesture: "group-order",
    environment: "paper",
    legs: [sampleLeg("a", "0.1"), sampleLeg("b", "0.2")],
    envelope: {
      maximumByLeg: [d("0.1"), d("0.2")],
      maximumTotal: d("0.3"),
      highestBuy: d("50000"),
      deadlineMs: 61_000,
      followUps: [],
    },
    policies: { leftover: "redistribute", denial: "reject-all", failure: "leave" },
    ...change,
  };
}

export function sampleParts(body: PlanBody = sampleBody()): Omit<Plan, "hash"> {
  return {
    planId: "plan-1",
    body,
    madeAtMs: 1_000,
    title: "Buy 0.3 BTC/USDT:USDT limit 50000, 2 accounts of Majors",
    reasons: [],
    unallocated: d("0"),
    listing: "sim:BTCUSDT",
  };
}
