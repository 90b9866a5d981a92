// How a submitted plan does: the orders of its legs summed, the worst first. What cannot be added is not added.
import type { Listing, ListingKey } from "../market/listing.ts";
import { dispersionBps, priceOf } from "../market/price-fraction.ts";
import { type Decimal, sum } from "../money/decimal.ts";
import { averageFraction } from "./average-price.ts";
import { isTerminal, neverLived, type Order } from "./order.ts";

export type GroupStatus = "UNKNOWN" | "PROBLEM" | "WORKING" | "FILLED" | "PARTIAL" | "CANCELED";

export interface GroupProgress {
  /** Of all orders. */
  readonly status: GroupStatus;
  /** Of the orders whose sizes add up with the listing's: BTC and ETH have no sum. */
  readonly filled: Decimal;
  /** Of the same orders, half-even to 12 digits; absent before the first fill, and where some buy and some sell. */
  readonly averagePrice?: Decimal;
  /** Largest distance of an account's average from the group's, basis points, half-even to 2 digits; absent with fewer than two accounts filled. */
  readonly dispersionBps?: Decimal;
}

type Listings = Readonly<Record<ListingKey, Listing>>;

/** Sums the orders of one plan, in the size unit of one of its listings. */
export function groupProgress(
  orders: readonly Order[],
  listing: ListingKey,
  listings: Listings,
): GroupProgress {
  const alike = orders.filter((order) => sizesAddUp(listings, listing, order.terms.listing));
  const progress = { status: statusOf(orders), filled: sum(alike.map((order) => order.filled)) };
  const kind = listings[listing]?.kind;
  const oneWay = new Set(alike.map((order) => order.terms.side)).size === 1;
  const center = kind === undefined || !oneWay ? undefined : averageFraction(alike, kind);
  if (kind === undefined || center === undefined) return progress;
  const averagePrice = priceOf(center);
  const accounts = byAccount(alike).flatMap((own) => averageFraction(own, kind) ?? []);
  const dispersion = dispersionBps(accounts, center);
  return dispersion === undefined
    ? { ...progress, averagePrice }
    : { ...progress, averagePrice, dispersionBps: dispersion };
}

/** True for one listing, and for listings of one kind, underlying, multiplier and quote at different venues. */
export function sizesAddUp(listings: Listings, one: ListingKey, other: ListingKey): boolean {
  if (one === other) return true;
  const [a, b] = [listings[one], listings[other]];
  if (a === undefined || b === undefined) return false;
  return (
    a.kind === b.kind &&
    a.underlying === b.underlying &&
    a.quote === b.quote &&
    a.underlyingMultiplier.equals(b.underlyingMultiplier) &&
    a.kind !== "option"
  );
}

function byAccount(orders: readonly Order[]): readonly (readonly Order[])[] {
  return [...Map.groupBy(orders, (order) => order.accountId).values()];
}

function statusOf(orders: readonly Order[]): GroupStatus {
  if (orders.some((order) => order.status === "UNKNOWN")) return "UNKNOWN";
  if (orders.some((order) => neverLived(order.status))) return "PROBLEM";
  if (orders.some((order) => !isTerminal(order.status))) return "WORKING";
  if (orders.every((order) => order.status === "FILLED")) return "FILLED";
  return orders.some((order) => order.filled.isPositive()) ? "PARTIAL" : "CANCELED";
}
