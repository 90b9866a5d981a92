// Orders against the moving book: takers sweep it, resting orders fill when it comes to them.
import { ZERO, type Decimal } from "../../../src-core/money/decimal.ts";
import { execute, finish } from "./execution.ts";
import { affords } from "./margin.ts";
import type { Level, PublicTrade } from "./market.ts";
import { checkFilters, type OrderRequest } from "./order-request.ts";
import { orderMessage } from "./order-views.ts";
import { meetResting, restingAgainst } from "./own-orders.ts";
import { allowed, clamps, closable, expireSpentReductions } from "./reductions.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { isOpen, openOrders, type TruthAccount, type TruthOrder, type VenueSide } from "./truth.ts";
import type { Venue } from "./venue.ts";

function crosses(side: VenueSide, limit: Decimal, price: Decimal): boolean {
  return side === "BUY" ? price.atMost(limit) : price.atLeast(limit);
}

/** The levels that an order of this side would meet, down to its limit; a zero limit takes any price. */
function reachable(venue: Venue, order: TruthOrder): readonly Level[] {
  const market = venue.market.of(order.symbol);
  const levels = order.side === "BUY" ? market.asks : market.bids;
  return order.type === "MARKET"
    ? levels
    : levels.filter(([price]) => crosses(order.side, order.price, price));
}

function take(venue: Venue, account: TruthAccount, order: TruthOrder): void {
  for (const [price, depth] of reachable(venue, order)) {
    meetResting(venue, account, order, price);
    const quantity = allowed(venue, account, order).min(depth);
    if (!quantity.isPositive()) return;
    execute(venue, account, order, { price, quantity, maker: false });
  }
  meetResting(venue, account, order);
}

function depthWithin(venue: Venue, order: TruthOrder): Decimal {
  return reachable(venue, order).reduce((total, [, depth]) => total.plus(depth), ZERO);
}

/** Makes the order that a request describes, without placing it. */
export function makeOrder(
  venue: Venue,
  request: OrderRequest,
  clientOrderId: string,
  origType: string,
): TruthOrder {
  const atMs = venue.now();
  return {
    orderId: venue.nextId(),
    clientOrderId,
    symbol: request.instrument.symbol,
    side: request.side,
    positionSide: request.positionSide,
    type: request.price.isZero() ? "MARKET" : "LIMIT",
    origType,
    timeInForce: request.timeInForce,
    quantity: request.quantity,
    price: request.price,
    reduceOnly: request.reduceOnly,
    preventsSelfTrade: request.preventsSelfTrade,
    createdMs: atMs,
    status: "NEW",
    filled: ZERO,
    filledValue: ZERO,
    updatedMs: atMs,
  };
}

/** What stands against an order before it enters the book, in the order in which the venue looks. */
function objection(venue: Venue, account: TruthAccount, order: TruthOrder): Refusal | undefined {
  if (openOrders(account).some((other) => other.clientOrderId === order.clientOrderId)) return refuse(-4116);
  if (clamps(venue, order) && closable(account, order).isZero()) return refuse(-2022);
  if (!affords(account, venue.market, order)) return refuse(-2019);
  const depth = depthWithin(venue, order);
  const meets = depth.isPositive() || restingAgainst(venue, order).length > 0;
  if (order.timeInForce === "GTX" && meets) return refuse(-5022);
  if (order.timeInForce === "FOK" && depth.lessThan(order.quantity)) return refuse(-5021);
  if (order.type === "MARKET" && depth.isZero()) return refuse(-4131);
  return undefined;
}

/** Puts an order into the book: it takes what it can and rests, or ends, as its time in force says. */
export function enter(venue: Venue, account: TruthAccount, order: TruthOrder): Refusal | undefined {
  const refusal = objection(venue, account, order);
  if (refusal !== undefined) return refusal;
  account.orders.set(order.orderId, order);
  venue.tell(account, orderMessage(order, "NEW"));
  take(venue, account, order);
  if (
    isOpen(order) &&
    (order.type === "MARKET" || order.timeInForce === "IOC" || order.timeInForce === "FOK")
  ) {
    finish(venue, account, order, "EXPIRED");
  }
  expireSpentReductions(venue, account, order.symbol);
  return undefined;
}

/** Changes a resting order and puts it back at the end of its queue; refused, it is as it was. */
export function restate(
  venue: Venue,
  account: TruthAccount,
  order: TruthOrder,
  terms: Pick<TruthOrder, "quantity" | "price">,
): Refusal | undefined {
  const { quantity, price } = order;
  account.orders.delete(order.orderId);
  Object.assign(order, terms);
  const refusal = objection(venue, account, order);
  if (refusal !== undefined) {
    Object.assign(order, { quantity, price });
    account.orders.set(order.orderId, order);
    return refusal;
  }
  account.orders.set(order.orderId, order);
  order.updatedMs = venue.now();
  venue.tell(account, orderMessage(order, "AMENDMENT"));
  take(venue, account, order);
  expireSpentReductions(venue, account, order.symbol);
  return undefined;
}

/** A whole create: filters, objections, the book. */
export function place(venue: Venue, account: TruthAccount, request: OrderRequest): TruthOrder | Refusal {
  const refusal = checkFilters(request, venue.market);
  if (refusal !== undefined) return refusal;
  const order = makeOrder(venue, request, request.clientId ?? `web_${String(venue.nextId())}`, request.type);
  return enter(venue, account, order) ?? order;
}

function fillResting(venue: Venue, account: TruthAccount, order: TruthOrder, depth: Decimal): void {
  const quantity = allowed(venue, account, order).min(depth);
  if (!quantity.isPositive()) return;
  execute(venue, account, order, { price: order.price, quantity, maker: true });
  expireSpentReductions(venue, account, order.symbol);
}

/** Resting orders that the book has reached fill at their own price. */
export function matchBook(venue: Venue, symbol: string): void {
  for (const account of venue.accounts.values()) {
    for (const order of openOrders(account)) {
      if (order.symbol === symbol) fillResting(venue, account, order, depthWithin(venue, order));
    }
    expireSpentReductions(venue, account, symbol, true);
  }
}

/** An aggressor's trade fills resting orders at its price or better, up to its quantity, in order of age. */
export function matchTrade(venue: Venue, symbol: string, trade: PublicTrade): void {
  const side: VenueSide = trade.buyerIsMaker ? "BUY" : "SELL";
  let left = trade.quantity;
  for (const account of venue.accounts.values()) {
    for (const order of openOrders(account)) {
      if (order.symbol !== symbol || order.side !== side || !crosses(side, order.price, trade.price))
        continue;
      const before = order.filled;
      fillResting(venue, account, order, left);
      left = left.minus(order.filled.minus(before));
    }
  }
}
