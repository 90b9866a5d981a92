// How the venue writes orders and trades: REST answers and user-stream messages.
import { ZERO, type Decimal } from "../../../src-core/money/decimal.ts";
import { findInstrument } from "./instruments.ts";
import type { TriggerOrder, TruthOrder, TruthTrade } from "./truth.ts";
import type { UserMessage } from "./venue.ts";

function price(symbol: string, value: Decimal): string {
  return value.toFixed(findInstrument(symbol)?.pricePrecision ?? 8);
}

function quantity(symbol: string, value: Decimal): string {
  return value.toFixed(findInstrument(symbol)?.quantityPrecision ?? 8);
}

function average(order: TruthOrder): string {
  if (order.filled.isZero()) return "0.00";
  return order.filledValue.dividedBy(order.filled, 6, "half-even").toString();
}

/** An order as REST answers write it. */
export function orderView(order: TruthOrder): Record<string, unknown> {
  return {
    orderId: order.orderId,
    symbol: order.symbol,
    status: order.status,
    clientOrderId: order.clientOrderId,
    price: price(order.symbol, order.price),
    avgPrice: average(order),
    origQty: quantity(order.symbol, order.quantity),
    executedQty: quantity(order.symbol, order.filled),
    cumQuote: order.filledValue.toString(),
    timeInForce: order.timeInForce,
    type: order.type,
    reduceOnly: order.reduceOnly,
    closePosition: false,
    side: order.side,
    positionSide: order.positionSide,
    stopPrice: "0",
    workingType: "CONTRACT_PRICE",
    priceProtect: false,
    origType: order.origType,
    priceMatch: "NONE",
    selfTradePreventionMode: "EXPIRE_MAKER",
    goodTillDate: 0,
    time: order.createdMs,
    updateTime: order.updatedMs,
  };
}

/** A conditional order as the algo endpoints write it. */
export function triggerView(order: TriggerOrder): Record<string, unknown> {
  return {
    algoId: order.algoId,
    clientAlgoId: order.clientAlgoId,
    algoType: "CONDITIONAL",
    orderType: order.orderType,
    symbol: order.symbol,
    side: order.side,
    positionSide: order.positionSide,
    timeInForce: order.timeInForce,
    quantity: quantity(order.symbol, order.quantity),
    algoStatus: order.status,
    actualOrderId: order.actualOrderId === undefined ? "" : String(order.actualOrderId),
    actualPrice: "0.00000",
    triggerPrice: price(order.symbol, order.triggerPrice),
    price: price(order.symbol, order.price),
    icebergQuantity: null,
    selfTradePreventionMode: "EXPIRE_MAKER",
    workingType: order.workingType,
    priceMatch: "NONE",
    closePosition: false,
    priceProtect: false,
    reduceOnly: order.reduceOnly,
    createTime: order.createdMs,
    updateTime: order.updatedMs,
    triggerTime: 0,
    goodTillDate: 0,
  };
}

/** A trade as `GET /fapi/v1/userTrades` writes it; commission is positive when paid. */
export function tradeView(trade: TruthTrade): Record<string, unknown> {
  return {
    buyer: trade.side === "BUY",
    commission: trade.commission.toString(),
    commissionAsset: "USDT",
    id: trade.id,
    maker: trade.maker,
    orderId: trade.orderId,
    price: price(trade.symbol, trade.price),
    qty: quantity(trade.symbol, trade.quantity),
    quoteQty: trade.price.times(trade.quantity).toString(),
    realizedPnl: trade.realizedPnl.toString(),
    side: trade.side,
    positionSide: trade.positionSide,
    symbol: trade.symbol,
    time: trade.timeMs,
  };
}

/** `x` of an ORDER_TRADE_UPDATE: what just happened to the order. */
export type Execution = "NEW" | "TRADE" | "CANCELED" | "EXPIRED" | "CALCULATED" | "AMENDMENT";

/** An ORDER_TRADE_UPDATE message; `trade` is the execution it reports, if it reports one. */
export function orderMessage(order: TruthOrder, execution: Execution, trade?: TruthTrade): UserMessage {
  const { symbol } = order;
  return {
    e: "ORDER_TRADE_UPDATE",
    E: order.updatedMs,
    T: order.updatedMs,
    o: {
      s: symbol,
      c: order.clientOrderId,
      S: order.side,
      o: order.type,
      f: order.timeInForce,
      q: quantity(symbol, order.quantity),
      p: price(symbol, order.price),
      ap: average(order),
      sp: "0",
      x: execution,
      X: order.status,
      i: order.orderId,
      l: quantity(symbol, trade?.quantity ?? ZERO),
      z: quantity(symbol, order.filled),
      L: price(symbol, trade?.price ?? ZERO),
      ...(trade === undefined ? {} : { n: trade.commission.toString(), N: "USDT" }),
      T: order.updatedMs,
      t: trade?.id ?? 0,
      b: "0",
      a: "0",
      m: trade?.maker ?? false,
      R: order.reduceOnly,
      wt: "CONTRACT_PRICE",
      ot: order.origType,
      ps: order.positionSide,
      cp: false,
      rp: (trade?.realizedPnl ?? ZERO).toString(),
      pP: false,
      V: "EXPIRE_MAKER",
      pm: "NONE",
      gtd: 0,
      er: "0",
    },
  };
}

/** An ALGO_UPDATE message; `made` is the order that the trigger put into the book. */
export function triggerMessage(order: TriggerOrder, made?: TruthOrder): UserMessage {
  const { symbol } = order;
  return {
    e: "ALGO_UPDATE",
    T: order.updatedMs,
    E: order.updatedMs,
    o: {
      caid: order.clientAlgoId,
      aid: order.algoId,
      at: "CONDITIONAL",
      o: order.orderType,
      s: symbol,
      S: order.side,
      ps: order.positionSide,
      f: order.timeInForce,
      q: quantity(symbol, order.quantity),
      X: order.status,
      ai: order.actualOrderId === undefined ? "" : String(order.actualOrderId),
      ap: made === undefined ? "0.00000" : average(made),
      aq: made === undefined ? "0.00000" : quantity(symbol, made.filled),
      act: made?.type ?? "0",
      tp: price(symbol, order.triggerPrice),
      p: price(symbol, order.price),
      V: "EXPIRE_MAKER",
      wt: order.workingType,
      pm: "NONE",
      cp: false,
      pP: false,
      R: order.reduceOnly,
      tt: 0,
      gtd: 0,
      rm: order.rejectReason,
    },
  };
}
