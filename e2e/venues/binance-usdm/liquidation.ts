// The venue closes what an account can no longer carry.
import { execute, finish } from "./execution.ts";
import { marginOf } from "./margin.ts";
import { makeOrder } from "./matching.ts";
import { orderMessage } from "./order-views.ts";
import { ZERO } from "../../../src-core/money/decimal.ts";
import { openOrders, type TruthAccount } from "./truth.ts";
import type { Venue } from "./venue.ts";

/** Cancels the account's orders and closes its positions at the mark, as the venue's own `autoclose-` orders. */
export function liquidate(venue: Venue, account: TruthAccount): void {
  for (const order of openOrders(account)) finish(venue, account, order, "EXPIRED");
  for (const position of account.positions.values()) {
    if (position.amount.isZero()) continue;
    const { instrument, mark } = venue.market.of(position.symbol);
    const request = {
      instrument,
      clientId: undefined,
      side: position.amount.isPositive() ? ("SELL" as const) : ("BUY" as const),
      positionSide: position.side,
      type: "LIMIT",
      timeInForce: "IOC" as const,
      quantity: position.amount.abs(),
      price: mark,
      trigger: ZERO,
      workingType: "CONTRACT_PRICE" as const,
      reduceOnly: true,
      preventsSelfTrade: false,
    };
    const order = makeOrder(venue, request, `autoclose-${String(venue.now())}`, "LIMIT");
    account.orders.set(order.orderId, order);
    venue.tell(account, orderMessage(order, "NEW"));
    execute(venue, account, order, { price: mark, quantity: order.quantity, maker: false });
  }
}

/** Liquidates every account whose margin no longer covers its maintenance. */
export function checkLiquidations(venue: Venue): void {
  for (const account of venue.accounts.values()) {
    const margin = marginOf(account, venue.market);
    const equity = margin.wallet.plus(margin.unrealised);
    if (margin.maintenance.isPositive() && equity.lessThan(margin.maintenance)) liquidate(venue, account);
  }
}
