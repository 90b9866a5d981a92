// Orders of the venue's own accounts meet each other: they trade, both sides under one trade id, or one account's order gives way.
import { execute, finish } from "./execution.ts";
import { allowed, expireSpentReductions } from "./reductions.ts";
import { isOpen, openOrders, type TruthAccount, type TruthOrder } from "./truth.ts";
import type { Venue } from "./venue.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";

interface Resting {
  readonly owner: TruthAccount;
  readonly order: TruthOrder;
}

function reaches(taker: TruthOrder, price: Decimal, worst: Decimal | undefined): boolean {
  const bounds = [...(taker.type === "MARKET" ? [] : [taker.price]), ...(worst === undefined ? [] : [worst])];
  return bounds.every((bound) => (taker.side === "BUY" ? price.atMost(bound) : price.atLeast(bound)));
}

/** Whether the book stands where the order should have traded. */
function isThrough(venue: Venue, { symbol, side, price }: TruthOrder): boolean {
  const touch = venue.market.touch(symbol, side);
  return !touch.isZero() && (side === "BUY" ? touch.atMost(price) : touch.atLeast(price));
}

/** Resting orders that the taker would meet up to a price, best first and of the same price oldest first. */
export function restingAgainst(venue: Venue, taker: TruthOrder, worst?: Decimal): readonly Resting[] {
  const all = [...venue.accounts.values()].flatMap((owner) =>
    openOrders(owner).map((order) => ({ owner, order })),
  );
  const met = all.filter(
    ({ order }) =>
      order !== taker &&
      order.symbol === taker.symbol &&
      order.side !== taker.side &&
      order.type === "LIMIT" &&
      reaches(taker, order.price, worst),
  );
  const direction = taker.side === "BUY" ? 1 : -1;
  return met.sort(
    (a, b) => direction * a.order.price.minus(b.order.price).sign() || a.order.orderId - b.order.orderId,
  );
}

/** The taker trades with those orders, at their prices; one of its own account ends instead where that is asked for. */
export function meetResting(venue: Venue, account: TruthAccount, taker: TruthOrder, worst?: Decimal): void {
  for (const { owner, order } of restingAgainst(venue, taker, worst)) {
    if (!isOpen(taker) || !isOpen(order)) continue;
    const prevented = owner === account && taker.preventsSelfTrade;
    const quantity = allowed(venue, account, taker).min(allowed(venue, owner, order));
    if (!prevented && !quantity.isPositive()) continue;
    const accounts = [account.apiKey, owner.apiKey] as const;
    const [atMs, ids] = [venue.now(), { taker: taker.clientOrderId, maker: order.clientOrderId }];
    const crossed = isThrough(venue, order);
    venue.meetings.push({ atMs, ...ids, accounts, prevented, crossed });
    if (prevented) {
      finish(venue, owner, order, "EXPIRED_IN_MATCH");
      continue;
    }
    const { id } = execute(venue, owner, order, { price: order.price, quantity, maker: true });
    execute(venue, account, taker, { price: order.price, quantity, maker: false, tradeId: id });
    expireSpentReductions(venue, owner, order.symbol);
  }
}
