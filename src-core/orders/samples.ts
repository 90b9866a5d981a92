// Orders, reports and fills for tests, each with what the test does not care about filled in.
import { Decimal } from "../money/decimal.ts";
import type { OrderTerms } from "../order-terms/order-terms.ts";
import type { Evidence, Fill, VenueOrder, VenueOrderStatus } from "../order-terms/venue-event.ts";
import { newOrder } from "./new-order.ts";
import type { Order } from "./order.ts";
import type { CreateAnswer, OrderEvent } from "./order-event.ts";
import { reduceOrder } from "./reduce-order.ts";

export const SAMPLE_TERMS: OrderTerms = {
  listing: "paper:BTCUSDT",
  side: "buy",
  positionSide: "both",
  type: "limit",
  quantity: Decimal.of("10"),
  price: Decimal.of("100"),
  timeInForce: "GTC",
  postOnly: false,
  reduceOnly: false,
};

/** A buy of 10 at 100, just journaled. */
export function sampleIntent(terms: Partial<OrderTerms> = {}): Order {
  const leg = {
    accountId: "a",
    listingVersion: 1,
    effect: "open" as const,
    terms: { ...SAMPLE_TERMS, ...terms },
  };
  return newOrder("plan", 0, "y0000000000000000000000001", leg, 1_000);
}

/** The order after the events. */
export function after(order: Order, ...events: readonly OrderEvent[]): Order {
  return events.reduce((at, event) => reduceOrder(at, event).order, order);
}

export function sampleReport(status: VenueOrderStatus, filled = "0", atMs = 2_000): VenueOrder {
  return {
    clientId: "y0000000000000000000000001",
    venueOrderId: "v1",
    terms: SAMPLE_TERMS,
    status,
    filled: Decimal.of(filled),
    atMs,
  };
}

export function sampleFillOf(tradeId: string, quantity: string, price = "100", fee = "0.1"): Fill {
  return {
    listing: SAMPLE_TERMS.listing,
    tradeId,
    venueOrderId: "v1",
    clientId: "y0000000000000000000000001",
    side: "buy",
    positionSide: "both",
    quantity: Decimal.of(quantity),
    price: Decimal.of(price),
    fee: Decimal.of(fee),
    feeAsset: "USDT",
    liquidity: "taker",
    atMs: 2_000,
  };
}

export const SENDING: OrderEvent = { kind: "sending", atMs: 1_001 };

export function reported(
  status: VenueOrderStatus,
  filled = "0",
  evidence: Evidence = "order-event",
): OrderEvent {
  return { kind: "reported", order: sampleReport(status, filled), evidence, atMs: 2_000 };
}

/** The create's answer; the venue could take the create until 11,000 ms. */
export function answered(answer: CreateAnswer, atMs = 1_050): OrderEvent {
  return { kind: "create-answered", answer, acceptableUntilMs: 11_000, atMs };
}

/** A "not found" that counts if it is asked late enough, unless the change says otherwise. */
export function notFoundAt(
  askedAtMs: number,
  change: Partial<Extract<OrderEvent, { readonly kind: "query-answered" }>> = {},
): OrderEvent {
  return {
    kind: "query-answered",
    answer: { kind: "not-found" },
    askedAtMs,
    positiveControl: true,
    streamLiveSinceSend: true,
    clockErrorMs: 100,
    atMs: askedAtMs + 50,
    ...change,
  };
}

export function filledBy(tradeId: string, quantity: string, price?: string): OrderEvent {
  return { kind: "filled", fill: sampleFillOf(tradeId, quantity, price), atMs: 2_000 };
}
