// What every rule looks at: the input, and each leg with its account, listing, prices, limits and reduction proof.
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { notional } from "../market/contract-math.ts";
import { ZERO, type Decimal } from "../money/decimal.ts";
import { heldSigned } from "../plan/held-quantity.ts";
import type { Leg } from "../plan/plan.ts";
import type { Account, AccountId } from "../portfolio/account.ts";
import type { AccountState } from "../portfolio/portfolio.ts";
import { amendedOrder, unamended } from "./amended-orders.ts";
import {
  accountBook,
  bookOrder,
  bookWorse,
  inScaleOf,
  otherExits,
  type AccountBook,
  type BookedOrder,
} from "./account-book.ts";
import { scopedLimits, type ScopedLimits } from "./binding-limits.ts";
import {
  QUOTE_STALE_AFTER_MS,
  dollarsPer,
  highestMarketPrice,
  orderPrice,
  quoteWithin,
} from "./exposure-price.ts";
import type { GateInput } from "./gate-input.ts";
import { holdingKey, isClamped, isFresh } from "./holding.ts";
import { proveReduction, type ReductionProof } from "./proven-reduction.ts";
import { causesReaching, strictest, type Causes, type RiskState } from "./risk-state.ts";

/** Dollars per unit of an asset at a venue, looked up once per judgement; undefined when not known. */
export type DollarsPer = (asset: string, venue: string) => Decimal | undefined;

/** One account that the plan touches. */
export interface AccountContext {
  readonly account: Account;
  readonly state: AccountState;
  readonly scopes: readonly ScopedLimits[];
  /** The account's orders without the plan's and without those that the plan amends. */
  readonly book: AccountBook;
  /** The plan's legs on the account, by what they move. */
  readonly legsByHolding: ReadonlyMap<string, readonly BookedOrder[]>;
  readonly causes: Causes;
  readonly riskState: RiskState;
  /** Live, reconciled and not waiting for reconciliation: what we hold of it is what the venue holds. */
  readonly fresh: boolean;
}

/** One leg whose account and listing are known. */
export interface LegContext {
  readonly index: number;
  readonly leg: Leg;
  readonly of: AccountContext;
  readonly listing: Listing;
  /** Not older than three seconds; absent otherwise. */
  readonly quote?: Quote;
  /** Dollars per unit of the quote currency; absent when not known. */
  readonly rate?: Decimal;
  /** Orders that move what this leg moves, this leg among them. */
  readonly orders: readonly BookedOrder[];
  readonly heldSigned?: Decimal;
  readonly reduction: ReductionProof;
  /** Proven to shrink the position, and meant to: a closing order is not held back by order size or order count. */
  readonly isExit: boolean;
  /** Dollars, at the highest of the order's own prices and a fresh market; absent when not known. */
  readonly notional?: Decimal;
}

export interface GateContext {
  readonly input: GateInput;
  readonly legs: readonly LegContext[];
  /** Legs whose account or listing is not known. */
  readonly unresolved: readonly { readonly index: number; readonly leg: Leg }[];
  readonly accounts: ReadonlyMap<AccountId, AccountContext>;
  readonly dollarsPer: DollarsPer;
}

/** Gathers what the rules need, once. */
export function gateContext(input: GateInput): GateContext {
  const accounts = new Map<AccountId, AccountContext>();
  const rate = rememberedRates(input);
  const legs: LegContext[] = [];
  const unresolved: { index: number; leg: Leg }[] = [];
  input.plan.body.legs.forEach((leg, index) => {
    const state = own(input.portfolio.accounts, leg.accountId);
    const listing = own(input.portfolio.listings, leg.terms.listing);
    if (state === undefined || listing === undefined) {
      unresolved.push({ index, leg });
      return;
    }
    const of = accounts.get(leg.accountId) ?? accountContext(input, state);
    accounts.set(leg.accountId, of);
    legs.push(legContext(input, leg, index, of, listing, rate(listing.quote, listing.venue)));
  });
  return { input, legs, unresolved, accounts, dollarsPer: rate };
}

function accountContext(input: GateInput, state: AccountState): AccountContext {
  const { account } = state;
  const causes = causesReaching(input.causes, account.id, account.environment);
  const syncing = causes.some((cause) => cause.kind === "sync");
  return {
    account,
    state,
    scopes: scopedLimits(input.limits, input.portfolio, account),
    book: accountBook(input.portfolio.listings, unamended(state, input.plan)),
    legsByHolding: bookLegs(input, state),
    causes,
    riskState: strictest(causes),
    fresh: isFresh(state) && !syncing,
  };
}

function bookLegs(input: GateInput, state: AccountState): ReadonlyMap<string, readonly BookedOrder[]> {
  const booked = new Map<string, readonly BookedOrder[]>();
  input.plan.body.legs.forEach((leg, index) => {
    const listing = own(input.portfolio.listings, leg.terms.listing);
    if (leg.accountId !== state.account.id || listing === undefined) return;
    const key = holdingKey(listing, leg.terms.positionSide);
    booked.set(key, [...(booked.get(key) ?? []), bookLeg(listing, state, leg, index)]);
  });
  return booked;
}

/** A new order in full; an amended one at the worse of its old and its new terms. */
function bookLeg(listing: Listing, state: AccountState, leg: Leg, index: number): BookedOrder {
  const amended = amendedOrder(state, leg);
  if (amended === undefined) return bookOrder(listing, leg.terms, leg.terms.quantity, index);
  return bookWorse(listing, amended.terms, leg.terms, amended.filled, index);
}

/** Every order that moves the holding: the account's and the plan's. */
function ordersOf(of: AccountContext, key: string): readonly BookedOrder[] {
  const [working, legs] = [of.book.byHolding.get(key), of.legsByHolding.get(key)];
  if (working === undefined) return legs ?? [];
  return legs === undefined ? working : [...working, ...legs];
}

function legContext(
  input: GateInput,
  leg: Leg,
  index: number,
  of: AccountContext,
  listing: Listing,
  rate: Decimal | undefined,
): LegContext {
  const { terms } = leg;
  const quote = quoteWithin(input.portfolio.quotes.get(listing.key), input.nowMs, QUOTE_STALE_AFTER_MS);
  const orders = inScaleOf(listing, ordersOf(of, holdingKey(listing, terms.positionSide)));
  const held = heldSigned(of.state, listing, terms.positionSide);
  const reduction = proveReduction({
    positionSigned: held,
    fresh: of.fresh,
    side: terms.side,
    quantity: orders.find((order) => order.leg === index)?.remaining ?? terms.quantity,
    clamped: isClamped(listing, terms),
    otherExits: otherExits(orders, terms, index),
  });
  const notional = legNotional(leg, listing, quote, rate);
  return {
    index,
    leg,
    of,
    listing,
    orders,
    reduction,
    isExit: reduction.proven && leg.effect === "close",
    ...(quote === undefined ? {} : { quote }),
    ...(rate === undefined ? {} : { rate }),
    ...(held === undefined ? {} : { heldSigned: held }),
    ...(notional === undefined ? {} : { notional }),
  };
}

function legNotional(
  leg: Leg,
  listing: Listing,
  quote: Quote | undefined,
  rate: Decimal | undefined,
): Decimal | undefined {
  if (rate === undefined) return undefined;
  const { terms } = leg;
  if (listing.kind === "inverse") return notional(listing.kind, terms.quantity, ZERO).times(rate);
  const market = quote === undefined ? undefined : highestMarketPrice(quote);
  if (market === undefined) return undefined;
  const price = orderPrice(terms, market);
  return price === undefined ? undefined : notional(listing.kind, terms.quantity, price).times(rate);
}

function rememberedRates({ portfolio, nowMs }: GateInput): DollarsPer {
  const known = new Map<string, Decimal | undefined>();
  return (asset, venue) => {
    const key = `${venue}|${asset}`;
    if (!known.has(key)) known.set(key, dollarsPer(portfolio, asset, venue, nowMs));
    return known.get(key);
  };
}

/** A record's own entry: a key such as `constructor` finds nothing. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
