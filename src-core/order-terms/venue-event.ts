// What a venue says about orders, fills and accounts, after an adapter has turned it into our words. Types only.
import type { ListingKey } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import type { OrderTerms, PositionSide, Side } from "./order-terms.ts";

/** Where an order stands at the venue, as the venue says it. */
export const VENUE_ORDER_STATUSES = [
  "accepted",
  "open",
  "filled",
  "canceled",
  "expired",
  "rejected",
] as const;
export type VenueOrderStatus = (typeof VENUE_ORDER_STATUSES)[number];

/** How strongly a report proves what it says; earlier in the list outranks later. */
export const EVIDENCE = ["fill", "order-event", "query", "open-list", "history", "position-change"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** An order as a venue reports it. `clientId` is absent for orders made elsewhere without one. */
export interface VenueOrder {
  readonly clientId?: string;
  readonly venueOrderId: string;
  readonly terms: OrderTerms;
  readonly status: VenueOrderStatus;
  /** Cumulative, in the listing's size unit. */
  readonly filled: Decimal;
  readonly averagePrice?: Decimal;
  /** The venue's own words for a rejection or cancellation, untouched. */
  readonly reason?: string;
  readonly atMs: number;
}

/** One execution. Its identity is (account, listing, tradeId, side, venueOrderId). */
export interface Fill {
  readonly listing: ListingKey;
  readonly tradeId: string;
  readonly venueOrderId: string;
  readonly clientId?: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Positive is a cost. */
  readonly fee: Decimal;
  readonly feeAsset: string;
  readonly liquidity: "maker" | "taker";
  /** Realised by this fill as the venue reckons it, before fees, in the settlement asset. */
  readonly realisedPnl?: Decimal;
  readonly atMs: number;
}

/** A position as the venue reports it; `quantitySigned` is negative for shorts also in hedge mode. */
export interface VenuePosition {
  readonly listing: ListingKey;
  readonly positionSide: PositionSide;
  readonly quantitySigned: Decimal;
  readonly entryPrice: Decimal;
  readonly leverage?: Decimal;
  readonly liquidationPrice?: Decimal;
  readonly maintenanceMargin?: Decimal;
  readonly initialMargin?: Decimal;
}

/** One asset of an account. `wallet` excludes unrealised P&L. */
export interface VenueBalance {
  readonly asset: string;
  readonly wallet: Decimal;
  /** What new positions may use. */
  readonly available: Decimal;
}

/** One complete reading of an account, the unit of reconciliation. Absent lists were not readable: they are never "empty". */
export interface AccountSnapshot {
  readonly balances: readonly VenueBalance[];
  readonly positions: readonly VenuePosition[];
  readonly openOrders: readonly VenueOrder[];
  readonly positionMode: "one-way" | "hedge";
  /** What is set by listing, with or without a position; absent where the venue does not say. */
  readonly leverages?: Readonly<Record<ListingKey, Decimal>>;
  readonly atMs: number;
}

/** A change of an account's money that is no fill: funding, transfer, fee rebate, liquidation fee. */
export interface LedgerFlow {
  readonly id: string;
  readonly asset: string;
  /** Signed: positive is money in. */
  readonly amount: Decimal;
  readonly kind: "funding" | "transfer" | "fee" | "insurance" | "other";
  readonly atMs: number;
}

/** What the private side of a venue tells us while it is connected. */
export type VenueEvent =
  | { readonly kind: "order"; readonly order: VenueOrder }
  | { readonly kind: "fill"; readonly fill: Fill }
  | { readonly kind: "balances"; readonly balances: readonly VenueBalance[]; readonly atMs: number }
  | { readonly kind: "positions"; readonly positions: readonly VenuePosition[]; readonly atMs: number }
  | { readonly kind: "flow"; readonly flow: LedgerFlow }
  | { readonly kind: "liquidation"; readonly listing: ListingKey; readonly atMs: number }
  | { readonly kind: "stream"; readonly state: StreamState; readonly atMs: number };

/** `live`: events arrive in order and none is missing since the last snapshot; `gap`: some may be missing; `down`: none arrive. */
export type StreamState = "connecting" | "live" | "gap" | "down";
