// A request for an order: refused with a reason, or placed, matched and, where it rests, queued. All or nothing.
import { ZERO } from "../../../src-core/money/decimal.ts";
import { hasTrigger, opposite, type OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import { POST_ONLY_CROSSES, type Refusal, refusal, refusalOf } from "./admission.ts";
import { unaffordable } from "./affordability.ts";
import { accountIn, adopt, type Draft, fork, nextNumber, write } from "./draft.ts";
import type { MarginContext } from "./margin.ts";
import type { MarketMoment } from "./market-source.ts";
import { type LiveOrder, onlyReduces, type PaperAccount } from "./paper-state.ts";
import { offersOn } from "./visible-liquidity.ts";
import { workOrder } from "./work-order.ts";

export interface OrderRequest {
  readonly accountId: AccountId;
  /** Absent for the venue's own liquidations. */
  readonly clientId?: string;
  readonly terms: OrderTerms;
}

/** Places the order in the draft and answers its venue id, or answers the refusal and leaves the draft alone. */
export function placeOrder(draft: Draft, request: OrderRequest): Refusal | string {
  const { terms, accountId } = request;
  const listing = draft.view.listing(terms.listing);
  if (listing === undefined) return refusal("-1121", "Invalid symbol.");
  const moment = draft.view.moment(terms.listing);
  if (moment === undefined) return refusal("-1001", "There is no market for this at the moment.");
  const refused = refusalOf(accountIn(draft, accountId), terms, listing, moment);
  if (refused !== undefined) return refused;
  const order = newOrder(draft, request);
  if (hasTrigger(terms.type)) {
    write(draft, { kind: "placed", order, atMs: draft.view.nowMs });
    return order.venueOrderId;
  }
  const tried = fork(draft);
  write(tried, { kind: "placed", order, atMs: draft.view.nowMs });
  const failed = enterBook(tried, moment, order, accountIn(draft, accountId));
  if (failed !== undefined) return failed;
  adopt(draft, tried);
  return order.venueOrderId;
}

/**
 * Matches an order that was just written as working, and checks that the account can carry the outcome; `before` is the
 * account without it. On a refusal the draft must be thrown away.
 */
export function enterBook(
  draft: Draft,
  moment: MarketMoment,
  order: LiveOrder,
  before: PaperAccount,
): Refusal | undefined {
  if (order.terms.postOnly && wouldTake(draft, moment, order.terms)) return POST_ONLY_CROSSES;
  workOrder(draft, moment, order);
  if (onlyReduces(order.terms)) return undefined;
  return unaffordable(before, accountIn(draft, order.accountId), order.terms, marginContext(draft));
}

/** Marks and listings of the draft's moment. */
export function marginContext(draft: Draft): MarginContext {
  return { listing: (key) => draft.view.listing(key), mark: (key) => draft.view.moment(key)?.mark };
}

function newOrder(draft: Draft, { accountId, clientId, terms }: OrderRequest): LiveOrder {
  const number = nextNumber(draft);
  return {
    accountId,
    venueOrderId: String(number),
    ...(clientId === undefined ? {} : { clientId }),
    terms,
    filled: ZERO,
    filledValue: ZERO,
    phase: hasTrigger(terms.type) ? "waiting" : "working",
    rank: number,
    atMs: draft.view.nowMs,
  };
}

function wouldTake(draft: Draft, moment: MarketMoment, terms: OrderTerms): boolean {
  const best = offersOn(draft, moment, opposite(terms.side))[0];
  if (best === undefined || terms.price === undefined) return false;
  return terms.side === "buy" ? terms.price.atLeast(best.price) : terms.price.atMost(best.price);
}
