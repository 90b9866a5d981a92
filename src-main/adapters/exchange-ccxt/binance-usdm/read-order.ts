// Orders and trades as Binance USD-M's REST answers write them.
import { listingKey } from "../../../../src-core/market/listing.ts";
import { ZERO } from "../../../../src-core/money/decimal.ts";
import {
  hasLimitPrice,
  hasTrigger,
  type OrderTerms,
  type OrderType,
  type PositionSide,
} from "../../../../src-core/order-terms/order-terms.ts";
import type { Fill, VenueOrder, VenueOrderStatus } from "../../../../src-core/order-terms/venue-event.ts";
import { decimalOf, flagOf, integerOf, textOf, type Json } from "../json-fields.ts";

export const VENUE = "binance-usdm";

/** The fields that say what an order is, by the names that one message uses for them. */
export interface TermFields {
  readonly symbol: unknown;
  readonly side: unknown;
  readonly positionSide: unknown;
  readonly type: unknown;
  readonly timeInForce: unknown;
  readonly quantity: unknown;
  readonly price: unknown;
  readonly trigger: unknown;
  readonly triggerBy: unknown;
  readonly reduceOnly: unknown;
  readonly closePosition: unknown;
}

const TYPES: Readonly<Record<string, OrderType>> = {
  LIMIT: "limit",
  MARKET: "market",
  STOP: "stop-limit",
  STOP_MARKET: "stop",
  TAKE_PROFIT: "take-profit-limit",
  TAKE_PROFIT_MARKET: "take-profit",
  // A trailing stop of someone else: it is a stop whose trigger moves.
  TRAILING_STOP_MARKET: "stop",
  LIQUIDATION: "market",
};

const SIDES: Readonly<Record<string, PositionSide>> = { BOTH: "both", LONG: "long", SHORT: "short" };

const STATUSES: Readonly<Record<string, VenueOrderStatus>> = {
  NEW: "open",
  PARTIALLY_FILLED: "open",
  NEW_INSURANCE: "open",
  NEW_ADL: "open",
  FILLED: "filled",
  CANCELED: "canceled",
  EXPIRED: "expired",
  EXPIRED_IN_MATCH: "expired",
  REJECTED: "rejected",
};

/** The venue's word for where an order stands; undefined for a word that we do not know. */
export function readStatus(value: unknown): VenueOrderStatus | undefined {
  return STATUSES[textOf(value) ?? ""];
}

export function readPositionSide(value: unknown): PositionSide | undefined {
  return SIDES[textOf(value) ?? ""];
}

/** Terms from the venue's fields; undefined when any of them is not what we know. */
export function readTerms(fields: TermFields): OrderTerms | undefined {
  const symbol = textOf(fields.symbol);
  const side = fields.side === "BUY" ? "buy" : fields.side === "SELL" ? "sell" : undefined;
  const positionSide = readPositionSide(fields.positionSide);
  const type = TYPES[textOf(fields.type) ?? ""];
  const quantity = decimalOf(fields.quantity);
  const reduceOnly = flagOf(fields.reduceOnly);
  if (symbol === undefined || side === undefined || positionSide === undefined) return undefined;
  if (type === undefined || quantity === undefined || reduceOnly === undefined) return undefined;
  const venueTif = textOf(fields.timeInForce);
  const closes = positionSide !== "both" && (side === "sell") === (positionSide === "long");
  const price = hasLimitPrice(type) ? decimalOf(fields.price) : undefined;
  if (hasLimitPrice(type) && price === undefined) return undefined;
  return {
    listing: listingKey(VENUE, symbol),
    side,
    positionSide,
    type,
    quantity,
    ...(price === undefined ? {} : { price }),
    ...(hasTrigger(type) ? { trigger: decimalOf(fields.trigger) ?? ZERO } : {}),
    ...(hasTrigger(type)
      ? { triggerBy: fields.triggerBy === "MARK_PRICE" ? ("mark" as const) : ("last" as const) }
      : {}),
    timeInForce: venueTif === "IOC" || venueTif === "FOK" ? venueTif : "GTC",
    postOnly: venueTif === "GTX",
    reduceOnly: reduceOnly || closes || flagOf(fields.closePosition) === true,
  };
}

/** An order of the book, from `/order` and `/openOrders`. */
export function readOrder(raw: Json): VenueOrder | undefined {
  const terms = readTerms({
    symbol: raw["symbol"],
    side: raw["side"],
    positionSide: raw["positionSide"],
    type: raw["type"],
    timeInForce: raw["timeInForce"],
    quantity: raw["origQty"],
    price: raw["price"],
    trigger: raw["stopPrice"],
    triggerBy: raw["workingType"],
    reduceOnly: raw["reduceOnly"],
    closePosition: raw["closePosition"],
  });
  const venueOrderId = textOf(raw["orderId"]);
  const status = readStatus(raw["status"]);
  const filled = decimalOf(raw["executedQty"]);
  const atMs = integerOf(raw["updateTime"]);
  if (terms === undefined || venueOrderId === undefined || status === undefined) return undefined;
  if (filled === undefined || filled.isNegative() || atMs === undefined) return undefined;
  const clientId = textOf(raw["clientOrderId"]);
  const average = decimalOf(raw["avgPrice"]);
  return {
    ...(clientId === undefined || clientId === "" ? {} : { clientId }),
    venueOrderId,
    terms,
    status,
    filled,
    ...(average?.isPositive() === true ? { averagePrice: average } : {}),
    atMs,
  };
}

const TRIGGER_STATUSES: Readonly<Record<string, VenueOrderStatus>> = {
  NEW: "open",
  TRIGGERING: "open",
  TRIGGERED: "open",
  CANCELED: "canceled",
  EXPIRED: "expired",
  REJECTED: "rejected",
};

/** Where a conditional order stands before and apart from the order that it makes; undefined for FINISHED and the unknown. */
export function readTriggerStatus(value: unknown): VenueOrderStatus | undefined {
  return TRIGGER_STATUSES[textOf(value) ?? ""];
}

/** A conditional order that waits or ended untriggered, from `/algoOrder` and `/openAlgoOrders`. */
export function readTrigger(raw: Json): VenueOrder | undefined {
  const terms = readTerms({
    symbol: raw["symbol"],
    side: raw["side"],
    positionSide: raw["positionSide"],
    type: raw["orderType"],
    timeInForce: raw["timeInForce"],
    quantity: raw["quantity"],
    price: raw["price"],
    trigger: raw["triggerPrice"],
    triggerBy: raw["workingType"],
    reduceOnly: raw["reduceOnly"],
    closePosition: raw["closePosition"],
  });
  const venueOrderId = textOf(raw["algoId"]);
  const status = readTriggerStatus(raw["algoStatus"]);
  const atMs = integerOf(raw["updateTime"]) ?? integerOf(raw["createTime"]);
  if (terms === undefined || venueOrderId === undefined || status === undefined || atMs === undefined)
    return undefined;
  const clientId = textOf(raw["clientAlgoId"]);
  return { ...(clientId === undefined ? {} : { clientId }), venueOrderId, terms, status, filled: ZERO, atMs };
}

/** The id of the order that a conditional order made, once it was triggered. */
export function triggeredOrderId(raw: Json): string | undefined {
  const id = textOf(raw["actualOrderId"]);
  return id === undefined || id === "" || id === "0" ? undefined : id;
}

/** A trade, from `/userTrades`. It does not carry a client id. */
export function readTrade(raw: Json): Fill | undefined {
  const symbol = textOf(raw["symbol"]);
  const positionSide = readPositionSide(raw["positionSide"]);
  const tradeId = textOf(raw["id"]);
  const venueOrderId = textOf(raw["orderId"]);
  const quantity = decimalOf(raw["qty"]);
  const price = decimalOf(raw["price"]);
  const fee = decimalOf(raw["commission"]);
  const feeAsset = textOf(raw["commissionAsset"]);
  const realisedPnl = decimalOf(raw["realizedPnl"]);
  const maker = flagOf(raw["maker"]);
  const atMs = integerOf(raw["time"]);
  const side = raw["side"] === "BUY" ? "buy" : raw["side"] === "SELL" ? "sell" : undefined;
  if (
    symbol === undefined ||
    positionSide === undefined ||
    tradeId === undefined ||
    venueOrderId === undefined
  )
    return undefined;
  if (quantity === undefined || price === undefined || fee === undefined || feeAsset === undefined)
    return undefined;
  if (maker === undefined || atMs === undefined || side === undefined) return undefined;
  return {
    listing: listingKey(VENUE, symbol),
    tradeId,
    venueOrderId,
    side,
    positionSide,
    quantity,
    price,
    fee,
    feeAsset,
    liquidity: maker ? "maker" : "taker",
    ...(realisedPnl === undefined ? {} : { realisedPnl }),
    atMs,
  };
}
