// Where an account stands: its weights, leverage and exposure, and how far from its target.
import { type Decimal, ONE, sum, ZERO } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { ratio } from "../portfolio/valuation.ts";
import type { AccountMarket } from "./account-market.ts";
import type { Standing } from "./rebalance-request.ts";
import type { Distance } from "./size-trade.ts";

/** Digits after the point of a distance before it is summed. */
const DISTANCE_DIGITS = 12;

/** The account with these signed notionals, one per holding, at these distances from its targets. */
export function standingOf(
  { account, holdings }: AccountMarket,
  notionals: readonly Decimal[],
  distances: readonly Distance[],
): Standing {
  const equity = account.equity.isPositive() ? account.equity : undefined;
  const weights: [string, Decimal][] = [];
  holdings.forEach(({ listing }, index) => {
    const notional = notionals[index];
    const weight = notional?.isZero() === true ? undefined : ratio(notional, equity);
    if (weight?.isZero() === false) weights.push([listing.symbol, weight]);
  });
  const gross = sum(notionals.map((notional) => notional.abs()));
  return knownOnly<Standing>({
    account: account.id,
    weights: Object.fromEntries(weights),
    gross,
    net: sum(notionals),
    leverage: ratio(gross, equity),
    trackingError: equity && ratio(missed(distances), equity),
  });
}

/** The sum of the distances; neighbours of one divisor are divided once. */
function missed(distances: readonly Distance[]): Decimal {
  let [total, together] = [ZERO, ZERO];
  distances.forEach(({ gap, of }, index) => {
    together = gap.isNegative() ? together.minus(gap) : together.plus(gap);
    if (distances[index + 1]?.of === of) return;
    total = total.plus(of === ONE ? together : together.dividedBy(of, DISTANCE_DIGITS, "up"));
    together = ZERO;
  });
  return total;
}
