// How near an account comes to liquidation when what is new has filled: at its present state, after its buys, after its sells.
import { Decimal } from "../money/decimal.ts";
import { leastKnown } from "../money/known.ts";
import type { Leg } from "../plan/plan.ts";
import { portfolioAfter } from "../plan/portfolio-after.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { valueAccount } from "../portfolio/valuation.ts";

export type LeastDistance =
  | { readonly kind: "known"; readonly percent: Decimal }
  /** No position of the account can be liquidated. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly missing: string };

const HUNDRED = Decimal.of("100");

/**
 * The least distance over the three, so that a larger leg never looks safer: what a sell takes off a long does not excuse
 * the long, nor what it opens. Percent of the price; zero or less is at liquidation.
 */
export function leastDistance(
  portfolio: Portfolio,
  accountId: AccountId,
  legs: readonly Leg[],
): LeastDistance {
  const sides = (["buy", "sell"] as const).map((side) => legs.filter(({ terms }) => terms.side === side));
  const cases = [[], ...sides.filter((each) => each.length > 0)];
  const distances: (Decimal | undefined)[] = [];
  for (const each of cases) {
    const one = distanceAfter(portfolio, accountId, each);
    if (one.kind === "unknown") return one;
    if (one.kind === "known") distances.push(one.percent);
  }
  const least = leastKnown(distances);
  return least === undefined ? { kind: "none" } : { kind: "known", percent: least };
}

function distanceAfter(portfolio: Portfolio, accountId: AccountId, legs: readonly Leg[]): LeastDistance {
  const after = portfolioAfter(portfolio, legs);
  const state = after.accounts[accountId];
  if (state?.syncedAtMs === undefined) return { kind: "unknown", missing: "its reconciliation" };
  const value = valueAccount(after, state);
  for (const { position, price } of value.positions) {
    const listing = after.listings[position.listing];
    const name = listing?.name ?? position.listing;
    if (price === undefined) return { kind: "unknown", missing: `the price of ${name}` };
    if (listing === undefined || listing.tiers.length === 0)
      return { kind: "unknown", missing: `the margin table of ${name}` };
  }
  if (value.equity === undefined) return { kind: "unknown", missing: "its equity" };
  return value.distance === undefined
    ? { kind: "none" }
    : { kind: "known", percent: value.distance.times(HUNDRED) };
}
