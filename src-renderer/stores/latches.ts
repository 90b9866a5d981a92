// Remembers which readings are beyond their mark, and lets one go only when it has clearly come back: a figure that
// trembles at its mark is told once.
import { Decimal } from "../../src-core/money/decimal.ts";

/** Beyond from `enter` on, back only past `leave`; `enter` above `leave` looks upwards, below it downwards. */
export interface Mark {
  readonly enter: Decimal;
  readonly leave: Decimal;
}

/** Percent of a limit that is used. The bar of the limit turns at the same figure. */
export const LIMIT_NEAR: Mark = { enter: Decimal.of("85"), leave: Decimal.of("80") };
export const LIMIT_REACHED: Mark = { enter: Decimal.of("100"), leave: Decimal.of("95") };
/** Percent of equity that is margin in use. */
export const MARGIN_USE_NEAR: Mark = { enter: Decimal.of("85"), leave: Decimal.of("80") };
/** Percent of the mark between a position and its liquidation. */
export const LIQUIDATION_NEAR: Mark = { enter: Decimal.of("10"), leave: Decimal.of("12") };
/** Milliseconds between this machine's clock and the venue's. */
export const CLOCK_OFF: Mark = { enter: Decimal.of("1000"), leave: Decimal.of("700") };

export interface Latches {
  /**
   * Whether this reading has just gone beyond. The first known reading of an id only sets it: what stood there before is
   * history. A reading that is not known changes nothing.
   */
  turned(id: string, reading: Decimal | undefined, mark: Mark): boolean;
}

export function createLatches(): Latches {
  const beyond = new Map<string, boolean>();
  return {
    turned: (id, reading, mark) => {
      const was = beyond.get(id);
      const is = reading === undefined ? (was ?? false) : isBeyond(was ?? false, reading, mark);
      beyond.set(id, is);
      return was === false && is;
    },
  };
}

/** Whether a reading counts as beyond after it was or was not. */
export function isBeyond(was: boolean, reading: Decimal, { enter, leave }: Mark): boolean {
  const edge = was ? leave : enter;
  const upwards = enter.greaterThan(leave);
  if (was) return upwards ? reading.greaterThan(edge) : reading.lessThan(edge);
  return upwards ? reading.atLeast(edge) : reading.atMost(edge);
}
