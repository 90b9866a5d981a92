// Accounts of one venue take from one book: what several of them trade there walks it together.
import { type Decimal, sum } from "../money/decimal.ts";
import type { RebalanceLeg, RebalanceListing } from "./rebalance-request.ts";
import { partOfWalk, walkCost, withImpact } from "./trade-cost.ts";

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
  const impacts = new Map<RebalanceLeg, Decimal | undefined>();
  const together = Map.groupBy(legs, (leg) => {
    const market = byAccount.get(keyOf(leg))?.market;
    return market === undefined ? "" : [leg.side, market, leg.symbol].join("\n");
  });
  for (const [book, own] of together) {
    const [first] = own;
    if (book === "" || first === undefined || own.length === 1) continue;
    const listing = byAccount.get(keyOf(first));
    const total = sum(own.map(({ quantity }) => quantity));
    const cost = listing && walkCost(listing, first.side, total);
    for (const leg of own) impacts.set(leg, cost && partOfWalk(cost, leg.quantity, total));
  }
  return legs.map((leg) =>
    impacts.has(leg) ? { ...leg, cost: withImpact(leg.cost, impacts.get(leg)) } : leg,
  );
}

function keyOf({ account, symbol }: { readonly account: string; readonly symbol: string }): string {
  return `${account}\n${symbol}`;
}
