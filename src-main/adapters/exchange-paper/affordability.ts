// Whether an account can carry what an order led to: margin for derivatives, balances for spot.
import type { Listing } from "../../../src-core/market/listing.ts";
import { type Decimal, sum, ZERO } from "../../../src-core/money/decimal.ts";
import type { OrderTerms } from "../../../src-core/order-terms/order-terms.ts";
import { MARGIN_UNKNOWN, NO_BALANCE, NO_MARGIN, OVER_LEVERAGE, type Refusal } from "./admission.ts";
import {
  leverageOf,
  type MarginContext,
  positionSides,
  readMargin,
  spotLock,
  worstNotional,
} from "./margin.ts";
import type { PaperAccount } from "./paper-state.ts";

/** `before` is the account without the order, `after` with it matched and resting. A step that binds less margin always passes. */
export function unaffordable(
  before: PaperAccount,
  after: PaperAccount,
  terms: OrderTerms,
  context: MarginContext,
): Refusal | undefined {
  const listing = context.listing(terms.listing);
  const reading = readMargin(after, context);
  if (listing === undefined || reading === undefined) return MARGIN_UNKNOWN;
  if (listing.kind === "spot") {
    const left = terms.side === "buy" ? reading.free : freeBase(after, listing, context);
    return left.isNegative() ? NO_BALANCE : undefined;
  }
  const mark = context.mark(listing.key);
  if (mark === undefined) return MARGIN_UNKNOWN;
  if (grownBeyondTier(before, after, listing, mark)) return OVER_LEVERAGE;
  if (!reading.free.isNegative()) return undefined;
  const bound = readMargin(before, context)?.initial;
  return bound !== undefined && reading.initial.atMost(bound) ? undefined : NO_MARGIN;
}

function freeBase(account: PaperAccount, listing: Listing, context: MarginContext): Decimal {
  return (account.wallets[listing.base] ?? ZERO).minus(spotLock(account, listing.base, context));
}

function grownBeyondTier(
  before: PaperAccount,
  after: PaperAccount,
  listing: Listing,
  mark: Decimal,
): boolean {
  const cap = largestNotional(after, listing);
  if (cap === undefined) return false;
  const notional = (account: PaperAccount) =>
    sum(positionSides(account).map((side) => worstNotional(account, listing.key, side, mark)));
  const now = notional(after);
  return now.greaterThan(cap) && now.greaterThan(notional(before));
}

/** What the account's leverage allows: the cap of the last tier that still permits it. Undefined without a table. */
function largestNotional(account: PaperAccount, listing: Listing): Decimal | undefined {
  const leverage = leverageOf(account, listing);
  return listing.tiers.filter((tier) => tier.maxLeverage.atLeast(leverage)).at(-1)?.cap;
}
