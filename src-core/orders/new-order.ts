// An order at its birth: an intent on disk, nothing sent.
import { ZERO } from "../money/decimal.ts";
import type { Leg } from "../plan/plan.ts";
import type { Order } from "./order.ts";

/** The order of one leg. Times are wall clock. */
export function newOrder(planId: string, leg: number, clientId: string, from: Leg, atMs: number): Order {
  return {
    clientId,
    planId,
    leg,
    accountId: from.accountId,
    terms: from.terms,
    status: "INTENT",
    filled: ZERO,
    filledValue: ZERO,
    knownFilled: ZERO,
    filledOverPrice: ZERO,
    fees: {},
    fillIds: [],
    cancel: { status: "none" },
    createdAtMs: atMs,
    notFound: [],
    updatedAtMs: atMs,
  };
}
