// PUT /fapi/v1/order: price and size of a working limit order, both always sent, once.
import type { Listing } from "../../../../src-core/market/listing.ts";
import type { OrderType } from "../../../../src-core/order-terms/order-terms.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";
import type { SentAmend } from "../../../ports/exchange.ts";
import { isJson } from "../json-fields.ts";
import type { BinanceSession } from "./binance-session.ts";
import { classifyAmend } from "./classify.ts";
import { orderParams, type OutgoingOrder } from "./order-params.ts";
import { readOrder } from "./read-order.ts";

/** Orders of the algo service cannot be changed at all [Binance, USD-M futures, Modify Order: LIMIT only]. */
export const AMENDABLE: readonly OrderType[] = ["limit"];

/** Sends one approved change, once. */
export async function sendAmend(
  session: BinanceSession,
  account: Account,
  order: OutgoingOrder,
  listing: Listing | undefined,
): Promise<SentAmend> {
  const checked = orderParams(account, order, listing);
  if (!checked.ok) return { answer: { kind: "rejected", reason: checked.reason } };
  if (!AMENDABLE.includes(order.terms.type))
    return { answer: { kind: "rejected", reason: "Binance changes limit orders only." } };
  const { symbol = "", side = "", quantity = "", price = "" } = checked.params;
  const params = { symbol, side, quantity, price, origClientOrderId: order.clientId };
  const result = await session.ask("amendOrder", params, "new");
  const reported = result.kind === "answered" && isJson(result.body) ? readOrder(result.body) : undefined;
  // An answer about another order says nothing about this one.
  const answer = classifyAmend(result, reported?.clientId === order.clientId ? reported : undefined);
  const window = result.kind === "not-sent" ? undefined : result.window;
  return window === undefined ? { answer } : { answer, acceptableUntilMs: window.acceptableUntilMs };
}
