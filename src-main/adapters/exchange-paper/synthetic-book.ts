// What strangers show around a synthetic price: levels on fixed price grids that widen away from the touch.
// A level's size depends on its price and on time in steps of two seconds, so that levels live while the market moves.
import type { BookLevel } from "../../../src-core/market/order-book.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { hashOf, uniform } from "./noise.ts";

export interface BookShape {
  readonly seed: number;
  readonly tick: Decimal;
  readonly lot: Decimal;
  /** Ticks between levels, from the touch outward. */
  readonly steps: readonly number[];
  /** Mean size of a level in lots, for each step. */
  readonly lots: readonly number[];
}

export interface Touch {
  readonly bidTicks: number;
  readonly askTicks: number;
}

const LEVELS_PER_STEP = 7;
const LIFE_SLOTS = 8;
/** Sizes at the touch itself are this many times the mean. */
const TOUCH_WEIGHT = 4;

/** Levels of one side, best first; `slot` counts 250 ms since 1970. */
export function bookSide(
  shape: BookShape,
  touch: Touch,
  side: "bid" | "ask",
  slot: number,
): readonly BookLevel[] {
  const outward = side === "bid" ? -1 : 1;
  const best = side === "bid" ? touch.bidTicks : touch.askTicks;
  const levels: BookLevel[] = [];
  let price = best;
  shape.steps.forEach((step, index) => {
    for (let made = 0; made < LEVELS_PER_STEP && price > 0; made += 1) {
      const weight = price === best ? TOUCH_WEIGHT : 1;
      levels.push(level(shape, price, (shape.lots[index] ?? 0) * weight, slot));
      price = nextOnGrid(
        price,
        shape.steps[made === LEVELS_PER_STEP - 1 ? index + 1 : index] ?? step,
        outward,
      );
    }
  });
  return levels;
}

/** The next multiple of `step` strictly beyond the price. */
function nextOnGrid(ticks: number, step: number, outward: number): number {
  return outward > 0 ? (Math.floor(ticks / step) + 1) * step : (Math.ceil(ticks / step) - 1) * step;
}

function level(shape: BookShape, ticks: number, meanLots: number, slot: number): BookLevel {
  const own = hashOf(shape.seed, ticks);
  const life = Math.floor((slot + (own % LIFE_SLOTS)) / LIFE_SLOTS);
  const luck = uniform(own, life);
  const lots = Math.max(1, Math.round(meanLots * (0.15 + 2.55 * luck * luck)));
  return {
    price: Decimal.fromInteger(ticks).times(shape.tick),
    quantity: Decimal.fromInteger(lots).times(shape.lot),
  };
}
