// What the orders of one leg have used of their plan, the worst of every order that may still trade counted.
import type { Decimal } from "../money/decimal.ts";

/** Size units; everything filled, working or of unknown fate. */
export interface LegUse {
  /** On the leg's own side. */
  readonly there: Decimal;
  /** Known to have filled on the leg's own side. */
  readonly filled: Decimal;
  /** On the way back. */
  readonly back: Decimal;
  /** Known to have filled on the way back. */
  readonly unwound: Decimal;
}
