// Where an account stands: its weights, leverage and exposure, and how far from its target.
import { type Decimal, ONE, sum } from "../money/decimal.ts";
import { knownOnly } from "../money/known.ts";
import { ratio } from "../portfolio/valuation.ts";
import type { AccountMarket } from "./account-market.ts";
import type { Standing } from "./rebalance-request.ts";
import type { HoldingTarget } from "./targets.ts";

/** Digits after the point of a distance before it is summed. */
const DISTANCE_DIGITS = 12;

/** The account with these signed notionals, one per holding. */
export function standingOf(
  { account, holdings }: AccountMarket,
  targets: readonly HoldingTarget[],
  notionals: readonly Decimal[],
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
    trackingError: equity && ratio(missed(targets, notionals), equity),
  });
}

/** The sum of the distances; what the target does not speak of is at none. Quotients of one divisor are divided once. */
function missed(targets: readonly HoldingTarget[], notionals: readonly Decimal[]): Decimal {
  const byDivisor = new Map<Decimal, Decimal[]>();
  notionals.forEach((notional, index) => {
    const target = targets[index];
    if (target?.known !== true) return;
    const { part, of } = target.target;
    const distance = part.minus(of === ONE ? notional : notional.times(of)).abs();
    const alike = byDivisor.get(of);
    if (alike === undefined) byDivisor.set(of, [distance]);
    else alike.push(distance);
  });
  const distances = [...byDivisor].map(([of, parts]) =>
    of === ONE ? sum(parts) : sum(parts).dividedBy(of, DISTANCE_DIGITS, "up"),
  );
  return sum(distances);
}
