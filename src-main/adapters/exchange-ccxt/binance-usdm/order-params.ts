// From approved terms to the venue's parameters, as exact text; what cannot be right is refused before a byte leaves.
import type { Listing } from "../../../../src-core/market/listing.ts";
import {
  hasLimitPrice,
  hasTrigger,
  type OrderTerms,
  type OrderType,
} from "../../../../src-core/order-terms/order-terms.ts";
import type { Account } from "../../../../src-core/portfolio/account.ts";

/** What a create needs of an approved order. */
export interface OutgoingOrder {
  readonly clientId: string;
  readonly accountId: string;
  readonly terms: OrderTerms;
}

export type OrderParams =
  | {
      readonly ok: true;
      readonly endpoint: "createOrder" | "createTrigger";
      readonly params: Record<string, string>;
    }
  | { readonly ok: false; readonly reason: string };

const VENUE_TYPES: Readonly<Record<OrderType, string>> = {
  market: "MARKET",
  limit: "LIMIT",
  stop: "STOP_MARKET",
  "stop-limit": "STOP",
  "take-profit": "TAKE_PROFIT_MARKET",
  "take-profit-limit": "TAKE_PROFIT",
};

/** Binance USD-M: `^[\.A-Z\:/a-z0-9_-]{1,36}$`; ours are 26 lower-case alphanumerics. */
const CLIENT_ID = /^[A-Za-z0-9_-]{1,36}$/;

/** The parameters of a create, or what is wrong with it. `listing` is the venue's, where it is known. */
export function orderParams(
  account: Account,
  order: OutgoingOrder,
  listing: Listing | undefined,
): OrderParams {
  const flaw = flawOf(account, order, listing);
  if (flaw !== undefined || listing === undefined)
    return { ok: false, reason: flaw ?? "This listing is not known." };
  const { terms } = order;
  const params = { ...commonParams(account, terms, listing.venueSymbol), ...priceParams(terms) };
  if (!hasTrigger(terms.type)) {
    const ids = { newClientOrderId: order.clientId, newOrderRespType: "RESULT" };
    return {
      ok: true,
      endpoint: "createOrder",
      params: { ...params, ...ids, selfTradePreventionMode: "EXPIRE_MAKER" },
    };
  }
  const trigger = {
    algoType: "CONDITIONAL",
    clientAlgoId: order.clientId,
    triggerPrice: terms.trigger?.toString() ?? "",
    workingType: terms.triggerBy === "last" ? "CONTRACT_PRICE" : "MARK_PRICE",
  };
  return { ok: true, endpoint: "createTrigger", params: { ...params, ...trigger } };
}

function commonParams(account: Account, terms: OrderTerms, symbol: string): Record<string, string> {
  const params = {
    symbol,
    side: terms.side === "buy" ? "BUY" : "SELL",
    type: VENUE_TYPES[terms.type],
    quantity: terms.quantity.toString(),
  };
  if (account.positionMode === "hedge") return { ...params, positionSide: terms.positionSide.toUpperCase() };
  return terms.reduceOnly ? { ...params, reduceOnly: "true" } : params;
}

function priceParams(terms: OrderTerms): Record<string, string> {
  if (terms.price === undefined) return {};
  return { price: terms.price.toString(), timeInForce: terms.postOnly ? "GTX" : terms.timeInForce };
}

/** The first thing that is wrong, in words; undefined when nothing is. */
function flawOf(account: Account, order: OutgoingOrder, listing: Listing | undefined): string | undefined {
  const { terms } = order;
  if (order.accountId !== account.id) return "The order belongs to another account.";
  if (!CLIENT_ID.test(order.clientId)) return "The order's client id does not fit the venue.";
  if (listing === undefined || listing.key !== terms.listing)
    return "This listing is not known at the venue.";
  return shapeFlaw(terms) ?? modeFlaw(account, terms) ?? stepFlaw(terms, listing);
}

function shapeFlaw(terms: OrderTerms): string | undefined {
  if (!terms.quantity.isPositive()) return "The quantity is not positive.";
  if ((terms.price !== undefined) !== hasLimitPrice(terms.type)) return "Exactly limit types carry a price.";
  if ((terms.trigger !== undefined) !== hasTrigger(terms.type))
    return "Exactly trigger types carry a trigger price.";
  if (terms.price?.isPositive() === false) return "The price is not positive.";
  if (terms.trigger?.isPositive() === false) return "The trigger price is not positive.";
  if (terms.postOnly && (terms.price === undefined || terms.timeInForce !== "GTC")) {
    return "Post-only needs a limit price and GTC.";
  }
  return undefined;
}

function modeFlaw(account: Account, terms: OrderTerms): string | undefined {
  const hedged = terms.positionSide !== "both";
  if (hedged !== (account.positionMode === "hedge"))
    return "The position side does not fit the account's position mode.";
  if (!hedged || !terms.reduceOnly) return undefined;
  const opens = (terms.side === "buy") === (terms.positionSide === "long");
  return opens ? "A reduce-only order cannot open a hedge side." : undefined;
}

function stepFlaw(terms: OrderTerms, listing: Listing): string | undefined {
  if (!terms.quantity.isMultipleOf(listing.lot)) return "The quantity is not a whole number of lots.";
  if (terms.price?.isMultipleOf(listing.tick) === false) return "The price is not on the listing's tick.";
  if (terms.trigger?.isMultipleOf(listing.tick) === false)
    return "The trigger price is not on the listing's tick.";
  return undefined;
}
