// One account's holdings beside the listings it can trade: what targets and sizes are computed from.
import { type Decimal, ONE, ZERO } from "../money/decimal.ts";
import type { RebalanceAccount, RebalanceListing, RebalanceRequest } from "./rebalance-request.ts";

export interface Holding {
  readonly listing: RebalanceListing;
  readonly quantity: Decimal;
  /** Signed, quote currency. */
  readonly notional: Decimal;
}

export interface AccountMarket {
  readonly account: RebalanceAccount;
  /** One per listing, also where nothing is held. */
  readonly holdings: readonly Holding[];
}

/** `part / of` in the quote currency; a quotient, so that nothing rounds before the lot. `of` is positive. */
export interface TargetNotional {
  readonly part: Decimal;
  readonly of: Decimal;
}

/** What one size unit is worth in the quote currency: an inverse quantity is quote value already. */
export function unitNotional(listing: Pick<RebalanceListing, "kind" | "price">): Decimal {
  return listing.kind === "inverse" ? ONE : listing.price;
}

/** Every account with its listings, in the order given; of a request that was checked. */
export function accountMarkets(request: RebalanceRequest): readonly AccountMarket[] {
  const listings = Map.groupBy(request.listings, ({ account }) => account);
  return request.accounts.map((account) => {
    const held = new Map(account.positions.map(({ symbol, quantity }) => [symbol, quantity]));
    const holdings = (listings.get(account.id) ?? []).map((listing) => {
      const quantity = held.get(listing.symbol) ?? ZERO;
      return { listing, quantity, notional: quantity.times(unitNotional(listing)) };
    });
    return { account, holdings };
  });
}
