// A venue whose every answer the test writes: it records what it was asked, and says only what it is told to say.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { type Outcome, succeed } from "../../../src-core/money/outcome.ts";
import type { Listing } from "../../../src-core/market/listing.ts";
import type { BookLevel, OrderBook } from "../../../src-core/market/order-book.ts";
import type { Quote } from "../../../src-core/market/quote.ts";
import type { CountdownAnswer } from "../../../src-core/orders/countdown.ts";
import type {
  AmendAnswer,
  CancelAnswer,
  CreateAnswer,
  QueryAnswer,
} from "../../../src-core/orders/order-event.ts";
import type {
  AccountSnapshot,
  Fill,
  VenueEvent,
  VenueOrder,
} from "../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../src-core/portfolio/account.ts";
import { sampleListing } from "../../../src-core/portfolio/samples.ts";
import type { AmendApproved, RiskApproved } from "../../../src-core/risk/verdict.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { AccountPort, KeyPermissions, OrderReference, VenuePort } from "../../ports/exchange.ts";

export interface ScriptedAccount {
  readonly created: RiskApproved[];
  readonly cancelled: OrderReference[];
  readonly amended: AmendApproved[];
  readonly queried: OrderReference[];
  /** Settings of countdowns as they came, with the time. */
  readonly countdowns: { readonly listing: string; readonly windowMs: number; readonly atMs: number }[];
  readonly say: (event: VenueEvent) => void;
  /** What the next calls answer. */
  onConnect: () => Promise<Outcome<KeyPermissions>>;
  onClose: () => Promise<void>;
  onCreate: (order: RiskApproved) => CreateAnswer | Promise<CreateAnswer>;
  onCancel: (order: OrderReference) => CancelAnswer;
  onAmend: (order: AmendApproved) => AmendAnswer | Promise<AmendAnswer>;
  onQuery: (order: OrderReference) => QueryAnswer;
  onCountdown: (windowMs: number) => CountdownAnswer | Promise<CountdownAnswer>;
  snapshot: AccountSnapshot | undefined;
  fills: readonly Fill[];
  /** What complete readings of its orders show; absent: they fail. */
  record: readonly VenueOrder[] | undefined;
}

export interface ScriptedVenue extends VenuePort {
  readonly listing: Listing;
  readonly account: (id: string) => ScriptedAccount;
  /** The touches hold more than any test trades, unless told otherwise. */
  readonly quote: (mark: string, touchQuantity?: string) => void;
  /** Says a book of so many levels a side around 60,000; nobody may listen. */
  readonly book: (levels: number) => void;
  /** How many listen to the book. */
  readonly bookListeners: () => number;
}

/** A paper venue with one listing, BTC/USDT:USDT in lots of 0.001; orders are accepted and rest unless told otherwise. */
export function scriptedVenue(clock: ClockPort, change: Partial<Listing> = {}): ScriptedVenue {
  const listing = sampleListing({ key: "paper:BTCUSDT", venue: "paper", ...change });
  const accounts = new Map<string, ScriptedAccount & { hear: (event: VenueEvent) => void }>();
  const hearing = new Set<(quote: Quote) => void>();
  const readers = new Set<(book: OrderBook) => void>();

  function accountOf(id: string): ScriptedAccount & { hear: (event: VenueEvent) => void } {
    const known = accounts.get(id) ?? scriptedAccount(clock);
    accounts.set(id, known);
    return known;
  }

  return {
    venue: "paper",
    title: "Paper",
    secretFields: [],
    offline: true,
    acceptanceWindowMs: 10_000,
    amendsInPlace: ["limit"],
    countdowns: true,
    listing,
    account: accountOf,
    quote: (mark, touchQuantity = "1000000") => {
      const quote = quoteAt(listing, mark, touchQuantity, clock.nowMs());
      for (const hear of hearing) hear(quote);
    },
    book: (levels) => {
      const level = (price: number): BookLevel => ({
        price: Decimal.fromInteger(price),
        quantity: Decimal.of("1"),
      });
      const at = Array.from({ length: levels }, (_, index) => index + 1);
      for (const hear of readers) {
        hear({
          listing: listing.key,
          bids: at.map((away) => level(60_000 - away)),
          asks: at.map((away) => level(60_000 + away)),
          atMs: 1,
        });
      }
    },
    bookListeners: () => readers.size,
    market: {
      venue: "paper",
      listings: async () => succeed([listing]),
      candles: async () => succeed([]),
      watchQuote: (_, hear) => {
        hearing.add(hear);
        return () => {
          hearing.delete(hear);
        };
      },
      watchBook: (_, hear) => {
        readers.add(hear);
        return () => readers.delete(hear);
      },
      close: async () => undefined,
    },
    openAccount: (account) => accountPort(account, accountOf(account.id), clock),
  };
}

function quoteAt(listing: Listing, mark: string, touchQuantity: string, atMs: number): Quote {
  const [price, half, quantity] = [Decimal.of(mark), Decimal.of("0.1"), Decimal.of(touchQuantity)];
  return {
    listing: listing.key,
    bid: price.minus(half),
    bidQuantity: quantity,
    ask: price.plus(half),
    askQuantity: quantity,
    last: price,
    mark: price,
    atMs,
  };
}

function scriptedAccount(clock: ClockPort): ScriptedAccount & { hear: (event: VenueEvent) => void } {
  const account: ScriptedAccount & { hear: (event: VenueEvent) => void } = {
    created: [],
    cancelled: [],
    amended: [],
    queried: [],
    countdowns: [],
    hear: () => undefined,
    say: (event) => {
      account.hear(event);
    },
    onClose: async () => undefined,
    onConnect: async () => succeed({ trade: true, withdraw: false, ipBound: true }),
    onCreate: (order) => ({ kind: "report", order: resting(order, clock.nowMs()) }),
    onAmend: (order) => ({ kind: "amended", order: resting(order, clock.nowMs()) }),
    onCancel: () => ({ kind: "canceled" }),
    onQuery: () => ({ kind: "not-found" }),
    onCountdown: () => ({ kind: "set", sentAtMs: clock.nowMs(), answeredAtMs: clock.nowMs() }),
    snapshot: {
      balances: [{ asset: "USDT", wallet: Decimal.of("10000"), available: Decimal.of("10000") }],
      positions: [],
      openOrders: [],
      positionMode: "one-way",
      atMs: clock.nowMs(),
    },
    fills: [],
    record: [],
  };
  return account;
}

/** The venue's report of an order that rests untouched. */
export function resting(order: Pick<RiskApproved, "clientId" | "terms">, atMs: number): VenueOrder {
  const { clientId, terms } = order;
  return { clientId, venueOrderId: `v-${clientId}`, terms, status: "open", filled: Decimal.of("0"), atMs };
}

/** The venue's word of a fill as taker, without a fee; one for each order. */
export function takerFill(
  { clientId, terms }: Pick<RiskApproved, "clientId" | "terms">,
  quantity: Decimal,
  price: Decimal,
  atMs: number,
): Fill {
  const { listing, side, positionSide } = terms;
  return {
    listing,
    side,
    positionSide,
    tradeId: `t-${clientId}`,
    venueOrderId: `v-${clientId}`,
    clientId,
    quantity,
    price,
    fee: ZERO,
    feeAsset: "USDT",
    liquidity: "taker",
    atMs,
  };
}

function accountPort(
  account: Account,
  script: ScriptedAccount & { hear: (event: VenueEvent) => void },
  clock: ClockPort,
): AccountPort {
  return {
    account,
    connect: async (hear) => {
      const connected = await script.onConnect();
      if (!connected.ok) return connected;
      script.hear = hear;
      clock.after(1, () => {
        hear({ kind: "stream", state: "live", atMs: clock.nowMs() });
      });
      return connected;
    },
    snapshot: async () =>
      script.snapshot === undefined
        ? {
            ok: false,
            failure: { code: "unreadable", place: "venue", message: "The venue does not answer." },
          }
        : succeed({ ...script.snapshot, atMs: clock.nowMs() }),
    fillsSince: async (_, sinceMs) => succeed(script.fills.filter(({ atMs }) => atMs >= sinceMs)),
    ordersSince: async () =>
      script.record === undefined
        ? {
            ok: false,
            failure: { code: "unreadable", place: "venue", message: "The venue does not answer." },
          }
        : succeed(script.record),
    create: async (order) => {
      script.created.push(order);
      return { answer: await script.onCreate(order), acceptableUntilMs: clock.nowMs() + 10_000 };
    },
    amend: async (order) => {
      script.amended.push(order);
      return { answer: await script.onAmend(order), acceptableUntilMs: clock.nowMs() + 10_000 };
    },
    cancel: async (order) => {
      script.cancelled.push(order);
      return script.onCancel(order);
    },
    query: async (order) => {
      script.queried.push(order);
      return script.onQuery(order);
    },
    setCountdown: async (of, windowMs) => {
      script.countdowns.push({ listing: of, windowMs, atMs: clock.nowMs() });
      return script.onCountdown(windowMs);
    },
    setLeverage: async () => succeed(undefined),
    positionMode: async () => succeed("one-way"),
    clockErrorMs: async () => 0,
    close: async () => {
      script.hear = () => undefined;
      await script.onClose();
    },
  };
}
