// A venue, from our side: its public market, and one private session per account. Adapters speak core's words only.
import type { Candle, CandleInterval } from "../../src-core/market/candle.ts";
import type { Listing, ListingKey } from "../../src-core/market/listing.ts";
import type { OrderBook } from "../../src-core/market/order-book.ts";
import type { PublicTrade } from "../../src-core/market/public-trade.ts";
import type { Quote } from "../../src-core/market/quote.ts";
import type { Outcome } from "../../src-core/money/outcome.ts";
import type { CountdownAnswer } from "../../src-core/orders/countdown.ts";
import type {
  AmendAnswer,
  CancelAnswer,
  CreateAnswer,
  QueryAnswer,
} from "../../src-core/orders/order-event.ts";
import type { OrderTerms, OrderType, PositionMode } from "../../src-core/order-terms/order-terms.ts";
import type {
  AccountSnapshot,
  Fill,
  LedgerFlow,
  VenueEvent,
  VenueOrder,
} from "../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../src-core/portfolio/account.ts";
import type { BucketReading } from "../../src-core/risk/gate-input.ts";
import type { AmendApproved, RiskApproved } from "../../src-core/risk/verdict.ts";
import type { Secrets } from "./secret-store.ts";

/** Stops a subscription. Safe to call twice. */
export type Stop = () => void;

/** The public side of a venue. Needs no keys; one per venue, shared by all its accounts. */
export interface MarketPort {
  readonly venue: string;
  /** All tradable listings; loaded once and kept, `refresh` reads again. */
  listings(refresh?: boolean): Promise<Outcome<readonly Listing[]>>;
  candles(listing: ListingKey, interval: CandleInterval, limit: number): Promise<Outcome<readonly Candle[]>>;
  watchQuote(listing: ListingKey, hear: (quote: Quote) => void): Stop;
  /** At least the ten best levels of each side. */
  watchBook(listing: ListingKey, hear: (book: OrderBook) => void): Stop;
  /** Trades of others as they happen; absent where the venue tells none. */
  watchTrades?(listing: ListingKey, hear: (trade: PublicTrade) => void): Stop;
  close(): Promise<void>;
}

/** What a key may do, as the venue says; `unknown` is never shown as safe. */
export interface KeyPermissions {
  readonly trade: boolean | "unknown";
  readonly withdraw: boolean | "unknown";
  readonly ipBound: boolean | "unknown";
}

/** How long a create may still be accepted after it left, by the venue's own rule; absent when it has none. */
export interface SentCreate {
  readonly answer: CreateAnswer;
  readonly acceptableUntilMs?: number;
}

/** How long an amend may still be accepted after it left, by the venue's own rule; absent when it has none. */
export interface SentAmend {
  readonly answer: AmendAnswer;
  readonly acceptableUntilMs?: number;
}

/** One account's private side. Methods never throw for what the network or venue does: they answer. */
export interface AccountPort {
  readonly account: Account;
  /** Starts the private stream; events come in order, never inside a call of ours. */
  connect(hear: (event: VenueEvent) => void): Promise<Outcome<KeyPermissions>>;
  /** A complete reading, or why it could not be had. A partial reading is a failure. */
  snapshot(): Promise<Outcome<AccountSnapshot>>;
  /** Fills of one listing since a time, oldest first, complete. */
  fillsSince(listing: ListingKey, sinceMs: number): Promise<Outcome<readonly Fill[]>>;
  /**
   * Every order of one listing made since a time, open and ended, triggers too, complete by pages. Fails where the venue no
   * longer shows so far back. Absent where the venue has no such listing: absence is then never proven by reading.
   */
  ordersSince?(listing: ListingKey, sinceMs: number): Promise<Outcome<readonly VenueOrder[]>>;
  /**
   * Money that came and went since a time and is neither profit nor commission, complete; where the venue can say it. Then
   * this list is what counts, and the stream's flows only tell that there is something to read.
   */
  flowsSince?(sinceMs: number): Promise<Outcome<readonly LedgerFlow[]>>;
  /** Sends once, never again by itself. `mayLeave` is asked at the last moment, after every wait: false ends it as not sent. */
  create(order: RiskApproved, mayLeave?: () => boolean): Promise<SentCreate>;
  /** Changes price and size of a working order once, never again by itself. */
  amend(order: AmendApproved): Promise<SentAmend>;
  /** Cancels by our client id where there is one, else by the venue's id. */
  cancel(order: OrderReference): Promise<CancelAnswer>;
  query(order: OrderReference): Promise<QueryAnswer>;
  /**
   * Tells the venue to cancel every open order of the listing, whoever made it, once `windowMs` have passed without another
   * such word; 0 takes that back. Sent once, never again by itself. Absent where the venue has no such timer.
   */
  setCountdown?(listing: ListingKey, windowMs: number): Promise<CountdownAnswer>;
  setLeverage(listing: ListingKey, leverage: number): Promise<Outcome<void>>;
  positionMode(): Promise<Outcome<PositionMode>>;
  /** Our clock minus the venue's, from one round trip; undefined when it could not be measured. */
  clockErrorMs(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Names an order to a venue: which listing, which kind of order (some venues keep triggers apart), which ids. */
export interface OrderReference {
  readonly listing: ListingKey;
  readonly type: OrderTerms["type"];
  readonly clientId?: string;
  readonly venueOrderId?: string;
}

/** A venue that can be connected to. */
export interface VenuePort {
  readonly venue: string;
  /** What a person calls it, for example `Binance USD-M`. */
  readonly title: string;
  /** The secrets an account needs, in the order in which they are asked for; none for paper. */
  readonly secretFields: readonly (keyof Secrets)[];
  /** Its market is made on this machine: it may be read before anybody asks for it. */
  readonly offline?: true;
  readonly market: MarketPort;
  /** How long after it left a create may still be accepted, by the venue's own rule; absent where it has none. */
  readonly acceptanceWindowMs?: number;
  /** The venue's request limits as they stand; absent where there are none. */
  buckets?(): readonly BucketReading[];
  /** The orders that the venue changes in place; others are cancelled and made anew. */
  readonly amendsInPlace: readonly OrderType[];
  /** Its accounts can have a countdown of each listing that cancels all orders of it; absent where it has none. */
  readonly countdowns?: true;
  openAccount(account: Account, secrets: Secrets | undefined): AccountPort;
}
