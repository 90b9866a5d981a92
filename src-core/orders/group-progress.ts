// How a submitted plan does: the orders of its legs summed, the worst first. What cannot be added is not added.
import type { Listing, ListingKey } from "../market/listing.ts";
import { Decimal, sum } from "../money/decimal.ts";
import { AVERAGE_SCALE, averageFraction, type PriceFraction } from "./average-price.ts";
import { isTerminal, neverLived, type Order } from "./order.ts";

const BPS_SCALE = 2;
const BPS = Decimal.of("10000");

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
  const averagePrice = center.over.dividedBy(center.under, AVERAGE_SCALE, "half-even");
  const accounts = byAccount(alike).flatMap((own) => averageFraction(own, kind) ?? []);
  const dispersionBps = dispersion(accounts, center);
  return dispersionBps === undefined
    ? { ...progress, averagePrice }
    : { ...progress, averagePrice, dispersionBps };
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

function dispersion(accounts: readonly PriceFraction[], center: PriceFraction): Decimal | undefined {
  if (accounts.length < 2 || !center.over.isPositive()) return undefined;
  const distances = accounts.map(({ over, under }) =>
    over
      .times(center.under)
      .minus(center.over.times(under))
      .abs()
      .times(BPS)
      .dividedBy(under.times(center.over), BPS_SCALE, "half-even"),
  );
  return distances.reduce((far, distance) => far.max(distance));
}

function statusOf(orders: readonly Order[]): GroupStatus {
  if (orders.some((order) => order.status === "UNKNOWN")) return "UNKNOWN";
  if (orders.some((order) => neverLived(order.status))) return "PROBLEM";
  if (orders.some((order) => !isTerminal(order.status))) return "WORKING";
  if (orders.every((order) => order.status === "FILLED")) return "FILLED";
  return orders.some((order) => order.filled.isPositive()) ? "PARTIAL" : "CANCELED";
}
