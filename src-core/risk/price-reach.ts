// At which prices an order could trade, for the question whether two orders of one owner could meet.
import type { Quote } from "../market/quote.ts";
import { Decimal } from "../money/decimal.ts";
import { hasTrigger, type OrderTerms, type Side } from "../order-terms/order-terms.ts";
import { farTouch } from "../plan/reference-price.ts";

/** How far through the touch or its trigger a market order is taken to sweep, as a fraction [own]. */
const SWEEP_REACH = Decimal.of("0.02");

/** An order's worst acceptable price, whether it can rest, and where it wakes up. */
export interface PriceReach {
  readonly side: Side;
  /** Highest price a buy pays, lowest a sell takes; absent: any price. */
  readonly bound?: Decimal;
  readonly canRest: boolean;
  /** Present while the order waits outside the book. */
  readonly trigger?: Decimal;
}

/** `bound` of a market order is the far touch, of a triggered one its trigger, each moved by the sweep reach. */
export function priceReach(terms: OrderTerms, quote: Quote | undefined): PriceReach {
  const { side, price, trigger } = terms;
  const start = hasTrigger(terms.type) ? trigger : farTouch(quote, side);
  const bound = price ?? (start === undefined ? undefined : swept(start, side));
  return {
    side,
    canRest: price !== undefined && terms.timeInForce === "GTC",
    ...(bound === undefined ? {} : { bound }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/**
 * Whether two orders of opposite sides could trade with each other. Two orders meet only where one rests. One that waits
 * for a trigger meets, when it wakes at that price, what rests between its trigger and its bound: orders better than the
 * trigger have traded by then, and immediate ones are gone.
 */
export function canMeet(one: PriceReach, other: PriceReach): boolean {
  const buy = one.side === "buy" ? one : other;
  const sell = one.side === "buy" ? other : one;
  if (buy.side === sell.side || (!buy.canRest && !sell.canRest)) return false;
  if (buy.bound !== undefined && sell.bound !== undefined && buy.bound.lessThan(sell.bound)) return false;
  if (one.trigger !== undefined && other.trigger !== undefined) return wakesTogether(one, other);
  if (one.trigger !== undefined) return restsInReach(other, one, one.trigger);
  if (other.trigger !== undefined) return restsInReach(one, other, other.trigger);
  return true;
}

function restsInReach(plain: PriceReach, waiting: PriceReach, trigger: Decimal): boolean {
  if (!plain.canRest || plain.bound === undefined) return false;
  const furthest = waiting.bound ?? trigger;
  return plain.bound.atLeast(trigger.min(furthest)) && plain.bound.atMost(trigger.max(furthest));
}

function wakesTogether(one: PriceReach, other: PriceReach): boolean {
  const [a, b] = [band(one), band(other)];
  if (a === undefined || b === undefined) return true;
  return a.low.atMost(b.high) && b.low.atMost(a.high);
}

function band(reach: PriceReach): { readonly low: Decimal; readonly high: Decimal } | undefined {
  if (reach.trigger === undefined || reach.bound === undefined) return undefined;
  return { low: reach.trigger.min(reach.bound), high: reach.trigger.max(reach.bound) };
}

function swept(start: Decimal, side: Side): Decimal {
  const reach = start.times(SWEEP_REACH);
  return side === "buy" ? start.plus(reach) : start.minus(reach);
}
