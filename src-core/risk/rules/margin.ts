// margin: what the account has free covers the initial margin and fees of everything new, in the asset that pays for it.
import type { Listing } from "../../market/listing.ts";
import { ZERO, type Decimal } from "../../money/decimal.ts";
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import { assumedLeverage } from "../../plan/assumed-leverage.ts";
import type { WorkingOrder } from "../../portfolio/portfolio.ts";
import { amendedOrder } from "../amended-orders.ts";
import type { AccountContext, GateContext, LegContext } from "../gate-context.ts";
import { VALUATION_STALE_AFTER_MS, quoteWithin } from "../exposure-price.ts";
import { holdingKey } from "../holding.ts";
import { marginNeed, type MarginNeed } from "../margin-need.ts";
import { deny, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/**
 * Available balance against the sum over the plan's legs and over the orders that its reading may not know of yet, per
 * account and asset. Proven reductions need none.
 */
export function margin(context: GateContext): readonly RuleReading[] {
  return [...context.accounts.values()].flatMap((of) => {
    const needs = new Map<string, Decimal>();
    for (const order of newOrders(context, of)) {
      const listing = context.input.portfolio.listings[order.terms.listing];
      const need =
        listing === undefined ? undefined : needOf(context, of, listing, order.terms, order.remaining);
      if (need === undefined) {
        const name = listing?.name ?? order.terms.listing;
        const message = `The margin for ${name} is not known without its price. Wait for the price.`;
        return [deny("margin", { accountId: of.account.id }, message)];
      }
      const locked =
        order.locked === undefined || listing === undefined
          ? ZERO
          : lockedBy(context, of, listing, order.locked);
      const more = need.amount.minus(locked).max(ZERO);
      needs.set(need.asset, (needs.get(need.asset) ?? ZERO).plus(more));
    }
    return [...needs].flatMap(([asset, amount]) => compare(of, asset, amount));
  });
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
  listing: Listing,
  { terms, remaining }: NonNullable<NewOrder["locked"]>,
): Decimal {
  return needOf(context, of, listing, terms, remaining)?.amount ?? ZERO;
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

function compare(of: AccountContext, asset: string, need: Decimal): readonly RuleReading[] {
  const subject = { accountId: of.account.id };
  const available = of.state.balances[asset]?.available;
  const reading = need.toString();
  if (available === undefined) {
    const message = `The free ${asset} of ${of.account.name} is not known. Deposit ${asset} or wait until the account is synced.`;
    return [deny("margin", subject, message, { reading })];
  }
  const numbers = { reading, limit: available.toString() };
  const words = `${need.rounded(2, "up").toString()} ${asset}`;
  if (need.atMost(available)) return [pass("margin", subject, `Needs ${words}.`, numbers)];
  const free = available.rounded(2, "down").toString();
  const message = `${of.account.name} needs ${words} for this and has ${free} free. Make the order smaller or free some margin.`;
  return [deny("margin", subject, message, numbers)];
}
