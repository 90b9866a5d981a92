// A dead-man switch of an account as the journal keeps it: a person arms it, and it never arms itself.
import type { ListingKey } from "../market/listing.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { AccountState, WorkingOrder } from "../portfolio/portfolio.ts";

export interface DeadMan {
  /** Absent: off. */
  readonly armed?: { readonly windowMs: number; readonly sinceMs: number };
  /** Listings whose countdown the venue confirmed and that are not known to have ended, with their windows. */
  readonly running: Readonly<Record<ListingKey, number>>;
  /** It went off, and no person has armed it or put it away since. */
  readonly fired?: {
    readonly atMs: number;
    readonly listings: readonly ListingKey[];
    /** Of ours, by client id. */
    readonly orders: readonly string[];
  };
}

export const NO_DEAD_MAN: DeadMan = { running: {} };

export function armDeadMan({ running }: DeadMan, windowMs: number, sinceMs: number): DeadMan {
  return { armed: { windowMs, sinceMs }, running };
}

/** Puts away what it said, too. */
export function disarmDeadMan({ running }: DeadMan): DeadMan {
  return { running };
}

export function countdownStarted(switched: DeadMan, listing: ListingKey, windowMs: number): DeadMan {
  return { ...switched, running: { ...switched.running, [listing]: windowMs } };
}

export function countdownEnded(switched: DeadMan, listing: ListingKey): DeadMan {
  const left = Object.entries(switched.running).filter(([key]) => key !== listing);
  return { ...switched, running: Object.fromEntries(left) };
}

/** Off until a person arms it again; what went off before is kept beside it. */
export function fireDeadMan(
  { running, fired }: DeadMan,
  listing: ListingKey,
  orders: readonly string[],
  atMs: number,
): DeadMan {
  return {
    running,
    fired: {
      atMs: fired?.atMs ?? atMs,
      listings: [...new Set([...(fired?.listings ?? []), listing])],
      orders: [...new Set([...(fired?.orders ?? []), ...orders])],
    },
  };
}

/**
 * Where the switch keeps a countdown: listings in which an order of ours can add to a position. One that holds nothing but
 * exits is left alone: there the switch could only take protection away, and where only others work it is not ours to end.
 */
export function guardedListings({ working }: AccountState): readonly ListingKey[] {
  const adding = Object.values(working).filter((order) => order.origin === "yoke" && !isExit(order.terms));
  return [...new Set(adding.map(({ terms }) => terms.listing))];
}

/** An order that cannot add to a position: reduce-only, or in hedge mode on the side that leaves it. */
function isExit({ reduceOnly, positionSide, side }: OrderTerms): boolean {
  return reduceOnly || (positionSide !== "both" && (side === "sell") === (positionSide === "long"));
}

/** What a countdown of one listing would cancel. */
export interface BlastRadius {
  readonly listing: ListingKey;
  readonly ours: number;
  readonly others: number;
  /** Exits among them, of ours and of others. */
  readonly exits: number;
}

/** Every listing in which the account has a working order; those that are guarded now come first. */
export function blastRadius(state: AccountState): readonly BlastRadius[] {
  const guarded = guardedListings(state);
  const orders = Object.values(state.working);
  const listings = [...new Set([...guarded, ...orders.map(({ terms }) => terms.listing)])];
  return listings.map((listing) => radiusOf(listing, orders));
}

function radiusOf(listing: ListingKey, orders: readonly WorkingOrder[]): BlastRadius {
  const own = orders.filter(({ terms }) => terms.listing === listing);
  const ours = own.filter(({ origin }) => origin === "yoke").length;
  const exits = own.filter(({ terms }) => isExit(terms)).length;
  return { listing, ours, others: own.length - ours, exits };
}
