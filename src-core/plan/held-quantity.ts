// What an account holds of a listing on one position side, and how much of it an order could close.
import type { ListingKey } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import { ZERO } from "../money/decimal.ts";
import type { PositionMode, PositionSide, Side } from "../order-terms/order-terms.ts";
import { positionKey } from "../portfolio/portfolio.ts";
import type { AccountState } from "../portfolio/portfolio.ts";

/** Signed, size units; zero when the account has no such position. */
export function heldSigned(state: AccountState, listing: ListingKey, side: PositionSide): Decimal {
  return state.positions[positionKey(listing, side)]?.quantitySigned ?? ZERO;
}

/** The position side that an order works on: in hedge mode a buy opens long or closes short, a sell mirrored. */
export function positionSideOf(mode: PositionMode, side: Side, reducing: boolean): PositionSide {
  if (mode === "one-way") return "both";
  return (side === "buy") !== reducing ? "long" : "short";
}

/** How much of the position the order could close without flipping it; never negative. */
export function closableQuantity(state: AccountState, listing: ListingKey, side: Side): Decimal {
  const held = heldSigned(state, listing, positionSideOf(state.account.positionMode, side, true));
  return (side === "sell" ? held : held.negated()).max(ZERO);
}
