// When a stop or take-profit fires: a stop when the price moves against the side, a take-profit when it moves with it.
import type { OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import type { MarketMoment } from "./market-source.ts";

/** True when the trigger is met at this moment's mark or last price; mark where nothing else was asked for. */
export function isTriggered(terms: OrderTerms, moment: Pick<MarketMoment, "last" | "mark">): boolean {
  if (terms.trigger === undefined) return false;
  const price = terms.triggerBy === "last" ? moment.last : moment.mark;
  return firesAbove(terms) ? price.atLeast(terms.trigger) : price.atMost(terms.trigger);
}

/** True for a stop buy and a take-profit sell. */
export function firesAbove(terms: OrderTerms): boolean {
  const isStop = terms.type === "stop" || terms.type === "stop-limit";
  return isStop === (terms.side === "buy");
}
