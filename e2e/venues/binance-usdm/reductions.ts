// Reduce-only, as strictly as the venue takes it.
import { ZERO, type Decimal } from "../../../src-core/money/decimal.ts";
import { finish } from "./execution.ts";
import { openOrders, type TruthAccount, type TruthOrder } from "./truth.ts";
import type { Venue } from "./venue.ts";

/** What the order could close now. */
export function closable(account: TruthAccount, order: TruthOrder): Decimal {
  const held = account.positions.get(`${order.symbol}|${order.positionSide}`)?.amount ?? ZERO;
  const opposes = order.side === "BUY" ? held.isNegative() : held.isPositive();
  return opposes ? order.quantity.minus(order.filled).min(held.abs()) : ZERO;
}

/** Whether what would open is taken from the order as it comes. */
export function clamps(venue: Venue, order: TruthOrder): boolean {
  return order.reduceOnly && (venue.reduceOnly === "at-once" || order.positionSide !== "BOTH");
}

/** How much the order may still trade: the rest of it, or what it may still close. */
export function allowed(venue: Venue, account: TruthAccount, order: TruthOrder): Decimal {
  return clamps(venue, order) ? closable(account, order) : order.quantity.minus(order.filled);
}

/** Reduce-only orders with nothing left to reduce leave the book. A late venue looks only when its book has moved. */
export function expireSpentReductions(
  venue: Venue,
  account: TruthAccount,
  symbol: string,
  bookMoved = false,
): void {
  for (const order of openOrders(account)) {
    if (order.symbol !== symbol || !order.reduceOnly || !closable(account, order).isZero()) continue;
    if (clamps(venue, order) || (venue.reduceOnly === "late" && bookMoved))
      finish(venue, account, order, "EXPIRED");
  }
}
