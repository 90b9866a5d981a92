// Leverage before and after a plan: gross derivative exposure against equity, per account and for all of them.
import { highestPrice } from "../market/quote.ts";
import type { Decimal } from "../money/decimal.ts";
import { sum, ZERO } from "../money/decimal.ts";
import type { AccountId } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { isDollarAsset } from "./dollar-assets.ts";
import type { PositionChange } from "./positions-after.ts";

/** Reporting currency, by account; an absent one is not known. */
export type EquityOf = Readonly<Record<AccountId, Decimal | undefined>>;

const LEVERAGE_DIGITS = 4;

/**
 * Sum of absolute notionals of derivatives at the higher of mark and last, over the sum of equities. Undefined when
 * a price or an equity is not known, or the equity is not above zero.
 */
export function leverage(
  portfolio: Portfolio,
  accounts: readonly AccountId[],
  changes: readonly PositionChange[],
  at: "before" | "after",
  equityOf: EquityOf,
): Decimal | undefined {
  const notionals = changes
    .filter(({ accountId }) => accounts.includes(accountId))
    .map((change) => exposure(portfolio, change, change[at]));
  const gross = allKnown(notionals);
  const equity = allKnown(accounts.map((accountId) => equityOf[accountId]));
  if (gross === undefined || equity?.isPositive() !== true) return undefined;
  return gross.dividedBy(equity, LEVERAGE_DIGITS, "up");
}

function exposure(portfolio: Portfolio, change: PositionChange, quantity: Decimal): Decimal | undefined {
  if (quantity.isZero()) return ZERO;
  const listing = portfolio.listings[change.listing];
  if (listing === undefined) return undefined;
  if (listing.kind === "spot") return ZERO;
  if (!isDollarAsset(listing.quote)) return undefined;
  if (listing.kind === "inverse") return quantity.abs();
  const quote = portfolio.quotes.get(change.listing);
  const price = quote === undefined ? undefined : highestPrice(quote, []);
  return price === undefined ? undefined : quantity.abs().times(price);
}

/** The sum when every figure is known; undefined as soon as one is not. */
export function allKnown(figures: readonly (Decimal | undefined)[]): Decimal | undefined {
  const known = figures.filter((figure) => figure !== undefined);
  return known.length === figures.length ? sum(known) : undefined;
}
