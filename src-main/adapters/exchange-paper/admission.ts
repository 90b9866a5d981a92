// Whether the venue takes an order at all. Codes and words follow Binance's published error list, which traders know.
import type { Listing } from "../../../src-core/market/listing.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { hasLimitPrice, hasTrigger, type OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import type { MarketMoment } from "./market-source.ts";
import { closable, onlyReduces, type PaperAccount } from "./paper-state.ts";
import { isTriggered } from "./trigger.ts";

export interface Refusal {
  readonly code: string;
  readonly reason: string;
}

const MAX_OPEN_ORDERS = 200;
const MAX_WAITING_ORDERS = 100;
/** A limit may not be worse than this share beyond the mark. */
const BAND = Decimal.of("0.05");

/** The first rule of form, filter or position that the order breaks; undefined when it breaks none. */
export function refusalOf(
  account: PaperAccount,
  terms: OrderTerms,
  listing: Listing,
  moment: MarketMoment,
): Refusal | undefined {
  return (
    malformed(terms) ??
    offStep(terms, listing) ??
    outOfSize(terms, listing, moment) ??
    wrongPosition(account, terms, listing) ??
    outOfBand(terms, listing, moment) ??
    wouldTrigger(terms, moment) ??
    tooMany(account, terms)
  );
}

/** A post-only order that would take; judged against everything that rests, own orders included. */
export const POST_ONLY_CROSSES: Refusal = refusal(
  "-5022",
  "Due to the order could not be executed as maker, the Post Only order will be rejected.",
);

export const NO_MARGIN: Refusal = refusal("-2019", "Margin is insufficient.");
/** Our own words: real venues always know their prices. */
export const MARGIN_UNKNOWN: Refusal = refusal(
  "-1001",
  "A price that this account's margin depends on is not known at the moment.",
);
export const NO_BALANCE: Refusal = refusal("-2010", "Account has insufficient balance for requested action.");
export const OVER_LEVERAGE: Refusal = refusal(
  "-2027",
  "Exceeded the maximum allowable position at current leverage.",
);

export function refusal(code: string, reason: string): Refusal {
  return { code, reason };
}

function malformed(terms: OrderTerms): Refusal | undefined {
  const { type, price, trigger, timeInForce, postOnly } = terms;
  if (!terms.quantity.isPositive()) return refusal("-4003", "Quantity less than or equal to zero.");
  if (hasLimitPrice(type) !== (price !== undefined))
    return refusal("-1102", "Parameter 'price' was missing or not required.");
  if (price !== undefined && !price.isPositive()) return refusal("-4001", "Price less than 0.");
  if (hasTrigger(type) !== (trigger !== undefined)) {
    return refusal("-1102", "Parameter 'stopPrice' was missing or not required.");
  }
  if (trigger !== undefined && !trigger.isPositive()) return refusal("-4006", "Stop price less than zero.");
  if (postOnly && (!hasLimitPrice(type) || timeInForce !== "GTC")) {
    return refusal("-1115", "Invalid timeInForce: post-only is for resting limit orders.");
  }
  return undefined;
}

function offStep({ quantity, price, trigger }: OrderTerms, listing: Listing): Refusal | undefined {
  const onLot = quantity.isMultipleOf(listing.lot);
  const onTick = [price, trigger].every((value) => value === undefined || value.isMultipleOf(listing.tick));
  return onLot && onTick
    ? undefined
    : refusal("-1111", "Precision is over the maximum defined for this asset.");
}

function outOfSize(terms: OrderTerms, listing: Listing, moment: MarketMoment): Refusal | undefined {
  const isSpot = listing.kind === "spot";
  const largest = terms.price === undefined ? listing.maxMarketQuantity : listing.maxQuantity;
  if (terms.quantity.lessThan(listing.minQuantity) || terms.quantity.greaterThan(largest)) {
    if (isSpot) return refusal("-1013", "Filter failure: LOT_SIZE");
    return terms.quantity.greaterThan(largest)
      ? refusal("-4005", "Quantity greater than max quantity.")
      : refusal("-4004", "Quantity less than min quantity.");
  }
  if (terms.reduceOnly || onlyReduces(terms)) return undefined;
  const notional = terms.quantity.times(terms.price ?? terms.trigger ?? moment.mark);
  if (notional.atLeast(listing.minNotional)) return undefined;
  if (isSpot) return refusal("-1013", "Filter failure: NOTIONAL");
  const smallest = listing.minNotional.toString();
  return refusal(
    "-4164",
    `Order's notional must be no smaller than ${smallest} (unless you choose reduce only).`,
  );
}

function wrongPosition(account: PaperAccount, terms: OrderTerms, listing: Listing): Refusal | undefined {
  if (listing.kind === "spot") {
    if (terms.reduceOnly) return refusal("-1106", "Parameter 'reduceOnly' sent when not required.");
    return terms.positionSide === "both"
      ? undefined
      : refusal("-1106", "Parameter 'positionSide' sent when not required.");
  }
  if ((account.positionMode === "hedge") !== (terms.positionSide !== "both")) {
    return refusal("-4061", "Order's position side does not match user's setting.");
  }
  if (!terms.reduceOnly && !onlyReduces(terms)) return undefined;
  const mayClose = onlyReduces(terms) && (hasTrigger(terms.type) || closable(account, terms).isPositive());
  return mayClose ? undefined : refusal("-2022", "ReduceOnly Order is rejected.");
}

function outOfBand(terms: OrderTerms, listing: Listing, moment: MarketMoment): Refusal | undefined {
  if (terms.price === undefined) return undefined;
  const width = moment.mark.times(BAND);
  const highest = moment.mark.plus(width).toStep(listing.tick, "floor");
  const lowest = moment.mark.minus(width).toStep(listing.tick, "ceil");
  if (terms.side === "buy" && terms.price.greaterThan(highest)) {
    return refusal("-4016", `Limit price can't be higher than ${highest.toString()}.`);
  }
  if (terms.side === "sell" && terms.price.lessThan(lowest)) {
    return refusal("-4024", `Limit price can't be lower than ${lowest.toString()}.`);
  }
  return undefined;
}

function wouldTrigger(terms: OrderTerms, moment: MarketMoment): Refusal | undefined {
  if (!hasTrigger(terms.type) || !isTriggered(terms, moment)) return undefined;
  return refusal("-2021", "Order would immediately trigger.");
}

function tooMany(account: PaperAccount, terms: OrderTerms): Refusal | undefined {
  const here = [...account.orders.values()].filter((order) => order.terms.listing === terms.listing);
  const waiting = here.filter((order) => order.phase === "waiting").length;
  if (hasTrigger(terms.type)) {
    return waiting < MAX_WAITING_ORDERS ? undefined : refusal("-4045", "Reach max stop order limit.");
  }
  return here.length - waiting < MAX_OPEN_ORDERS
    ? undefined
    : refusal("-2025", "Reach max open order limit.");
}
