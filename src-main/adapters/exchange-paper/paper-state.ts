// The paper venue's truth as the fold of its log gives it. Types and lookups only; apply-record.ts changes it.
import type { ListingKey } from "../../../src-core/market/listing.ts";
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import type { OrderTerms, PositionMode, PositionSide } from "../../../src-core/order-terms/order-terms.ts";
import type { VenueOrder, VenueOrderStatus } from "../../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import { type PositionKey, positionKey } from "../../../src-core/portfolio/portfolio.ts";

/** An order that can still trade. */
export interface LiveOrder {
  readonly accountId: AccountId;
  readonly venueOrderId: string;
  /** Absent for the venue's own orders: liquidations. */
  readonly clientId?: string;
  readonly terms: OrderTerms;
  readonly filled: Decimal;
  /** Sum of price x quantity over its fills. */
  readonly filledValue: Decimal;
  /** `waiting` for its trigger; `working` in the book. */
  readonly phase: "waiting" | "working";
  /** Time priority: the lower one came to the book first. */
  readonly rank: number;
  readonly atMs: number;
}

/** `costSigned` is what the open quantity was entered for, with the quantity's sign: exact where a mean price would not be. */
export interface HeldPosition {
  readonly listing: ListingKey;
  readonly positionSide: PositionSide;
  readonly quantitySigned: Decimal;
  readonly costSigned: Decimal;
}

export interface PaperAccount {
  readonly id: AccountId;
  readonly owner: string;
  readonly positionMode: PositionMode;
  readonly wallets: Readonly<Record<string, Decimal>>;
  /** Open positions only. */
  readonly positions: Readonly<Record<PositionKey, HeldPosition>>;
  /** By the venue's order id. */
  readonly orders: ReadonlyMap<string, LiveOrder>;
  readonly leverage: Readonly<Record<ListingKey, Decimal>>;
  /** When all orders of a listing are cancelled unless another word comes before; absent while there is none. */
  readonly countdowns?: Readonly<Record<ListingKey, number>>;
}

export interface PaperState {
  /** What the synthetic prices are made from; empty until the log was opened. */
  readonly seed: string;
  readonly accounts: ReadonlyMap<AccountId, PaperAccount>;
  /** The last number given to an order, trade or flow. */
  readonly lastNumber: number;
  /** Funding is settled up to and including this boundary. */
  readonly fundedUntilMs: number;
  /** Time of the last record. */
  readonly asOfMs: number;
}

export const EMPTY_PAPER_STATE: PaperState = {
  seed: "",
  accounts: new Map(),
  lastNumber: 0,
  fundedUntilMs: 0,
  asOfMs: 0,
};

/** Entry prices are shown with this many digits; realised amounts never come from them. */
const PRICE_SCALE = 8;

export function remaining(order: LiveOrder): Decimal {
  return order.terms.quantity.minus(order.filled);
}

export function entryPrice(position: HeldPosition): Decimal {
  return position.costSigned.dividedBy(position.quantitySigned, PRICE_SCALE, "half-even");
}

export function heldQuantity(account: PaperAccount, listing: ListingKey, side: PositionSide): Decimal {
  return account.positions[positionKey(listing, side)]?.quantitySigned ?? ZERO;
}

/** How much an order may take from its position: zero when it would only add to it. */
export function closable(account: PaperAccount, terms: OrderTerms): Decimal {
  const held = heldQuantity(account, terms.listing, terms.positionSide);
  const closes = terms.side === "sell" ? held.isPositive() : held.isNegative();
  return closes ? held.abs() : ZERO;
}

/** In hedge mode the side that leaves a position can only reduce it. */
export function onlyReduces(terms: OrderTerms): boolean {
  if (terms.positionSide === "both") return terms.reduceOnly;
  return terms.positionSide === "long" ? terms.side === "sell" : terms.side === "buy";
}

export function liveOrders(state: PaperState, listing: ListingKey): readonly LiveOrder[] {
  return [...state.accounts.values()].flatMap((account) =>
    [...account.orders.values()].filter((order) => order.terms.listing === listing),
  );
}

/** The order as the venue reports it. */
export function venueOrder(
  order: LiveOrder,
  status: VenueOrderStatus,
  atMs: number,
  reason?: string,
): VenueOrder {
  return {
    ...(order.clientId === undefined ? {} : { clientId: order.clientId }),
    venueOrderId: order.venueOrderId,
    terms: order.terms,
    status,
    filled: order.filled,
    ...(order.filled.isZero()
      ? {}
      : { averagePrice: order.filledValue.dividedBy(order.filled, PRICE_SCALE, "half-even") }),
    ...(reason === undefined ? {} : { reason }),
    atMs,
  };
}
