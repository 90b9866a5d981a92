// The harness of the exchange cases and the trader who acts in them: sends orders, keeps what the stream says.
import { expect } from "vitest";
import type { Listing, ListingKey } from "../../src-core/market/listing.ts";
import { Decimal, sum, ZERO } from "../../src-core/money/decimal.ts";
import type { OrderTerms, PositionMode } from "../../src-core/order-terms/order-terms.ts";
import type {
  AccountSnapshot,
  Fill,
  VenueBalance,
  VenueEvent,
  VenueOrder,
  VenuePosition,
} from "../../src-core/order-terms/venue-event.ts";
import { positionKey } from "../../src-core/portfolio/portfolio.ts";
import type { ConformanceCase } from "./conformance.ts";
import type { AccountPort, OrderReference, SentCreate, VenuePort } from "./exchange.ts";

/** All that a case knows of where it runs. */
export interface ExchangeHarness {
  readonly venue: VenuePort;
  /** A liquid linear perpetual in which an account can carry 50 minimum orders. */
  readonly listing: ListingKey;
  /** A private session, not yet connected, of an account without orders and positions; another account each time. */
  open(mode: PositionMode): AccountPort;
  /** A client id that the venue has not seen, in a form that it takes. */
  clientId(): string;
  /** Lets time pass until the promise has settled. */
  readonly settle: <T>(promise: Promise<T>) => Promise<T>;
  /** Lets this much time pass. */
  readonly pass: (ms: number) => Promise<void>;
  close(): Promise<void>;
}

export type MakeExchange = () => Promise<ExchangeHarness>;

/** Every case opens its own harness and closes it, whatever happens. */
export function exchangeCase(
  id: string,
  title: string,
  play: (harness: ExchangeHarness) => Promise<void>,
): ConformanceCase<MakeExchange> {
  return {
    id,
    title,
    async run(make) {
      const harness = await make();
      try {
        await play(harness);
      } finally {
        await harness.settle(harness.close());
      }
    },
  };
}

/** After this long an order has been answered and its events have arrived. */
export const QUIET_MS = 1_000;

/** One connected account and everything that it heard. */
export interface Trader {
  readonly port: AccountPort;
  readonly listing: Listing;
  readonly events: VenueEvent[];
  /** The smallest quantity that the venue takes at this price, times `lots` of it. */
  quantity(times: number): Decimal;
  /** The mark when the trader connected, moved by whole percents and set on the tick. */
  price(percent: number): Decimal;
  send(
    changes: Partial<OrderTerms>,
    clientId?: string,
  ): Promise<{ readonly clientId: string; readonly sent: SentCreate }>;
  reference(clientId: string, type?: OrderTerms["type"]): OrderReference;
  query(clientId: string, type?: OrderTerms["type"]): Promise<VenueOrder | undefined>;
  snapshot(): Promise<AccountSnapshot>;
  orderEvents(clientId: string): readonly VenueOrder[];
  fills(clientId?: string): readonly Fill[];
}

/** Connects a fresh account; its events are kept in order. */
export async function trader(harness: ExchangeHarness, mode: PositionMode = "one-way"): Promise<Trader> {
  const { venue, settle, pass } = harness;
  const listings = await settle(venue.market.listings());
  const listing = listings.ok ? listings.value.find(({ key }) => key === harness.listing) : undefined;
  if (listing === undefined) throw new Error("the harness names a listing of the venue");
  const mark = await markOf(harness);
  const port = harness.open(mode);
  const events: VenueEvent[] = [];
  const connected = await settle(port.connect((event) => events.push(event)));
  if (!connected.ok) throw new Error(`could not connect: ${connected.failure.message}`);
  const price = (percent: number) =>
    mark
      .times(Decimal.fromInteger(100 + percent))
      .dividedBy(Decimal.fromInteger(100), 8, "down")
      .toStep(listing.tick, "down");
  const least = leastQuantity(listing, price(-20));
  const reference = (clientId: string, type: OrderTerms["type"] = "limit") => ({
    listing: listing.key,
    type,
    clientId,
  });
  const fills = (clientId?: string) =>
    events.flatMap((event) =>
      event.kind === "fill" && (clientId ?? event.fill.clientId) === event.fill.clientId ? [event.fill] : [],
    );

  return {
    port,
    listing,
    events,
    price,
    reference,
    fills,
    quantity: (times) => least.times(Decimal.fromInteger(times)),
    async send(changes, clientId = harness.clientId()) {
      const terms = { ...marketOrder(listing.key, mode), quantity: least, ...changes };
      const sent = await settle(port.create(approved(port, clientId, terms)));
      await pass(QUIET_MS);
      return { clientId, sent };
    },
    async query(clientId, type) {
      const answer = await settle(port.query(reference(clientId, type)));
      expect(answer.kind).not.toBe("unknown");
      return answer.kind === "found" ? answer.order : undefined;
    },
    async snapshot() {
      const answer = await settle(port.snapshot());
      if (!answer.ok) throw new Error(`no snapshot: ${answer.failure.message}`);
      return answer.value;
    },
    orderEvents: (clientId) =>
      events.flatMap((event) =>
        event.kind === "order" && event.order.clientId === clientId ? [event.order] : [],
      ),
  };
}

/** Orders here test the venue, also with what the gate would never let through; so they do not come from the gate. */
export function approved(
  port: AccountPort,
  clientId: string,
  terms: OrderTerms,
): Parameters<AccountPort["create"]>[0] {
  const order = { planId: "conformance", hash: "", clientId, accountId: port.account.id, terms };
  return order as Parameters<AccountPort["create"]>[0];
}

/** Whether the venue took the order, in either of its ways to say so. */
export function isTaken({ answer }: SentCreate): boolean {
  return answer.kind === "accepted" || (answer.kind === "report" && answer.order.status !== "rejected");
}

/** Whether it is certain that the order does not exist: refused by the venue, or by the adapter before it left. */
export function isRefused({ answer }: SentCreate): boolean {
  return answer.kind === "rejected" || answer.kind === "not-sent";
}

export function total(fills: readonly Fill[]): Decimal {
  return sum(fills.map((fill) => fill.quantity));
}

export function signedTotal(fills: readonly Fill[]): Decimal {
  return sum(fills.map((fill) => (fill.side === "buy" ? fill.quantity : fill.quantity.negated())));
}

export function held(
  snapshot: AccountSnapshot,
  listing: ListingKey,
  side: VenuePosition["positionSide"] = "both",
): Decimal {
  const row = snapshot.positions.find(
    (position) => position.listing === listing && position.positionSide === side,
  );
  return row?.quantitySigned ?? ZERO;
}

/** What the stream alone says: open orders by client id, quantities by position, wallets by asset. As text, to compare. */
export function streamState(events: readonly VenueEvent[]) {
  const orders = new Map<string, string>();
  const positions = new Map<string, string>();
  const wallets = new Map<string, string>();
  for (const event of events) {
    if (event.kind === "order") noteOrder(orders, event.order);
    if (event.kind === "positions") for (const position of event.positions) notePosition(positions, position);
    if (event.kind === "balances") for (const balance of event.balances) noteBalance(wallets, balance);
  }
  return { orders, positions, wallets };
}

/** The same of a complete reading. */
export function snapshotState(snapshot: AccountSnapshot) {
  const state = {
    orders: new Map<string, string>(),
    positions: new Map<string, string>(),
    wallets: new Map<string, string>(),
  };
  for (const order of snapshot.openOrders) noteOrder(state.orders, order);
  for (const position of snapshot.positions) notePosition(state.positions, position);
  for (const balance of snapshot.balances) noteBalance(state.wallets, balance);
  return state;
}

function noteOrder(orders: Map<string, string>, order: VenueOrder): void {
  const id = order.clientId ?? order.venueOrderId;
  if (order.status === "open" || order.status === "accepted") orders.set(id, order.filled.toString());
  else orders.delete(id);
}

function notePosition(positions: Map<string, string>, position: VenuePosition): void {
  const key = positionKey(position.listing, position.positionSide);
  if (position.quantitySigned.isZero()) positions.delete(key);
  else positions.set(key, position.quantitySigned.toString());
}

function noteBalance(wallets: Map<string, string>, balance: VenueBalance): void {
  wallets.set(balance.asset, balance.wallet.toString());
}

function marketOrder(listing: ListingKey, mode: PositionMode): Omit<OrderTerms, "quantity"> {
  return {
    listing,
    side: "buy",
    positionSide: mode === "hedge" ? "long" : "both",
    type: "market",
    timeInForce: "GTC",
    postOnly: false,
    reduceOnly: false,
  };
}

/** Enough for the minimum notional at the lowest price that the cases use. */
function leastQuantity(listing: Listing, lowest: Decimal): Decimal {
  const byNotional = listing.minNotional.dividedBy(lowest, 18, "up").toStep(listing.lot, "ceil");
  return byNotional.max(listing.minQuantity);
}

async function markOf(harness: ExchangeHarness): Promise<Decimal> {
  let mark: Decimal | undefined;
  const stop = harness.venue.market.watchQuote(harness.listing, (quote) => {
    mark = quote.mark ?? mark;
  });
  for (let tries = 0; mark === undefined && tries < 10; tries += 1) await harness.pass(QUIET_MS);
  stop();
  if (mark === undefined) throw new Error("the venue quotes a mark");
  return mark;
}
