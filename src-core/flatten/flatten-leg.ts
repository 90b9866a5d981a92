// One position's way to zero: the most that can be closed without ever going past it, or the reason why nothing is sent.
import type { Listing } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import type { Leg, LegReason } from "../plan/plan.ts";
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
    throw new Error("Invariant: only open positions are flattened");
  }
  const held = position.quantitySigned.abs();
  const listing = portfolio.listings[position.listing];
  const base = { accountId: ref.accountId, listing: position.listing, ideal: held };
  if (listing === undefined) return blocked(base, "the listing is not known.");
  const blocking = blockers.filter(
    (blocker) => blocker.accountId === ref.accountId && blocker.key === ref.key,
  );
  if (blocking.length > 0)
    return blocked(base, `${named(blocking)}. Name these to be cancelled, or end them where they were made.`);
  const sized = closingQuantity(listing, held);
  const reason = { ...base, ...sized };
  if (sized.quantity.isZero()) return { reason };
  return { reason, leg: closingLeg(ref, listing, position, sized.quantity) };
}

/** Nothing is sent, and why. */
export function blocked(base: Pick<LegReason, "accountId" | "listing" | "ideal">, by: string): FlattenPart {
  return { reason: { ...base, quantity: ZERO, limitedBy: "denied", detail: `BLOCKED: ${by}` } };
}

function named(blockers: readonly FlattenBlocker[]): string {
  return blockers
    .map(({ orderId, origin, remaining }) => `${orderId} (${origin}, ${remaining.toString()})`)
    .join(", ");
}

/** Minimum notionals do not bind orders that only reduce; minimum quantities and the venue's largest order do. */
function closingQuantity(listing: Listing, held: Decimal): Sizing {
  const largest = listing.maxMarketQuantity.min(listing.maxQuantity);
  const quantity = held.min(largest).toStep(listing.lot, "down");
  if (quantity.isZero() || quantity.lessThan(listing.minQuantity)) return dust(listing, held);
  const rest = `${held.minus(quantity).toString()} stays`;
  if (held.greaterThan(largest)) {
    const detail = `${rest}: the venue takes at most ${largest.toString()} an order. Further orders follow.`;
    return { quantity, limitedBy: "cap", detail };
  }
  if (quantity.equals(held)) return { quantity, limitedBy: "none", detail: "Closes the whole position." };
  return {
    quantity,
    limitedBy: "lot",
    detail: `${rest} as dust: it is less than the lot ${listing.lot.toString()}.`,
  };
}

function dust(listing: Listing, held: Decimal): Sizing {
  const belowLot = held.lessThan(listing.lot);
  const bound = belowLot
    ? `the lot ${listing.lot.toString()}`
    : `the minimum order ${listing.minQuantity.toString()}`;
  const detail = `Dust: ${held.toString()} is less than ${bound}, which the venue will not trade.`;
  return { quantity: ZERO, limitedBy: belowLot ? "lot" : "minimum", detail };
}

function closingSide(position: Position): Side {
  return position.quantitySigned.isPositive() ? "sell" : "buy";
}

/** A market order that can only bring the position nearer to zero. */
export function closingLeg(ref: PositionRef, listing: Listing, position: Position, quantity: Decimal): Leg {
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
      reduceOnly: true,
    },
  };
}
