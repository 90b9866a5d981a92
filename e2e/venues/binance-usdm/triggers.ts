// The algo service: conditional orders that wait outside the book and enter it when their price comes.
import { finish } from "./execution.ts";
import { enter, makeOrder } from "./matching.ts";
import { checkFilters, type OrderRequest } from "./order-request.ts";
import { triggerMessage } from "./order-views.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { isOpen, type TriggerOrder, type TruthAccount } from "./truth.ts";
import type { Venue } from "./venue.ts";

function isDue(venue: Venue, order: TriggerOrder): boolean {
  const market = venue.market.of(order.symbol);
  const price = order.workingType === "MARK_PRICE" ? market.mark : market.last;
  const rises = order.orderType.startsWith("STOP") === (order.side === "BUY");
  return rises ? price.atLeast(order.triggerPrice) : price.atMost(order.triggerPrice);
}

/** Accepts a conditional order, or refuses it; margin is only looked at when it triggers. */
export function placeTrigger(
  venue: Venue,
  account: TruthAccount,
  request: OrderRequest,
): TriggerOrder | Refusal {
  const refusal = checkFilters(request, venue.market);
  if (refusal !== undefined) return refusal;
  const clientAlgoId = request.clientId ?? `web_${String(venue.nextId())}`;
  const waiting = [...account.triggers.values()].filter((order) => order.status === "NEW");
  if (waiting.some((order) => order.clientAlgoId === clientAlgoId)) return refuse(-4116);
  const order: TriggerOrder = {
    algoId: venue.nextId(),
    clientAlgoId,
    symbol: request.instrument.symbol,
    side: request.side,
    positionSide: request.positionSide,
    orderType: request.type as TriggerOrder["orderType"],
    timeInForce: request.timeInForce,
    quantity: request.quantity,
    price: request.price,
    triggerPrice: request.trigger,
    workingType: request.workingType,
    reduceOnly: request.reduceOnly,
    preventsSelfTrade: request.preventsSelfTrade,
    createdMs: venue.now(),
    status: "NEW",
    actualOrderId: undefined,
    rejectReason: "",
    updatedMs: venue.now(),
  };
  if (isDue(venue, order)) return refuse(-2021);
  account.triggers.set(order.algoId, order);
  venue.tell(account, triggerMessage(order));
  return order;
}

/** Ends a waiting conditional order. */
export function endTrigger(
  venue: Venue,
  account: TruthAccount,
  order: TriggerOrder,
  status: "CANCELED" | "EXPIRED",
): void {
  order.status = status;
  order.updatedMs = venue.now();
  venue.tell(account, triggerMessage(order));
}

function fire(venue: Venue, account: TruthAccount, trigger: TriggerOrder, request: OrderRequest): void {
  const order = makeOrder(venue, request, trigger.clientAlgoId, trigger.orderType);
  trigger.actualOrderId = order.orderId;
  trigger.status = "TRIGGERED";
  trigger.updatedMs = venue.now();
  const refusal = enter(venue, account, order);
  if (refusal !== undefined) {
    trigger.actualOrderId = undefined;
    trigger.status = "REJECTED";
    trigger.rejectReason = refusal.msg;
  }
  venue.tell(account, triggerMessage(trigger, order));
  settleTriggers(venue, account);
}

/** Conditional orders whose price has come enter the book. */
export function fireTriggers(venue: Venue, symbol: string): void {
  const { instrument } = venue.market.of(symbol);
  for (const account of venue.accounts.values()) {
    for (const trigger of account.triggers.values()) {
      if (trigger.symbol !== symbol || trigger.status !== "NEW" || !isDue(venue, trigger)) continue;
      fire(venue, account, trigger, {
        instrument,
        clientId: trigger.clientAlgoId,
        side: trigger.side,
        positionSide: trigger.positionSide,
        type: trigger.orderType,
        timeInForce: trigger.timeInForce,
        quantity: trigger.quantity,
        price: trigger.price,
        trigger: trigger.triggerPrice,
        workingType: trigger.workingType,
        reduceOnly: trigger.reduceOnly,
        preventsSelfTrade: trigger.preventsSelfTrade,
      });
    }
  }
}

/** Triggers whose order is over become FINISHED. */
export function settleTriggers(venue: Venue, account: TruthAccount): void {
  for (const trigger of account.triggers.values()) {
    if (trigger.status !== "TRIGGERED" || trigger.actualOrderId === undefined) continue;
    const made = account.orders.get(trigger.actualOrderId);
    if (made === undefined || isOpen(made)) continue;
    trigger.status = "FINISHED";
    trigger.updatedMs = venue.now();
    venue.tell(account, triggerMessage(trigger, made));
  }
}

/** Cancels an order in the book, with the trigger that made it. */
export function cancelOrder(venue: Venue, account: TruthAccount, orderId: number): boolean {
  const order = account.orders.get(orderId);
  if (order === undefined || !isOpen(order)) return false;
  finish(venue, account, order, "CANCELED");
  settleTriggers(venue, account);
  return true;
}
