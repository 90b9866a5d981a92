// Everything that can change the portfolio. Types only.
import type { MarketDepth } from "../market/depth.ts";
import type { Listing, ListingKey } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import type {
  AccountSnapshot,
  Fill,
  StreamState,
  VenueBalance,
  VenuePosition,
} from "../order-terms/venue-event.ts";
import type { Account, AccountId, Group, GroupId } from "./account.ts";
import type { WorkingOrder } from "./portfolio.ts";

export type PortfolioEvent =
  | { readonly kind: "account-saved"; readonly account: Account }
  | { readonly kind: "account-removed"; readonly accountId: AccountId }
  | { readonly kind: "group-saved"; readonly group: Group }
  | { readonly kind: "group-removed"; readonly groupId: GroupId }
  | { readonly kind: "listings-loaded"; readonly listings: readonly Listing[] }
  | { readonly kind: "quote"; readonly quote: Quote }
  /** Absent: nobody follows it any more, so that what is known of it grows old. */
  | { readonly kind: "depth"; readonly listing: ListingKey; readonly depth?: MarketDepth }
  /** A complete reading: replaces balances and positions. Working orders are settled by the order machine, not here. */
  | {
      readonly kind: "snapshot";
      readonly accountId: AccountId;
      readonly snapshot: AccountSnapshot;
      readonly nowMs: number;
    }
  | {
      readonly kind: "balances";
      readonly accountId: AccountId;
      readonly balances: readonly VenueBalance[];
      /** The venue's time; without one the balances hold until the next word. */
      readonly atMs?: number;
    }
  | {
      readonly kind: "positions";
      readonly accountId: AccountId;
      readonly positions: readonly VenuePosition[];
      readonly atMs: number;
    }
  | { readonly kind: "fill"; readonly accountId: AccountId; readonly fill: Fill }
  | { readonly kind: "working"; readonly accountId: AccountId; readonly order: WorkingOrder }
  | { readonly kind: "settled"; readonly accountId: AccountId; readonly id: string }
  | { readonly kind: "stream"; readonly accountId: AccountId; readonly state: StreamState }
  | { readonly kind: "problem"; readonly accountId: AccountId; readonly problem?: string };
