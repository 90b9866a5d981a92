// Every order of an account that can still trade, sorted by what it moves and where it trades.
import type { Listing } from "../market/listing.ts";
import { ZERO, type Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import { positionKey, type AccountState, type Portfolio } from "../portfolio/portfolio.ts";
import { holdingKey, isClamped } from "./holding.ts";
import type { OpenExposure } from "./worst-case.ts";

/** An order that can still trade or may exist. */
export interface BookedOrder extends OpenExposure {
  readonly terms: OrderTerms;
  /** What its terms may be instead while an amend is under way. */
  readonly amending?: OrderTerms;
  /** It waits for its trigger no longer. */
  readonly triggered?: true;
  /** The leg's index, for the plan's own. */
  readonly leg?: number;
}

export interface AccountBook {
  /** By `holdingKey`. */
  readonly byHolding: ReadonlyMap<string, readonly BookedOrder[]>;
  readonly byListing: ReadonlyMap<string, readonly BookedOrder[]>;
  /** Sent but not yet seen at the venue: its balances may not know of them. */
  readonly unseen: readonly BookedOrder[];
}

type Listings = Portfolio["listings"];
type Working = AccountState["working"];

/** Books by the values they are made of: both are immutable, and most accounts do not change between two decisions. */
const BOOKS = new WeakMap<Listings, WeakMap<Working, AccountBook>>();

/** The book of an account's working orders. */
export function accountBook(listings: Listings, working: Working): AccountBook {
  const books = BOOKS.get(listings) ?? new WeakMap<Working, AccountBook>();
  BOOKS.set(listings, books);
  const known = books.get(working);
  if (known !== undefined) return known;
  const book = makeBook(listings, working);
  books.set(working, book);
  return book;
}

/** An order as the book holds it. Inverse sizes are value already, so no price enlarges them. */
export function bookOrder(
  listing: Listing | undefined,
  terms: OrderTerms,
  remaining: Decimal,
  leg?: number,
): BookedOrder {
  const clamped = listing !== undefined && isClamped(listing, terms);
  const price = listing?.kind === "inverse" ? undefined : ownPrice(terms);
  return {
    terms,
    side: terms.side,
    remaining,
    clamped,
    ...(price === undefined ? {} : { price }),
    ...(leg === undefined ? {} : { leg }),
  };
}

/** An order that may have either of two terms, at the worse of both: the larger rest, at the higher price. */
export function bookWorse(
  listing: Listing | undefined,
  terms: OrderTerms,
  amending: OrderTerms,
  filled: Decimal,
  leg?: number,
): BookedOrder {
  const rest = (of: OrderTerms): Decimal => of.quantity.minus(filled).max(ZERO);
  const one = bookOrder(listing, terms, rest(terms).max(rest(amending)), leg);
  const other = bookOrder(listing, amending, ZERO);
  const price = one.price === undefined ? undefined : one.price.max(other.price ?? one.price);
  return { ...one, amending, ...(price === undefined ? {} : { price }) };
}

/** Orders of a holding in the price scale of one listing: a price in another listing's quote is not comparable and goes. */
export function inScaleOf(listing: Listing, orders: readonly BookedOrder[]): readonly BookedOrder[] {
  if (listing.kind !== "spot") return orders;
  return orders.map((order) => (order.terms.listing === listing.key ? order : { ...order, price: ZERO }));
}

/** What all other orders of the same side in the holding can still trade. */
export function otherExits(orders: readonly BookedOrder[], terms: OrderTerms, leg: number): Decimal {
  let total = ZERO;
  for (const order of orders) {
    if (order.leg !== leg && order.side === terms.side) total = total.plus(order.remaining);
  }
  return total;
}

function makeBook(listings: Listings, working: Working): AccountBook {
  const byHolding = new Map<string, BookedOrder[]>();
  const byListing = new Map<string, BookedOrder[]>();
  const unseen: BookedOrder[] = [];
  for (const order of Object.values(working)) {
    const { terms, triggered } = order;
    const listing = listings[terms.listing];
    const priced =
      order.amending === undefined
        ? bookOrder(listing, terms, terms.quantity.minus(order.filled).max(ZERO))
        : bookWorse(listing, terms, order.amending, order.filled);
    const booked = triggered === undefined ? priced : { ...priced, triggered };
    const side = terms.positionSide;
    append(
      byHolding,
      listing === undefined ? positionKey(terms.listing, side) : holdingKey(listing, side),
      booked,
    );
    append(byListing, terms.listing, booked);
    if (order.certainty !== "working") unseen.push(booked);
  }
  return { byHolding, byListing, unseen };
}

function append(map: Map<string, BookedOrder[]>, key: string, order: BookedOrder): void {
  const orders = map.get(key);
  if (orders === undefined) map.set(key, [order]);
  else orders.push(order);
}

function ownPrice(terms: OrderTerms): Decimal | undefined {
  if (terms.price === undefined) return terms.trigger;
  return terms.trigger === undefined ? terms.price : terms.price.max(terms.trigger);
}
