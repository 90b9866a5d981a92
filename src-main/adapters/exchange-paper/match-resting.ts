// Resting orders meet the market's move: it trades through them, or strangers' trades reach them in the queue.
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { opposite, type Side } from "../../../src-core/order-terms/order-terms.ts";
import { accountIn, aheadOf, type Draft, setAhead } from "./draft.ts";
import type { MarketMoment, MarketTrade } from "./market-source.ts";
import type { LiveOrder } from "./paper-state.ts";
import { restingOn, strangersOn, takeFromStrangers } from "./visible-liquidity.ts";
import { tradable, writeTrade } from "./write-trade.ts";

/** Fills what the moment reaches, at the orders' own prices and as maker. */
export function matchResting(draft: Draft, moment: MarketMoment): void {
  for (const side of ["buy", "sell"] as const) {
    const all = inPriority(restingOn(draft, moment.listing, side), side);
    matchCrossed(draft, moment, side, all);
    const own = all.filter((order) => accountIn(draft, order.accountId).orders.has(order.venueOrderId));
    shortenQueues(draft, moment, side, own);
    for (const trade of moment.trades) if (trade.aggressor !== side) matchTrade(draft, side, trade, own);
  }
}

/** The book has moved onto or past the order: past it in full, at its price only as much as strangers show there. */
function matchCrossed(draft: Draft, moment: MarketMoment, side: Side, own: readonly LiveOrder[]): void {
  for (const order of own) {
    const best = strangersOn(draft, moment, opposite(side))[0];
    const price = order.terms.price;
    if (best === undefined || price === undefined || isAway(side, best.price, price)) return;
    const isThrough = !price.equals(best.price);
    const open = tradable(draft, order);
    const quantity = isThrough ? open : open.min(best.quantity);
    if (!quantity.isPositive()) continue;
    if (!isThrough) takeFromStrangers(draft, moment, opposite(side), price, quantity);
    writeTrade(draft, { price, quantity, maker: order });
  }
}

/** Strangers ahead who left: a queue is never longer than what is shown. After a restart an order stands behind all of them. */
function shortenQueues(draft: Draft, moment: MarketMoment, side: Side, own: readonly LiveOrder[]): void {
  const levels = strangersOn(draft, moment, side);
  const outermost = levels.at(-1)?.price;
  for (const { venueOrderId, terms } of own) {
    if (terms.price === undefined || outermost === undefined || isAway(side, outermost, terms.price)) return;
    const level = levels.find((shown) => terms.price?.equals(shown.price))?.quantity;
    const known = draft.memory.ahead.get(venueOrderId);
    if (known === undefined) setAhead(draft, venueOrderId, level ?? ZERO);
    else if (level?.lessThan(known) === true) setAhead(draft, venueOrderId, level);
  }
}

/** A stranger's market order eats the queue first, then own orders in priority; orders better than its price come before all. */
function matchTrade(draft: Draft, side: Side, trade: MarketTrade, own: readonly LiveOrder[]): void {
  let left = trade.quantity;
  let queueEaten = ZERO;
  for (const order of own) {
    const price = order.terms.price;
    if (price === undefined || isAway(side, trade.price, price) || left.isZero()) return;
    if (tradable(draft, order).isZero()) continue;
    if (price.equals(trade.price)) {
      const ahead = aheadOf(draft, order.venueOrderId).minus(queueEaten).max(ZERO);
      const eaten = ahead.min(left);
      queueEaten = queueEaten.plus(eaten);
      left = left.minus(eaten);
      setAhead(draft, order.venueOrderId, ahead.minus(eaten));
    }
    left = left.minus(fill(draft, order, price, left));
  }
}

function fill(draft: Draft, order: LiveOrder, price: Decimal, most: Decimal): Decimal {
  const quantity = tradable(draft, order).min(most);
  if (!quantity.isPositive()) return ZERO;
  writeTrade(draft, { price, quantity, maker: order });
  return quantity;
}

/** Best price first, then time. */
function inPriority(orders: readonly LiveOrder[], side: Side): readonly LiveOrder[] {
  return [...orders].sort((a, b) => {
    const [first, second] = [a.terms.price ?? ZERO, b.terms.price ?? ZERO];
    return (side === "buy" ? second.compare(first) : first.compare(second)) || a.rank - b.rank;
  });
}

/** The market is not yet at the order: a seller asks more than the buy order pays, or a buyer bids less than the sell order asks. */
function isAway(side: Side, market: Decimal, price: Decimal): boolean {
  return side === "buy" ? market.greaterThan(price) : market.lessThan(price);
}
