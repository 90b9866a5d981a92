// One position's way to zero: the most that can be closed without ever going past it, or the reason why nothing is sent.
import type { Listing } from "../market/listing.ts";
import { Decimal, ZERO } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { Leg, LegReason } from "../plan/plan.ts";
import { marketPrice } from "../plan/reference-price.ts";
import type { Portfolio, Position } from "../portfolio/portfolio.ts";
import type { FlattenBlocker, PositionRef } from "./flatten-blockers.ts";

export interface FlattenPart {
  readonly reason: LegReason;
  /** Absent when nothing can be sent. */
  readonly leg?: Leg;
}

interface Sizing {
  readonly quantity: Decimal;
  readonly limitedBy: LegReason["limitedBy"];
  readonly detail: string;
}

/** The leg that closes the position, rounded toward zero to the lot, with what stays behind named. */
export function flattenPart(
  portfolio: Portfolio,
  ref: PositionRef,
  blockers: readonly FlattenBlocker[],
): FlattenPart {
  const state = portfolio.accounts[ref.accountId];
  const position = state?.positions[ref.key];
  if (state === undefined || position === undefined || position.quantitySigned.isZero()) {
    return nothing(ref, ZERO, "position", "The position is already flat.");
  }
  const held = position.quantitySigned.abs();
  const listing = portfolio.listings[position.listing];
  if (listing === undefined) return nothing(ref, held, "denied", "BLOCKED: the listing is not known.");
  const blocking = blockers.filter(
    (blocker) => blocker.accountId === ref.accountId && blocker.key === ref.key,
  );
  if (blocking.length > 0)
    return nothing(ref, held, "denied", `BLOCKED by ${named(blocking)}: cancel these first.`);
  const sized = closingQuantity(portfolio, ref, listing, position);
  const reason = { accountId: ref.accountId, ideal: held, ...sized };
  if (sized.quantity.isZero()) return { reason };
  return { reason, leg: closingLeg(ref, listing, position, sized.quantity) };
}

function nothing(
  ref: PositionRef,
  ideal: Decimal,
  limitedBy: LegReason["limitedBy"],
  detail: string,
): FlattenPart {
  return { reason: { accountId: ref.accountId, ideal, quantity: ZERO, limitedBy, detail } };
}

function named(blockers: readonly FlattenBlocker[]): string {
  return blockers
    .map(({ orderId, origin, remaining }) => `${orderId} (${origin}, ${remaining.toString()})`)
    .join(", ");
}

function closingQuantity(
  portfolio: Portfolio,
  ref: PositionRef,
  listing: Listing,
  position: Position,
): Sizing {
  const held = position.quantitySigned.abs();
  const free = sellable(portfolio, ref, listing, position);
  const most = held.min(free).min(listing.maxMarketQuantity).min(listing.maxQuantity);
  const quantity = most.toStep(listing.lot, "down");
  const minimum = minimumOf(portfolio, listing, position);
  if (quantity.isZero() || quantity.lessThan(minimum)) return dust(held, free, listing, minimum);
  if (quantity.equals(held)) return { quantity, limitedBy: "none", detail: "Closes the whole position." };
  const rest = `${held.minus(quantity).toString()} stays`;
  if (most.lessThan(held))
    return { quantity, limitedBy: "cap", detail: `${rest}: ${capReason(free, held, listing)}` };
  return {
    quantity,
    limitedBy: "lot",
    detail: `${rest} as dust: it is less than the lot ${listing.lot.toString()}.`,
  };
}

function capReason(free: Decimal, held: Decimal, listing: Listing): string {
  if (free.lessThan(held)) return `only ${free.toString()} is free, the rest is in orders or lent.`;
  const most = listing.maxMarketQuantity.min(listing.maxQuantity).toString();
  return `the venue takes at most ${most} an order. Flatten again after it filled.`;
}

function dust(held: Decimal, free: Decimal, listing: Listing, minimum: Decimal): Sizing {
  if (free.lessThan(held)) {
    return {
      quantity: ZERO,
      limitedBy: "cap",
      detail: `Nothing can be sent: ${capReason(free, held, listing)}`,
    };
  }
  const belowLot = held.lessThan(listing.lot);
  const bound = belowLot ? `the lot ${listing.lot.toString()}` : `the minimum order ${minimum.toString()}`;
  const detail = `Dust: ${held.toString()} is less than ${bound}, which the venue will not trade.`;
  return { quantity: ZERO, limitedBy: belowLot ? "lot" : "minimum", detail };
}

/** Spot sells only what is free; a derivative's whole position can be closed. */
function sellable(portfolio: Portfolio, ref: PositionRef, listing: Listing, position: Position): Decimal {
  const held = position.quantitySigned.abs();
  if (listing.kind !== "spot" || position.quantitySigned.isNegative()) return held;
  const balance = portfolio.accounts[ref.accountId]?.balances[listing.base];
  return balance === undefined ? held : balance.available.max(ZERO);
}

/** Minimum notionals do not bind reduce-only orders on derivatives; on spot they do, at the price that is known. */
function minimumOf(portfolio: Portfolio, listing: Listing, position: Position): Decimal {
  if (listing.kind !== "spot" || !listing.minNotional.isPositive()) return listing.minQuantity;
  const price = marketPrice(portfolio.quotes.get(listing.key), closingSide(position));
  if (price?.isPositive() !== true) return listing.minQuantity;
  const lots = listing.minNotional.inSteps(price.times(listing.lot), "ceil");
  return listing.minQuantity.max(Decimal.fromInteger(lots).times(listing.lot));
}

function closingSide(position: Position): Side {
  return position.quantitySigned.isPositive() ? "sell" : "buy";
}

function closingLeg(ref: PositionRef, listing: Listing, position: Position, quantity: Decimal): Leg {
  return {
    accountId: ref.accountId,
    listingVersion: listing.version,
    effect: "close",
    terms: {
      listing: listing.key,
      side: closingSide(position),
      positionSide: position.positionSide,
      type: "market",
      quantity,
      timeInForce: "IOC",
      postOnly: false,
      reduceOnly: listing.kind !== "spot",
    },
  };
}
