// What a taker meets, best price first: strangers' levels less what was taken, and the paper accounts' own orders in them.
// Inside a price, strangers who were there before an own order come first; own orders follow in time priority.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import type { BookLevel } from "../../../src-core/market/order-book.ts";
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import type { Side } from "../../../src-core/order-terms/order-terms.ts";
import { aheadOf, type Draft } from "./draft.ts";
import type { MarketMoment } from "./market-source.ts";
import { type LiveOrder, liveOrders, remaining } from "./paper-state.ts";

/** One helping of liquidity. Without a maker it is strangers'. */
export interface Offer {
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly maker?: LiveOrder;
}

/** Offers that stand on `side` of the book. */
export function offersOn(draft: Draft, moment: MarketMoment, side: Side): readonly Offer[] {
  const own = restingOn(draft, moment.listing, side);
  return mergedOffers(side, strangersOn(draft, moment, side), own, (order) =>
    aheadOf(draft, order.venueOrderId),
  );
}

/** Orders of the paper accounts that rest on a side. */
export function restingOn(draft: Draft, listing: ListingKey, side: Side): readonly LiveOrder[] {
  return liveOrders(draft.state, listing).filter(
    (order) => order.phase === "working" && order.terms.side === side,
  );
}

/** Strangers' levels less what was already taken from this version of the book. */
export function strangersOn(draft: Draft, moment: MarketMoment, side: Side): readonly BookLevel[] {
  const levels = side === "buy" ? moment.bids : moment.asks;
  if (draft.memory.versions.get(moment.listing) !== moment.version) return levels;
  return levels
    .map(({ price, quantity }) => ({
      price,
      quantity: quantity.minus(takenAt(draft, moment.listing, side, price)),
    }))
    .filter((level) => level.quantity.isPositive());
}

/** Pure: levels and own orders in price-time priority, an own order after the strangers ahead of it. */
export function mergedOffers(
  side: Side,
  levels: readonly BookLevel[],
  own: readonly LiveOrder[],
  ahead: (order: LiveOrder) => Decimal,
): readonly Offer[] {
  const strangers = new Map(levels.map((level) => [level.price.toString(), level]));
  const prices = new Map<string, Decimal>(levels.map((level) => [level.price.toString(), level.price]));
  const makers = Map.groupBy(own, (order) => order.terms.price?.toString() ?? "");
  for (const [key, [first]] of makers)
    if (first?.terms.price !== undefined) prices.set(key, first.terms.price);
  const outward = [...prices].sort(([, a], [, b]) => (side === "buy" ? b.compare(a) : a.compare(b)));
  return outward.flatMap(([key, price]) => {
    const here = [...(makers.get(key) ?? [])].sort((a, b) => a.rank - b.rank);
    return offersAt(price, strangers.get(key)?.quantity ?? ZERO, here, ahead);
  });
}

function offersAt(
  price: Decimal,
  strangers: Decimal,
  own: readonly LiveOrder[],
  ahead: (order: LiveOrder) => Decimal,
): readonly Offer[] {
  const offers: Offer[] = [];
  let served = ZERO;
  for (const maker of own) {
    const before = ahead(maker).min(strangers).minus(served);
    if (before.isPositive()) {
      offers.push({ price, quantity: before });
      served = served.plus(before);
    }
    offers.push({ price, quantity: remaining(maker), maker });
  }
  const rest = strangers.minus(served);
  return rest.isPositive() ? [...offers, { price, quantity: rest }] : offers;
}

/** Notes that strangers' quantity was taken; own orders that waited behind it move up. */
export function takeFromStrangers(
  draft: Draft,
  moment: MarketMoment,
  side: Side,
  price: Decimal,
  quantity: Decimal,
): void {
  const { listing, version } = moment;
  const fresh = draft.memory.versions.get(listing) !== version;
  const kept = fresh
    ? [...draft.memory.taken].filter(([key]) => !key.startsWith(`${listing}|`))
    : draft.memory.taken;
  const taken = new Map(kept);
  const key = takenKey(listing, side, price);
  taken.set(key, (taken.get(key) ?? ZERO).plus(quantity));
  const ahead = new Map(draft.memory.ahead);
  for (const order of restingOn(draft, listing, side)) {
    if (order.terms.price?.equals(price) !== true) continue;
    ahead.set(order.venueOrderId, (ahead.get(order.venueOrderId) ?? ZERO).minus(quantity).max(ZERO));
  }
  draft.memory = {
    ...draft.memory,
    taken,
    ahead,
    versions: new Map(draft.memory.versions).set(listing, version),
  };
}

function takenAt(draft: Draft, listing: ListingKey, side: Side, price: Decimal): Decimal {
  return draft.memory.taken.get(takenKey(listing, side, price)) ?? ZERO;
}

function takenKey(listing: ListingKey, side: Side, price: Decimal): string {
  return `${listing}|${side}|${price.toString()}`;
}
