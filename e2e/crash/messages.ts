// What a trader process and the venue's process say to each other.
import type { Listing } from "../../src-core/market/listing.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import type { VenueEvent } from "../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../src-core/portfolio/account.ts";

/** The methods of an account's port that are carried over: all that the paper venue has and that need no closure. */
export const METHODS = [
  "snapshot",
  "fillsSince",
  "ordersSince",
  "create",
  "amend",
  "cancel",
  "query",
  "setLeverage",
  "positionMode",
] as const;
export type Method = (typeof METHODS)[number];

export type ToVenue =
  | { readonly kind: "connect"; readonly id: number; readonly account: Account }
  | {
      readonly kind: "call";
      readonly id: number;
      readonly accountId: string;
      readonly method: Method;
      readonly args: readonly unknown[];
    }
  /** The trader has reconciled and starts; what it believes is to be compared with the truth. */
  | { readonly kind: "ready"; readonly belief: Belief };

export type FromVenue =
  | { readonly kind: "listings"; readonly listings: readonly Listing[] }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "event"; readonly accountId: string; readonly event: VenueEvent }
  | { readonly kind: "quote"; readonly quote: Quote }
  /** The belief was compared, and it agrees or will not: trade now. */
  | { readonly kind: "go" }
  /** Something moved between the belief and the truth: say again what is believed. */
  | { readonly kind: "again" };

/** What can be sent to a venue that changes something there. */
export const COMMANDS = ["create", "amend", "cancel"] as const;
export type Command = (typeof COMMANDS)[number];

/** What a terminal holds for true, as sorted text lines. */
export interface Belief {
  readonly positions: readonly string[];
  readonly working: readonly string[];
  /** Ids of orders that are held as in doubt, or whose change is. */
  readonly doubted: readonly string[];
  /** Client ids whose outcome is not known. */
  readonly unknown: readonly string[];
  /** A person's halt stands. */
  readonly halted: boolean;
}
