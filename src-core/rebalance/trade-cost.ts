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
  const impact = impactOf(listing, side, quantity);
  return impact === undefined ? { fee, spread } : { fee, spread, impact };
}

/** Beyond the best price only: what the half spread covers is not counted again. */
function impactOf(listing: RebalanceListing, side: Side, quantity: Decimal): Decimal | undefined {
  const levels = (side === "buy" ? listing.book?.asks : listing.book?.bids) ?? [];
  const swept = sweep(levels, quantity, dailyOf(listing));
  return swept?.weighted.times(unitNotional(listing)).rounded(COST_DIGITS, "ceil");
}

function dailyOf({ dailyVolume, dailyVolatility }: RebalanceListing): DailyMarket | undefined {
  if (dailyVolume === undefined || dailyVolatility === undefined) return undefined;
  return { volume: dailyVolume, volatility: dailyVolatility };
}
