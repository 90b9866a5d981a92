// One account as the gate sees it: positions and every order that can still trade, the plan's own legs among them.
import type { Listing } from "../market/listing.ts";
import { ZERO, type Decimal } from "../money/decimal.ts";
import type { OrderTerms, PositionSide } from "../order-terms/order-terms.ts";
import type { Leg } from "../plan/plan.ts";
import { positionKey, type AccountState, type Portfolio } from "../portfolio/portfolio.ts";
import type { OpenExposure } from "./worst-case.ts";

/** An order that can still trade or may exist; `leg` is set for the plan's own. */
export interface BookedOrder extends OpenExposure {
  readonly terms: OrderTerms;
  readonly leg?: number;
  /** Sent but not yet seen at the venue: its balances do not know of it. */
  readonly unseen: boolean;
}

/** Orders by what they move: one position side of a listing, or for spot the asset that is held. */
export type OrdersByHolding = ReadonlyMap<string, readonly BookedOrder[]>;

/** What a trade in the listing moves: derivatives have positions, spot shares one balance between its listings. */
export function holdingKey(listing: Listing, positionSide: PositionSide): string {
  return listing.kind === "spot" ? `spot|${listing.base}` : positionKey(listing.key, positionSide);
}

/** Size units, signed. Undefined where no complete reading of the account was ever made: what is not known is not flat. */
export function heldSigned(state: AccountState, listing: Listing, side: PositionSide): Decimal | undefined {
  if (state.syncedAtMs === undefined) return undefined;
  if (listing.kind === "spot") return state.balances[listing.base]?.wallet ?? ZERO;
  return state.positions[positionKey(listing.key, side)]?.quantitySigned ?? ZERO;
}

/** Whether the venue lets the order shrink its position and nothing else. A hedge-mode side cannot cross zero at all. */
export function isClamped(listing: Listing, terms: OrderTerms): boolean {
  if (listing.kind === "spot") return false;
  if (terms.positionSide !== "both") return (terms.side === "sell") === (terms.positionSide === "long");
  return terms.reduceOnly && listing.enforcesReduceOnly === true;
}

/** Every order of the account that can still trade, and the plan's legs on it, by what they move. */
export function bookOrders(portfolio: Portfolio, state: AccountState, legs: readonly Leg[]): OrdersByHolding {
  const book = new Map<string, BookedOrder[]>();
  const add = (terms: OrderTerms, remaining: Decimal, unseen: boolean, leg?: number): void => {
    const listing = portfolio.listings[terms.listing];
    const key =
      listing === undefined
        ? positionKey(terms.listing, terms.positionSide)
        : holdingKey(listing, terms.positionSide);
    const order = booked(listing, terms, remaining, unseen, leg);
    const orders = book.get(key);
    if (orders === undefined) book.set(key, [order]);
    else orders.push(order);
  };
  for (const id in state.working) {
    const order = state.working[id];
    if (order === undefined) continue;
    const remaining = order.terms.quantity.minus(order.filled).max(ZERO);
    add(order.terms, remaining, order.certainty !== "working");
  }
  legs.forEach((leg, index) => {
    if (leg.accountId === state.account.id) add(leg.terms, leg.terms.quantity, true, index);
  });
  return book;
}

/** What all other orders of the same side in the holding can still trade. */
export function otherExits(orders: readonly BookedOrder[], terms: OrderTerms, leg: number): Decimal {
  let total = ZERO;
  for (const order of orders) {
    if (order.leg !== leg && order.side === terms.side) total = total.plus(order.remaining);
  }
  return total;
}

/** Whether everything the venue said since its last complete reading has arrived. */
export function isFresh(state: AccountState): boolean {
  return state.stream === "live" && state.syncedAtMs !== undefined && state.problem === undefined;
}

function booked(
  listing: Listing | undefined,
  terms: OrderTerms,
  remaining: Decimal,
  unseen: boolean,
  leg: number | undefined,
): BookedOrder {
  const clamped = listing !== undefined && isClamped(listing, terms);
  const price = listing?.kind === "inverse" ? undefined : ownPrice(terms);
  return {
    terms,
    side: terms.side,
    remaining,
    clamped,
    unseen,
    ...(price === undefined ? {} : { price }),
    ...(leg === undefined ? {} : { leg }),
  };
}

function ownPrice(terms: OrderTerms): Decimal | undefined {
  if (terms.price === undefined) return terms.trigger;
  return terms.trigger === undefined ? terms.price : terms.price.max(terms.trigger);
}
