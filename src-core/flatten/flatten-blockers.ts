// Exits already working on a position: beside them a second exit is refused by some venues and flips it at others.
import type { Decimal } from "../money/decimal.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { Origin, Portfolio, Position, PositionKey, WorkingOrder } from "../portfolio/portfolio.ts";

/** One position of one account. */
export interface PositionRef {
  readonly accountId: AccountId;
  readonly key: PositionKey;
}

export interface FlattenBlocker extends PositionRef {
  /** The working order's id. */
  readonly orderId: string;
  readonly origin: Origin;
  /** Whether this installation made it and so may cancel it without a choice that names it. */
  readonly ours: boolean;
  readonly remaining: Decimal;
}

/** Every exit that works on the positions, untriggered stops and orders of unknown fate included. */
export function flattenBlockers(portfolio: Portfolio, positions: readonly PositionRef[]): FlattenBlocker[] {
  return positions.flatMap((ref) => {
    const state = portfolio.accounts[ref.accountId];
    const position = state?.positions[ref.key];
    if (state === undefined || position === undefined) return [];
    return Object.values(state.working)
      .filter((order) => closes(order, position))
      .map((order) => ({
        ...ref,
        orderId: order.id,
        origin: order.origin,
        ours: order.origin === "yoke",
        remaining: order.terms.quantity.minus(order.filled),
      }));
  });
}

/** In hedge mode the side of the position decides; in one-way mode an order must say that it only reduces. */
function closes({ terms, filled }: WorkingOrder, position: Position): boolean {
  if (terms.listing !== position.listing || terms.positionSide !== position.positionSide) return false;
  if (terms.quantity.atMost(filled)) return false;
  const against = terms.side === (position.quantitySigned.isPositive() ? "sell" : "buy");
  return against && (terms.reduceOnly || terms.positionSide !== "both");
}
