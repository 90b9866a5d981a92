// Endpoints that make, end and find orders: the book's under /order, conditional ones under /algoOrder.
import { amendOrder } from "./amends.ts";
import { setCountdown } from "./countdowns.ts";
import { readOrder } from "./order-request.ts";
import { orderView, triggerView } from "./order-views.ts";
import { place } from "./matching.ts";
import { isRefusal, refuse } from "./refusal.ts";
import {
  bySymbol,
  weighs,
  type Parameters,
  type PrivateRoute,
  type Reply,
  type RouteTable,
  type Services,
} from "./route.ts";
import { cancelOrder, endTrigger, placeTrigger } from "./triggers.ts";
import { openOrders, type TriggerOrder, type TruthAccount, type TruthOrder } from "./truth.ts";

const BOOK_TYPES = ["LIMIT", "MARKET"];
const TRIGGER_TYPES = ["STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET"];

function signed(weight: (parameters: Parameters) => number, handle: PrivateRoute["handle"]): PrivateRoute {
  return { security: "signed", weight, handle };
}

/** The newest order that the ids name; an order of another symbol is not found. */
function findOrder(account: TruthAccount, parameters: Parameters): TruthOrder | undefined {
  const { symbol, orderId, origClientOrderId } = parameters;
  const found = [...account.orders.values()].filter((order) =>
    orderId !== undefined ? String(order.orderId) === orderId : order.clientOrderId === origClientOrderId,
  );
  return found.findLast((order) => order.symbol === symbol);
}

function findTrigger(account: TruthAccount, parameters: Parameters): TriggerOrder | undefined {
  const { algoId, clientAlgoId } = parameters;
  return [...account.triggers.values()].findLast((order) =>
    algoId !== undefined ? String(order.algoId) === algoId : order.clientAlgoId === clientAlgoId,
  );
}

function createOrder({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  const request = readOrder(account, parameters, BOOK_TYPES, "newClientOrderId");
  if (isRefusal(request)) return request;
  const order = place(venue, account, request);
  return isRefusal(order) ? order : orderView(order);
}

function createTrigger({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  if (parameters["algoType"] !== "CONDITIONAL") return refuse(-1102);
  const request = readOrder(account, parameters, TRIGGER_TYPES, "clientAlgoId");
  if (isRefusal(request)) return request;
  const order = placeTrigger(venue, account, request);
  return isRefusal(order) ? order : triggerView(order);
}

function changeOrder({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  const order = findOrder(account, parameters);
  if (order === undefined) return refuse(-2013);
  const amended = amendOrder(venue, account, order, parameters);
  return isRefusal(amended) ? amended : orderView(amended);
}

function removeOrder({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  const order = findOrder(account, parameters);
  if (order === undefined || !cancelOrder(venue, account, order.orderId)) return refuse(-2011);
  return orderView(order);
}

function removeTrigger({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  const order = findTrigger(account, parameters);
  if (order?.status !== "NEW") return refuse(-2011);
  endTrigger(venue, account, order, "CANCELED");
  return { algoId: order.algoId, clientAlgoId: order.clientAlgoId, code: "200", msg: "success" };
}

function removeAll({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  for (const order of openOrders(account)) {
    if (order.symbol === parameters["symbol"]) cancelOrder(venue, account, order.orderId);
  }
  return { code: 200, msg: "The operation of cancel all open order is done." };
}

function mine<T extends { readonly symbol: string }>(orders: Iterable<T>, parameters: Parameters): T[] {
  const symbol = parameters["symbol"];
  return [...orders].filter((order) => symbol === undefined || order.symbol === symbol);
}

/** Inside the asked window, the newest that fit the limit. */
function madeWithin<T extends { readonly createdMs: number }>(
  orders: readonly T[],
  parameters: Parameters,
): T[] {
  const { startTime = "0", endTime = "99999999999999", limit = "500" } = parameters;
  return orders
    .filter(({ createdMs }) => createdMs >= Number(startTime) && createdMs <= Number(endTime))
    .slice(-Math.min(1000, Number(limit)));
}

export const ORDER_ROUTES: RouteTable = {
  "POST /fapi/v1/order": signed(weighs(0), createOrder),
  "PUT /fapi/v1/order": signed(weighs(1), changeOrder),
  "DELETE /fapi/v1/order": signed(weighs(1), removeOrder),
  "GET /fapi/v1/order": signed(weighs(1), (_, account, parameters) => {
    const order = findOrder(account, parameters);
    return order === undefined ? refuse(-2013) : orderView(order);
  }),
  "POST /fapi/v1/algoOrder": signed(weighs(0), createTrigger),
  "DELETE /fapi/v1/algoOrder": signed(weighs(1), removeTrigger),
  "GET /fapi/v1/algoOrder": signed(weighs(1), (_, account, parameters) => {
    const order = findTrigger(account, parameters);
    return order === undefined ? refuse(-2013) : triggerView(order);
  }),
  "GET /fapi/v1/openOrders": signed(bySymbol(1, 40), ({ maintenance }, account, parameters) =>
    maintenance ? [] : mine(openOrders(account), parameters).map(orderView),
  ),
  "GET /fapi/v1/openAlgoOrders": signed(bySymbol(1, 40), ({ maintenance }, account, parameters) => {
    const waiting = [...account.triggers.values()].filter((order) => order.status === "NEW");
    return maintenance ? [] : mine(waiting, parameters).map(triggerView);
  }),
  "GET /fapi/v1/allOrders": signed(weighs(5), ({ maintenance }, account, parameters) =>
    maintenance ? [] : madeWithin(mine(account.orders.values(), parameters), parameters).map(orderView),
  ),
  "GET /fapi/v1/allAlgoOrders": signed(weighs(5), ({ maintenance }, account, parameters) =>
    maintenance ? [] : madeWithin(mine(account.triggers.values(), parameters), parameters).map(triggerView),
  ),
  "DELETE /fapi/v1/allOpenOrders": signed(weighs(1), removeAll),
  "POST /fapi/v1/countdownCancelAll": signed(weighs(10), ({ venue }, account, parameters) =>
    setCountdown(venue, account, parameters),
  ),
};
