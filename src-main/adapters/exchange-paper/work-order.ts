// An order meets the book: it takes what it may, then rests, or ends with the reason why it could not.
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { opposite } from "../../../src-core/order-terms/order-terms.ts";
import { accountIn, adopt, type Draft, fork, setAhead } from "./draft.ts";
import type { MarketMoment } from "./market-source.ts";
import { type LiveOrder, remaining } from "./paper-state.ts";
import { type Offer, offersOn, strangersOn, takeFromStrangers } from "./visible-liquidity.ts";
import { endOrder, POSITION_CLOSED, tradable, writeTrade } from "./write-trade.ts";

const REASONS = {
  "self-trade": "Self-trade prevention: it would have met an order of the same owner.",
  "no-liquidity": "There was not enough liquidity left in the book.",
  killed: "Fill or kill: it could not be filled completely at once.",
  "not-immediate": "Immediate or cancel: the rest could not be filled at once.",
} as const;

type Stopped = "self-trade" | "reduced" | "price" | "book";

/** Works an order that was just placed or triggered. Every trade that it makes is written to the draft. */
export function workOrder(draft: Draft, moment: MarketMoment, order: LiveOrder): void {
  if (order.terms.timeInForce === "FOK") {
    const tried = fork(draft);
    takeAll(tried, moment, order);
    if (live(tried, order) === undefined) adopt(draft, tried);
    else endOrder(draft, order, "expired", REASONS.killed);
    return;
  }
  const stopped = takeAll(draft, moment, order);
  const left = live(draft, order);
  if (left !== undefined) settleRest(draft, moment, left, stopped);
}

/** What strangers show ahead of an order that comes to rest now. */
function displayedAt(draft: Draft, moment: MarketMoment, order: LiveOrder): Decimal {
  const level = strangersOn(draft, moment, order.terms.side).find((shown) =>
    order.terms.price?.equals(shown.price),
  );
  return level?.quantity ?? ZERO;
}

function isMarket(order: LiveOrder): boolean {
  return order.terms.price === undefined;
}

function takeAll(draft: Draft, moment: MarketMoment, order: LiveOrder): Stopped {
  for (const offer of offersOn(draft, moment, opposite(order.terms.side))) {
    if (tradable(draft, order).isZero()) return live(draft, order) === undefined ? "book" : "reduced";
    if (!reaches(order, offer.price)) return "price";
    if (isOwn(draft, order, offer)) {
      if (order.clientId !== undefined) return "self-trade";
      continue;
    }
    takeOne(draft, moment, order, offer);
  }
  return tradable(draft, order).isZero() && live(draft, order) !== undefined ? "reduced" : "book";
}

function takeOne(draft: Draft, moment: MarketMoment, order: LiveOrder, offer: Offer): void {
  const { price, maker } = offer;
  const offered = maker === undefined ? offer.quantity : tradable(draft, maker);
  const quantity = tradable(draft, order).min(offered);
  if (!quantity.isPositive()) return;
  if (maker === undefined) {
    takeFromStrangers(draft, moment, opposite(order.terms.side), price, quantity);
    writeTrade(draft, { price, quantity, taker: order });
  } else {
    writeTrade(draft, { price, quantity, taker: order, maker });
  }
}

/** The venue's own liquidations pass by orders of the same owner; a trader's order ends there. */
function isOwn(draft: Draft, order: LiveOrder, { maker }: Offer): boolean {
  if (maker === undefined) return false;
  return accountIn(draft, maker.accountId).owner === accountIn(draft, order.accountId).owner;
}

function reaches(order: LiveOrder, price: Decimal): boolean {
  const limit = order.terms.price;
  if (limit === undefined) return true;
  return order.terms.side === "buy" ? limit.atLeast(price) : limit.atMost(price);
}

function settleRest(draft: Draft, moment: MarketMoment, order: LiveOrder, stopped: Stopped): void {
  if (stopped === "self-trade") endOrder(draft, order, "expired", REASONS["self-trade"]);
  else if (stopped === "reduced") endOrder(draft, order, "canceled", POSITION_CLOSED);
  else if (isMarket(order)) endOrder(draft, order, "expired", REASONS["no-liquidity"]);
  else if (order.terms.timeInForce === "IOC") endOrder(draft, order, "expired", REASONS["not-immediate"]);
  else setAhead(draft, order.venueOrderId, displayedAt(draft, moment, order));
}

function live(draft: Draft, order: LiveOrder): LiveOrder | undefined {
  const found = draft.state.accounts.get(order.accountId)?.orders.get(order.venueOrderId);
  return found !== undefined && remaining(found).isPositive() ? found : undefined;
}
