// Create, cancel and query: to the book's endpoint or to the algo service's, and across when a trigger has fired.
import type { Listing } from "../../../../src-core/market/listing.ts";
import type { CancelAnswer, QueryAnswer } from "../../../../src-core/orders/order-event.ts";
import { hasTrigger } from "../../../../src-core/order-terms/order-terms.ts";
import type { VenueOrder } from "../../../../src-core/order-terms/venue-event.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { OrderReference, SentCreate } from "../../../ports/exchange.ts";
import type { CallResult } from "../call-result.ts";
import { isJson } from "../json-fields.ts";
import { symbolOf } from "./binance-market.ts";
import type { BinanceSession } from "./binance-session.ts";
import { classifyCancel, classifyCreate, classifyQuery } from "./classify.ts";
import { orderParams, type OutgoingOrder } from "./order-params.ts";
import { readOrder, readTrigger, triggeredOrderId } from "./read-order.ts";

/** Sends one approved order, once. */
export async function sendCreate(
  session: BinanceSession,
  account: Account,
  order: OutgoingOrder,
  listing: Listing | undefined,
  mayLeave?: () => boolean,
): Promise<SentCreate> {
  const request = orderParams(account, order, listing);
  if (!request.ok) return { answer: { kind: "not-sent", reason: request.reason } };
  const { terms } = order;
  const closes =
    terms.reduceOnly ||
    (terms.positionSide !== "both" && (terms.side === "sell") === (terms.positionSide === "long"));
  const result = await session.ask(request.endpoint, request.params, closes ? "reduce" : "new", mayLeave);
  const reported = orderIn(result, request.endpoint === "createTrigger");
  // An answer about another order says nothing about this one.
  const own = reported?.clientId === order.clientId ? reported : undefined;
  const answer = classifyCreate(result, own);
  const window = result.kind === "not-sent" ? undefined : result.window;
  return window === undefined ? { answer } : { answer, acceptableUntilMs: window.acceptableUntilMs };
}

/** Cancels; a conditional order that has fired is cancelled where it is now. */
export async function cancelOrder(session: BinanceSession, order: OrderReference): Promise<CancelAnswer> {
  if (!hasTrigger(order.type)) return cancelInBook(session, order);
  const result = await session.ask("cancelTrigger", triggerIds(order), "cancel");
  const answer = classifyCancel(result, undefined);
  if (answer.kind !== "not-found") return answer;
  const made = await madeOrder(session, order);
  return made === undefined ? answer : cancelInBook(session, made);
}

async function cancelInBook(session: BinanceSession, order: OrderReference): Promise<CancelAnswer> {
  const result = await session.ask("cancelOrder", bookIds(order), "cancel");
  return classifyCancel(result, orderIn(result, false));
}

/** Asks for one order; a conditional order that has fired is answered by the order that it made. */
export async function queryOrder(session: BinanceSession, order: OrderReference): Promise<QueryAnswer> {
  if (!hasTrigger(order.type)) {
    const result = await session.ask("order", bookIds(order), "ask");
    return classifyQuery(result, orderIn(result, false));
  }
  const result = await session.ask("trigger", triggerIds(order), "ask");
  const made = madeFrom(result, order);
  if (made === undefined) return classifyQuery(result, orderIn(result, true));
  const inner = await session.ask("order", bookIds(made), "ask");
  const answer = classifyQuery(inner, orderIn(inner, false));
  if (answer.kind === "not-found")
    return { kind: "unknown", reason: "The order that the trigger made is not shown." };
  if (answer.kind !== "found" || order.clientId === undefined) return answer;
  return { kind: "found", order: { ...answer.order, clientId: order.clientId } };
}

async function madeOrder(
  session: BinanceSession,
  order: OrderReference,
): Promise<OrderReference | undefined> {
  return madeFrom(await session.ask("trigger", triggerIds(order), "cancel"), order);
}

/** The order in the book that a fired trigger made. */
function madeFrom(result: CallResult, order: OrderReference): OrderReference | undefined {
  if (result.kind !== "answered" || !isJson(result.body)) return undefined;
  const venueOrderId = triggeredOrderId(result.body);
  return venueOrderId === undefined ? undefined : { listing: order.listing, type: "market", venueOrderId };
}

function orderIn(result: CallResult, isTrigger: boolean): VenueOrder | undefined {
  if (result.kind !== "answered" || !isJson(result.body)) return undefined;
  return isTrigger ? readTrigger(result.body) : readOrder(result.body);
}

function bookIds(order: OrderReference): Record<string, string> {
  const symbol = symbolOf(order.listing);
  if (order.clientId !== undefined) return { symbol, origClientOrderId: order.clientId };
  return { symbol, orderId: order.venueOrderId ?? "" };
}

function triggerIds(order: OrderReference): Record<string, string> {
  return order.clientId === undefined
    ? { algoId: order.venueOrderId ?? "" }
    : { clientAlgoId: order.clientId };
}
