// What a size, a price and an entry are worth, for linear and inverse contracts.
// Linear: size in base, money in quote. Inverse: size in quote value (exact lots), money in the base coin.
import type { Decimal } from "../money/decimal.ts";
import type { ListingKind } from "./listing.ts";

/** Digits after the point where a division cannot be exact: finer than any venue's tick, lot or coin. */
export const DIVISION_SCALE = 18;

/** Unrealised or realised P&L in the settlement asset of a signed size from entry to price. Prices are positive; half-even at scale 18 for inverse, exact otherwise. */
export function profit(kind: ListingKind, quantitySigned: Decimal, entry: Decimal, price: Decimal): Decimal {
  const moved = quantitySigned.times(price.minus(entry));
  if (kind !== "inverse") return moved;
  // q (1/entry - 1/price) with a single division.
  return moved.dividedBy(entry.times(price), DIVISION_SCALE, "half-even");
}

/** Absolute notional in the quote currency: size x price, and for inverse the size itself. */
export function notional(kind: ListingKind, quantity: Decimal, price: Decimal): Decimal {
  return kind === "inverse" ? quantity.abs() : quantity.times(price).abs();
}

/** Average entry after adding to a position of the same direction; half-even at scale 18. Inverse averages 1/price, as its P&L does. */
export function averageEntry(
  kind: ListingKind,
  held: { readonly quantity: Decimal; readonly price: Decimal },
  added: { readonly quantity: Decimal; readonly price: Decimal },
): Decimal {
  const total = held.quantity.plus(added.quantity);
  if (kind === "inverse") {
    const coins = held.quantity.times(added.price).plus(added.quantity.times(held.price));
    return total.times(held.price).times(added.price).dividedBy(coins, DIVISION_SCALE, "half-even");
  }
  const cost = held.quantity.times(held.price).plus(added.quantity.times(added.price));
  return cost.dividedBy(total, DIVISION_SCALE, "half-even");
}

/** Absolute notional in the settlement asset, by which position tiers are cut: coins for inverse. Half-even at scale 18. */
export function settleNotional(kind: ListingKind, quantity: Decimal, price: Decimal): Decimal {
  const inQuote = notional(kind, quantity, price);
  return kind === "inverse" ? inQuote.dividedBy(price, DIVISION_SCALE, "half-even") : inQuote;
}
