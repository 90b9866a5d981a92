// What everything new of an account locks up, by the asset that pays for it.
import type { Listing } from "../market/listing.ts";
import { ZERO, type Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { assumedLeverage } from "../plan/assumed-leverage.ts";
import type { WorkingOrder } from "../portfolio/portfolio.ts";
import { amendedOrder } from "./amended-orders.ts";
import type { AccountContext, GateContext, LegContext } from "./gate-context.ts";
import { VALUATION_STALE_AFTER_MS, quoteWithin } from "./exposure-price.ts";
import { holdingKey } from "./holding.ts";
import { marginNeed, type MarginNeed } from "./margin-need.ts";

export type AccountNeeds =
  | { readonly known: true; readonly byAsset: ReadonlyMap<string, Decimal> }
  /** The name of the listing whose price is missing. */
  | { readonly known: false; readonly missing: string };

/** Of the plan's legs and of the orders that the balances may not know of yet. Proven reductions need none. */
export function accountNeeds(context: GateContext, of: AccountContext): AccountNeeds {
  const needs = new Map<string, Decimal>();
  for (const order of newOrders(context, of)) {
    const listing = context.input.portfolio.listings[order.terms.listing];
    const need =
      listing === undefined ? undefined : needOf(context, of, listing, order.terms, order.remaining);
    if (need === undefined) return { known: false, missing: listing?.name ?? order.terms.listing };
    const more = need.amount.minus(lockedBy(context, of, listing, order)).max(ZERO);
    needs.set(need.asset, (needs.get(need.asset) ?? ZERO).plus(more));
  }
  return { known: true, byAsset: needs };
}

interface NewOrder {
  readonly terms: OrderTerms;
  readonly remaining: Decimal;
  /** What an amended order works with now: the venue holds its margin already. */
  readonly locked?: { readonly terms: OrderTerms; readonly remaining: Decimal };
}

function lockedBy(
  context: GateContext,
  of: AccountContext,
  listing: Listing | undefined,
  { locked }: NewOrder,
): Decimal {
  if (listing === undefined || locked === undefined) return ZERO;
  return needOf(context, of, listing, locked.terms, locked.remaining)?.amount ?? ZERO;
}

function newOrders(context: GateContext, of: AccountContext): readonly NewOrder[] {
  const legs = context.legs.filter((leg) => leg.of === of && !leg.reduction.proven);
  if (legs.length === 0) return [];
  return [...openings(legs), ...of.book.unseen.filter((order) => !order.clamped)];
}

/** The legs less what they close on the way through zero, which frees margin; a spot sell needs its coins in full. */
function openings(legs: readonly LegContext[]): readonly NewOrder[] {
  const closable = new Map<string, Decimal>();
  return legs.map(({ leg, listing, heldSigned, of }) => {
    const { terms } = leg;
    const amended = amendedOrder(of.state, leg);
    if (amended !== undefined) return enlarged(terms, amended);
    if (listing.kind === "spot") return { terms, remaining: terms.quantity };
    const key = `${holdingKey(listing, terms.positionSide)}|${terms.side}`;
    const against = terms.side === "sell" ? heldSigned : heldSigned?.negated();
    const room = closable.get(key) ?? (against ?? ZERO).max(ZERO);
    closable.set(key, room.minus(terms.quantity).max(ZERO));
    return { terms, remaining: terms.quantity.minus(room).max(ZERO) };
  });
}

/** An amend needs what its new terms need beyond the old ones; what it may close is left out of both. */
function enlarged(terms: OrderTerms, { terms: before, filled }: WorkingOrder): NewOrder {
  const rest = (of: OrderTerms): Decimal => of.quantity.minus(filled).max(ZERO);
  return { terms, remaining: rest(terms), locked: { terms: before, remaining: rest(before) } };
}

function needOf(
  context: GateContext,
  of: AccountContext,
  listing: Listing,
  terms: OrderTerms,
  quantity: Decimal,
): MarginNeed | undefined {
  const { portfolio, nowMs } = context.input;
  const quote = quoteWithin(portfolio.quotes.get(listing.key), nowMs, VALUATION_STALE_AFTER_MS);
  return marginNeed(listing, terms, quantity, quote, assumedLeverage(of.state, listing, terms.positionSide));
}
