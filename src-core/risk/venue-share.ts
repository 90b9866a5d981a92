// How much of a scope's equity stands at each venue: what is lost if that venue is.
import { Decimal, ZERO } from "../money/decimal.ts";
import type { AccountState } from "../portfolio/portfolio.ts";
import type { EquityReading } from "./gate-input.ts";

export type VenueShares =
  | { readonly known: true; readonly percentByVenue: ReadonlyMap<string, Decimal> }
  | { readonly known: false; readonly missing: string };

const HUNDRED = Decimal.of("100");
const SCALE = 4;

/** Percent, rounded up; an account in debt counts zero. Unknown without every account's equity, or where there is none. */
export function venueShares(
  accounts: readonly AccountState[],
  equities: Readonly<Record<string, EquityReading>>,
): VenueShares {
  const sums = new Map<string, Decimal>();
  let total = ZERO;
  for (const { account } of accounts) {
    const equity = equities[account.id]?.equity?.max(ZERO);
    if (equity === undefined) return { known: false, missing: `the equity of ${account.name}` };
    sums.set(account.venue, (sums.get(account.venue) ?? ZERO).plus(equity));
    total = total.plus(equity);
  }
  if (!total.isPositive()) return { known: false, missing: "any equity" };
  const percent = (sum: Decimal) => sum.times(HUNDRED).dividedBy(total, SCALE, "up");
  return { known: true, percentByVenue: new Map([...sums].map(([venue, sum]) => [venue, percent(sum)])) };
}
