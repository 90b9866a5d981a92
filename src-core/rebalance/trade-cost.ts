// What a trade costs: taker fee, half the spread, the visible book, and the square-root law beyond it.
import { type DailyMarket, sweep } from "../market/sweep.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Side } from "../order-terms/order-terms.ts";
import { unitNotional } from "./account-market.ts";
import type { RebalanceListing, TradeCost } from "./rebalance-request.ts";

/** Digits after the point of an impact, rounded up. */
const COST_DIGITS = 8;

/** The cost of taking `quantity`, worth `notional`, now; an impact stays absent where neither the book nor volume and volatility cover it. */
export function tradeCost(
  listing: RebalanceListing,
  side: Side,
  quantity: Decimal,
  notional: Decimal,
): TradeCost {
  const [fee, spread] = [notional.times(listing.takerFee), notional.times(listing.halfSpread)];
  return withImpact({ fee, spread }, walkCost(listing, side, quantity)?.rounded(COST_DIGITS, "ceil"));
}

/** The cost with this impact, or without one where it is not known. */
export function withImpact({ fee, spread }: TradeCost, impact: Decimal | undefined): TradeCost {
  return impact === undefined ? { fee, spread } : { fee, spread, impact };
}

/** Its part, by quantity, of what a walk costs that takes `total` at once. */
export function partOfWalk(cost: Decimal, quantity: Decimal, total: Decimal): Decimal {
  return cost.times(quantity).dividedBy(total, COST_DIGITS, "ceil");
}

/** Quote currency, exact, beyond the best price only: what the half spread covers is not counted again. */
export function walkCost(listing: RebalanceListing, side: Side, quantity: Decimal): Decimal | undefined {
  const levels = (side === "buy" ? listing.book?.asks : listing.book?.bids) ?? [];
  return sweep(levels, quantity, dailyOf(listing))?.weighted.times(unitNotional(listing));
}

function dailyOf({ dailyVolume, dailyVolatility }: RebalanceListing): DailyMarket | undefined {
  if (dailyVolume === undefined || dailyVolatility === undefined) return undefined;
  return { volume: dailyVolume, volatility: dailyVolatility };
}
