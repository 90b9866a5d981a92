// What a fill does to a position: the cost of what is left stays exact, so that a round trip realises exactly its cash.
import { type Decimal, ZERO } from "../../../src-core/money/decimal.ts";

export interface Holding {
  readonly quantitySigned: Decimal;
  readonly costSigned: Decimal;
}

const COST_SCALE = 8;

/** The position after `changeSigned` at `price`, and what that realised before fees (positive is a gain). Parts of a cost are rounded down. */
export function changePosition(
  held: Holding,
  changeSigned: Decimal,
  price: Decimal,
): Holding & { readonly realised: Decimal } {
  const value = changeSigned.times(price);
  if (held.quantitySigned.isZero() || held.quantitySigned.sign() === changeSigned.sign()) {
    return {
      quantitySigned: held.quantitySigned.plus(changeSigned),
      costSigned: held.costSigned.plus(value),
      realised: ZERO,
    };
  }
  const size = held.quantitySigned.abs();
  const quantitySigned = held.quantitySigned.plus(changeSigned);
  if (changeSigned.abs().lessThan(size)) {
    const costOut = held.costSigned.times(changeSigned.abs()).dividedBy(size, COST_SCALE, "down");
    return {
      quantitySigned,
      costSigned: held.costSigned.minus(costOut),
      realised: value.negated().minus(costOut),
    };
  }
  const closedValue = held.quantitySigned.times(price);
  return {
    quantitySigned,
    costSigned: quantitySigned.times(price),
    realised: closedValue.minus(held.costSigned),
  };
}
