// What an account holds of a listing on one position side, and how much of it an order could close.
import type { Listing } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import { sumKnown } from "../money/known.ts";
import type { PositionMode, PositionSide, Side } from "../order-terms/order-terms.ts";
import { type AccountState, positionKey } from "../portfolio/portfolio.ts";

/** Size units, signed; for spot the wallet's base. Undefined where no complete reading of the account was ever made. */
export function heldSigned(state: AccountState, listing: Listing, side: PositionSide): Decimal | undefined {
  if (state.syncedAtMs === undefined) return undefined;
  if (listing.kind === "spot") return state.balances[listing.base]?.wallet ?? ZERO;
  return state.positions[positionKey(listing.key, side)]?.quantitySigned ?? ZERO;
}

/** Long and short together; undefined as `heldSigned`. */
export function netHeldSigned(state: AccountState, listing: Listing): Decimal | undefined {
  const sides: readonly PositionSide[] = listing.kind === "spot" ? ["both"] : ["both", "long", "short"];
  return sumKnown(sides.map((side) => heldSigned(state, listing, side)));
}

/** The position side that an order works on: in hedge mode a buy opens long or closes short, a sell mirrored. */
export function positionSideOf(
  listing: Listing,
  mode: PositionMode,
  side: Side,
  reducing: boolean,
): PositionSide {
  if (mode === "one-way" || listing.kind === "spot") return "both";
  return (side === "buy") !== reducing ? "long" : "short";
}

/** How much of the position the order could close without flipping it; never negative, zero when not known. */
export function closableQuantity(state: AccountState, listing: Listing, side: Side): Decimal {
  const held = heldSigned(state, listing, positionSideOf(listing, state.account.positionMode, side, true));
  if (held === undefined) return ZERO;
  return (side === "sell" ? held : held.negated()).max(ZERO);
}

/** How much of a change opens new exposure: a flip opens all that stands after it. Size units, never negative. */
export function openedQuantity(before: Decimal, after: Decimal): Decimal {
  const flips = before.sign() * after.sign() === -1;
  return flips ? after.abs() : after.abs().minus(before.abs()).max(ZERO);
}
