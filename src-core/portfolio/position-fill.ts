// A fill's effect on a position row, by average cost: adding averages, reducing keeps the entry, a flip starts anew.
import { averageEntry, profit } from "../market/contract-math.ts";
import type { ListingKind } from "../market/listing.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import { withoutFields } from "../money/without.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import type { Position } from "./portfolio.ts";

/** A flat row that knows nothing yet, as of a venue time. */
export function flatPosition(fill: Pick<Fill, "listing" | "positionSide">, asOfMs: number): Position {
  return {
    listing: fill.listing,
    positionSide: fill.positionSide,
    quantitySigned: ZERO,
    entryPrice: ZERO,
    realisedPnl: ZERO,
    fees: ZERO,
    asOfMs,
  };
}

/** Size units, negative for a sale, whatever the position side: a short's quantity is negative in hedge mode too. */
export function signedQuantity(fill: Pick<Fill, "side" | "quantity">): Decimal {
  return fill.side === "buy" ? fill.quantity : fill.quantity.negated();
}

/**
 * Applies a fill that was not applied before. Fees and realised P&L always count; quantity and entry move only when the
 * fill is later than the row's last report. `feeInSettle` is undefined when the fee could not be converted.
 * What the venue said of margin and liquidation is of the old size, so it goes.
 */
export function fillPosition(
  row: Position,
  fill: Fill,
  kind: ListingKind,
  feeInSettle: Decimal | undefined,
): Position {
  const moves = fill.atMs > row.asOfMs;
  const realised = fill.realisedPnl ?? realisedBy(row, fill, kind, moves);
  const counted = countFill(row, realised, feeInSettle);
  return moves ? move(counted, fill, kind) : counted;
}

function countFill(row: Position, realised: Decimal | undefined, fee: Decimal | undefined): Position {
  const counted = {
    ...row,
    realisedPnl: row.realisedPnl.plus(realised ?? ZERO),
    fees: row.fees.plus(fee ?? ZERO),
  };
  if (realised !== undefined && fee !== undefined) return counted;
  const incomplete = {
    realisedPnl: realised === undefined || (row.incomplete?.realisedPnl ?? false),
    fees: fee === undefined || (row.incomplete?.fees ?? false),
  };
  return { ...counted, incomplete };
}

function move(row: Position, fill: Fill, kind: ListingKind): Position {
  const kept = withoutFields(row, "liquidationPrice", "initialMargin", "maintenanceMargin");
  const delta = signedQuantity(fill);
  const filledAtMs = Math.max(row.filledAtMs ?? fill.atMs, fill.atMs);
  return {
    ...kept,
    quantitySigned: row.quantitySigned.plus(delta),
    entryPrice: entryAfter(row, delta, fill.price, kind),
    filledAtMs,
  };
}

function entryAfter(row: Position, delta: Decimal, price: Decimal, kind: ListingKind): Decimal {
  const before = row.quantitySigned;
  const after = before.plus(delta);
  if (after.isZero()) return ZERO;
  if (before.sign() !== after.sign()) return price;
  if (before.sign() !== delta.sign() || !row.entryPrice.isPositive()) return row.entryPrice;
  return averageEntry(
    kind,
    { quantity: before.abs(), price: row.entryPrice },
    { quantity: delta.abs(), price },
  );
}

/** Our own reckoning where the venue does not say; undefined when the entry of what was closed is not known. */
function realisedBy(row: Position, fill: Fill, kind: ListingKind, moves: boolean): Decimal | undefined {
  const delta = signedQuantity(fill);
  const before = moves ? row.quantitySigned : row.quantitySigned.minus(delta);
  if (before.sign() * delta.sign() >= 0) return ZERO;
  if (!moves || !row.entryPrice.isPositive() || !fill.price.isPositive()) return undefined;
  const closed = delta.abs().min(before.abs());
  const closedSigned = before.isPositive() ? closed : closed.negated();
  return profit(kind, closedSigned, row.entryPrice, fill.price);
}
