// A change of a working limit order: admitted as a new order would be, then worked again from the end of the queue.
import type { ChangeableTerms } from "../../../src-core/order-terms/order-terms.ts";
import { amendedTerms } from "../../../src-core/order-terms/order-terms.ts";
import { type Refusal, refusal, refusalOf } from "./admission.ts";
import { accountIn, adopt, type Draft, fork, nextNumber, setAhead, write } from "./draft.ts";
import type { LiveOrder } from "./paper-state.ts";
import { enterBook } from "./place-order.ts";

/** The order types that change in place, as at Binance USD-M: conditional orders are cancelled and made anew. */
export const AMENDABLE = ["limit"] as const;

/** Changes the order in the draft, or answers the refusal and leaves the draft alone. */
export function amendOrder(draft: Draft, order: LiveOrder, change: ChangeableTerms): Refusal | undefined {
  const terms = amendedTerms(order.terms, change);
  const listing = draft.view.listing(terms.listing);
  const moment = draft.view.moment(terms.listing);
  if (listing === undefined || moment === undefined)
    return refusal("-1001", "There is no market for this at the moment.");
  if (terms.type !== "limit") return refusal("-5025", "Only limit order is supported.");
  if (terms.quantity.atMost(order.filled))
    return refusal("-4003", "Quantity is not more than what has filled already.");
  const before = without(draft, order);
  const refused = refusalOf(before, terms, listing, moment);
  if (refused !== undefined) return refused;
  const tried = fork(draft);
  const { accountId, venueOrderId } = order;
  const atMs = draft.view.nowMs;
  write(tried, { kind: "amended", accountId, venueOrderId, terms, rank: nextNumber(tried), atMs });
  setAhead(tried, venueOrderId, undefined);
  const amended = accountIn(tried, accountId).orders.get(venueOrderId);
  if (amended === undefined) throw new Error("Invariant: an amended order is live");
  const failed = enterBook(tried, moment, amended, before);
  if (failed !== undefined) return failed;
  adopt(draft, tried);
  return undefined;
}

function without(draft: Draft, order: LiveOrder) {
  const account = accountIn(draft, order.accountId);
  const orders = new Map(account.orders);
  orders.delete(order.venueOrderId);
  return { ...account, orders };
}
