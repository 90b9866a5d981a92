// When an order can only shrink a position. What is proven here passes limits that would otherwise trap a trader.
import type { Decimal } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";

export interface ReductionQuestion {
  /** Size units; undefined where the position is not known. */
  readonly positionSigned: Decimal | undefined;
  /** Nothing that the venue said about this account since its last complete reading is missing. */
  readonly fresh: boolean;
  readonly side: Side;
  readonly quantity: Decimal;
  /** The venue lets this order shrink the position and nothing else. */
  readonly clamped: boolean;
  /** What other orders of the same side and position, the plan's own other legs included, can still trade. */
  readonly otherExits: Decimal;
}

export type ReductionGap =
  "unknown-position" | "no-position" | "same-side" | "beyond-position" | "stale" | "exits";

/** `venue`: the venue clamps it. `room`: the fresh position holds it and everything that rests beside it. */
export type ReductionProof =
  | { readonly proven: true; readonly by: "venue" | "room" }
  | { readonly proven: false; readonly gap: ReductionGap };

/** Whether the order can only bring its position nearer to zero, whatever fills first. */
export function proveReduction(question: ReductionQuestion): ReductionProof {
  const { positionSigned, fresh, side, quantity, clamped, otherExits } = question;
  if (positionSigned === undefined) return gap("unknown-position");
  if (positionSigned.isZero()) return gap("no-position");
  if (positionSigned.isPositive() === (side === "buy")) return gap("same-side");
  const size = positionSigned.abs();
  if (quantity.greaterThan(size)) return gap("beyond-position");
  if (clamped) return { proven: true, by: "venue" };
  if (!fresh) return gap("stale");
  if (quantity.plus(otherExits).greaterThan(size)) return gap("exits");
  return { proven: true, by: "room" };
}

function gap(reason: ReductionGap): ReductionProof {
  return { proven: false, gap: reason };
}
