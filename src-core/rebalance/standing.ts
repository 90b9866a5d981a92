// Where an account stands: its weights, leverage and exposure, and how far from its target.
import { type Decimal, ONE, sum, ZERO } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { ratio } from "../portfolio/valuation.ts";
import { type AccountMarket, unitNotional } from "./account-market.ts";
import type { Standing } from "./rebalance-request.ts";
import type { HoldingTarget } from "./targets.ts";

/** Digits after the point of a distance before it is summed. */
const DISTANCE_DIGITS = 12;

/** The account with these signed quantities traded, one per holding. */
export function standingOf(
  { account, holdings }: AccountMarket,
  targets: readonly HoldingTarget[],
  traded: readonly Decimal[],
): Standing {
  const notionals = holdings.map(({ listing, notional }, index) => {
    const change = traded[index];
    return change === undefined || change.isZero()
      ? notional
      : notional.plus(change.times(unitNotional(listing)));
  });
  const gross = sum(notionals.map((notional) => notional.abs()));
  const weights = holdings.flatMap(({ listing }, index) => {
    const weight = ratio(notionals[index], account.equity);
    return weight === undefined || weight.isZero() ? [] : [[listing.symbol, weight] as const];
  });
  const missed = sum(notionals.map((notional, index) => distance(notional, targets[index])));
  return knownOnly<Standing>({
    account: account.id,
    weights: Object.fromEntries(weights),
    gross,
    net: sum(notionals),
    leverage: ratio(gross, account.equity),
    trackingError: ratio(missed, account.equity),
  });
}

/** What the target does not speak of is at no distance. */
function distance(notional: Decimal, target: HoldingTarget | undefined): Decimal {
  if (target?.known !== true) return ZERO;
  const { part, of } = target.target;
  if (of === ONE) return part.minus(notional).abs();
  return part.minus(notional.times(of)).abs().dividedBy(of, DISTANCE_DIGITS, "up");
}
