// Accounts of one venue take from one book: what several of them trade there walks it together.
import { sum } from "../money/decimal.ts";
import type { RebalanceLeg, RebalanceListing } from "./rebalance-request.ts";
import { sharedImpact, withImpact } from "./trade-cost.ts";

/**
 * The legs, where several take from the same side of a named market with its part of one walk for all of them, by quantity;
 * the first one's book and day stand for all. The impact goes where the book does not hold them together.
 */
export function atSharedBooks(
  legs: readonly RebalanceLeg[],
  listings: readonly RebalanceListing[],
): readonly RebalanceLeg[] {
  const named = listings.filter(({ market }) => market !== undefined);
  if (named.length === 0) return legs;
  const byAccount = new Map(named.map((listing) => [keyOf(listing), listing]));
  const together = Map.groupBy(legs, (leg) => {
    const market = byAccount.get(keyOf(leg))?.market;
    return market === undefined ? "" : `${leg.side} ${market}`;
  });
  return legs.map((leg) => {
    const listing = byAccount.get(keyOf(leg));
    const others = listing && together.get(`${leg.side} ${listing.market ?? ""}`);
    if (listing === undefined || others === undefined || others.length === 1) return leg;
    const [first = leg] = others;
    const total = sum(others.map(({ quantity }) => quantity));
    const impact = sharedImpact(byAccount.get(keyOf(first)) ?? listing, leg, total);
    return { ...leg, cost: withImpact(leg.cost, impact) };
  });
}

function keyOf({ account, symbol }: { readonly account: string; readonly symbol: string }): string {
  return `${account}\n${symbol}`;
}
