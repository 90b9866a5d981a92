// A trade becomes fills with fees and realised P&L, one for each paper account in it; both share the trade's id.
import type { Listing } from "../../../src-core/market/listing.ts";
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import type { Fill } from "../../../src-core/order-terms/venue-event.ts";
import { positionKey } from "../../../src-core/portfolio/portfolio.ts";
import { accountIn, type Draft, listingIn, nextNumber, setAhead, write } from "./draft.ts";
import type { Settlement } from "./paper-record.ts";
import { closable, heldQuantity, type LiveOrder, onlyReduces, remaining } from "./paper-state.ts";
import { changePosition } from "./position-change.ts";

/** Amounts are kept with this many digits; fees are rounded up. */
const MONEY_SCALE = 8;
export const POSITION_CLOSED = "Reduce-only: there is no position left to reduce.";

export interface Execution {
  readonly price: Decimal;
  readonly quantity: Decimal;
  /** Absent when a stranger crossed the spread. */
  readonly taker?: LiveOrder;
  /** Absent when the liquidity was strangers'. */
  readonly maker?: LiveOrder;
}

/** How much of an order may trade now: what is left of it, and for a reducing order no more than its position. */
export function tradable(draft: Draft, order: LiveOrder): Decimal {
  const live = draft.state.accounts.get(order.accountId)?.orders.get(order.venueOrderId);
  if (live === undefined) return ZERO;
  const left = remaining(live);
  if (!reduces(draft, live)) return left;
  return left.min(closable(accountIn(draft, live.accountId), live.terms));
}

export function writeTrade(draft: Draft, execution: Execution): void {
  const { price, quantity, taker, maker } = execution;
  const tradeId = String(nextNumber(draft));
  if (taker !== undefined) writeFill(draft, taker, { tradeId, price, quantity, liquidity: "taker" });
  if (maker !== undefined) writeFill(draft, maker, { tradeId, price, quantity, liquidity: "maker" });
}

function reduces(draft: Draft, order: LiveOrder): boolean {
  return onlyReduces(order.terms) && listingIn(draft, order.terms.listing).kind !== "spot";
}

type TradePart = Pick<Fill, "tradeId" | "price" | "quantity" | "liquidity">;

function writeFill(draft: Draft, order: LiveOrder, part: TradePart): void {
  const { terms, accountId, venueOrderId, clientId } = order;
  const listing = listingIn(draft, terms.listing);
  const before = heldQuantity(accountIn(draft, accountId), terms.listing, terms.positionSide);
  const fill: Fill = {
    listing: terms.listing,
    venueOrderId,
    ...(clientId === undefined ? {} : { clientId }),
    side: terms.side,
    positionSide: terms.positionSide,
    ...part,
    ...feeOf(listing, order, part),
    ...(listing.kind === "spot" ? {} : { realisedPnl: realisedBy(draft, order, part) }),
    atMs: draft.view.nowMs,
  };
  const { kind, base, quote, settle } = listing;
  const settlement: Settlement = { kind, base, quote, settle };
  write(draft, { kind: "fill", accountId, fill, settlement, atMs: draft.view.nowMs });
  if (!accountIn(draft, accountId).orders.has(venueOrderId)) setAhead(draft, venueOrderId, undefined);
  const after = heldQuantity(accountIn(draft, accountId), terms.listing, terms.positionSide);
  if (!before.isZero() && after.sign() !== before.sign()) endReducers(draft, order);
}

/** Spot buyers pay in what they bought, everyone else in money. */
function feeOf(listing: Listing, order: LiveOrder, part: TradePart): Pick<Fill, "fee" | "feeAsset"> {
  const rate = part.liquidity === "maker" ? listing.makerFee : listing.takerFee;
  if (listing.kind === "spot" && order.terms.side === "buy") {
    return { fee: part.quantity.times(rate).rounded(MONEY_SCALE, "up"), feeAsset: listing.base };
  }
  return {
    fee: part.quantity.times(part.price).times(rate).rounded(MONEY_SCALE, "up"),
    feeAsset: listing.settle,
  };
}

function realisedBy(draft: Draft, { accountId, terms }: LiveOrder, part: TradePart): Decimal {
  const key = positionKey(terms.listing, terms.positionSide);
  const held = accountIn(draft, accountId).positions[key] ?? { quantitySigned: ZERO, costSigned: ZERO };
  const signed = terms.side === "buy" ? part.quantity : part.quantity.negated();
  return changePosition(held, signed, part.price).realised;
}

/** When a position is gone, what could only reduce it goes too, waiting stops included. */
function endReducers(draft: Draft, cause: LiveOrder): void {
  const { listing, positionSide } = cause.terms;
  for (const order of [...accountIn(draft, cause.accountId).orders.values()]) {
    const same = order.terms.listing === listing && order.terms.positionSide === positionSide;
    if (!same || order.venueOrderId === cause.venueOrderId || !onlyReduces(order.terms)) continue;
    if (closable(accountIn(draft, cause.accountId), order.terms).isPositive()) continue;
    endOrder(draft, order, "canceled", POSITION_CLOSED);
  }
}

export function endOrder(
  draft: Draft,
  order: LiveOrder,
  status: "canceled" | "expired",
  reason: string,
): void {
  const { accountId, venueOrderId } = order;
  write(draft, { kind: "ended", accountId, venueOrderId, status, reason, atMs: draft.view.nowMs });
  setAhead(draft, venueOrderId, undefined);
}
