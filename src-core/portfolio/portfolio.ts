// The state of every account as one immutable value. The reducer beside it is the only thing that changes it.
import type { MarketDepth } from "../market/depth.ts";
import type { Listing, ListingKey } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import type { Decimal } from "../money/decimal.ts";
import type { OrderTerms, PositionSide } from "../order-terms/order-terms.ts";
import type { StreamState, VenueBalance } from "../order-terms/venue-event.ts";
import type { Account, AccountId, Group, GroupId } from "./account.ts";

/** Whose order it is: ours, another installation of Yoke, a bot the user named by a client id prefix, or anyone else. */
export type Origin = "yoke" | `yoke:${string}` | `bot:${string}` | "external";

/** `listing|positionSide`. */
export type PositionKey = string;

/** A row with quantity zero is no position: it keeps what was realised and what the venue last said. */
export interface Position {
  readonly listing: ListingKey;
  readonly positionSide: PositionSide;
  /** Size units; negative is short, in hedge mode too. */
  readonly quantitySigned: Decimal;
  /** Average cost; zero for a flat row, and where the venue did not say. */
  readonly entryPrice: Decimal;
  /** Since we know the position, before fees, settlement asset. */
  readonly realisedPnl: Decimal;
  /** Fees paid since we know the position, settlement asset; positive is a cost. */
  readonly fees: Decimal;
  /** Some fill's P&L or fee could not be known in the settlement asset: the sum of that name is not the whole. */
  readonly incomplete?: { readonly realisedPnl: boolean; readonly fees: boolean };
  readonly leverage?: Decimal;
  readonly liquidationPrice?: Decimal;
  readonly initialMargin?: Decimal;
  readonly maintenanceMargin?: Decimal;
  /** The venue's time of the last report. A fill not later than a report is already in it. */
  readonly asOfMs: number;
  /** The venue's time of the last fill that moved the quantity; a report from before it is out of date. */
  readonly filledAtMs?: number;
}

/** An order that can still trade, or that may exist: everything that reserves exposure. */
export interface WorkingOrder {
  /** Our client id, else `venueOrderId`. Unique in the account. */
  readonly id: string;
  readonly venueOrderId?: string;
  readonly terms: OrderTerms;
  /** The terms that it may have instead: an amend is under way, and the worse of both is reserved. */
  readonly amending?: OrderTerms;
  /** Its trigger has fired: it waits no longer, and what has a price rests in the book. */
  readonly triggered?: true;
  readonly filled: Decimal;
  readonly origin: Origin;
  /** `working` at the venue for sure; `pending` sent and not answered; `unknown` may or may not exist. All three reserve in full. */
  readonly certainty: "working" | "pending" | "unknown";
}

export interface AccountState {
  readonly account: Account;
  readonly balances: Readonly<Record<string, VenueBalance>>;
  readonly positions: Readonly<Record<PositionKey, Position>>;
  readonly working: Readonly<Record<string, WorkingOrder>>;
  /** Leverage set at the venue by listing, as the last complete snapshot said. */
  readonly leverages?: Readonly<Record<ListingKey, Decimal>>;
  /** The venue's time of the last word on each balance that came after a snapshot; an older snapshot does not undo it. */
  readonly balancesAtMs?: Readonly<Record<string, number>>;
  readonly stream: StreamState;
  /** When the last complete snapshot was reconciled, our clock; absent when never. */
  readonly syncedAtMs?: number;
  /** The same snapshot's time at the venue: what it did not name was flat then. */
  readonly snapshotAtMs?: number;
  /** Why the account cannot be used, in words a person can act on. */
  readonly problem?: string;
}

export interface Portfolio {
  readonly accounts: Readonly<Record<AccountId, AccountState>>;
  readonly groups: Readonly<Record<GroupId, Group>>;
  readonly listings: Readonly<Record<ListingKey, Listing>>;
  readonly quotes: ReadonlyMap<ListingKey, Quote>;
  /** Of the listings that somebody plans with; others have none. */
  readonly depths: ReadonlyMap<ListingKey, MarketDepth>;
}

export const EMPTY_PORTFOLIO: Portfolio = {
  accounts: {},
  groups: {},
  listings: {},
  quotes: new Map(),
  depths: new Map(),
};

export function positionKey(listing: ListingKey, side: PositionSide): PositionKey {
  return `${listing}|${side}`;
}
