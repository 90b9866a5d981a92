// What fills cost against the price that their plan was judged at.
import { sumKnown } from "../money/known.ts";
import { ZERO, type Decimal } from "../money/decimal.ts";
import type { ListingKind } from "../market/listing.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import type { AccountId } from "../portfolio/account.ts";

/** One fill of ours. Better than its reference costs nothing; absent: its reference or rate is not known. */
export interface SlippageReading {
  readonly accountId: AccountId;
  readonly dollars?: Decimal;
  readonly atMs: number;
}

/** Digits of an inverse fill's cost; rounded up. */
const SCALE = 12;

/** Quote currency, never negative: how much worse than `reference` the fill was. Inverse sizes are value already. */
export function slippageCost(kind: ListingKind, fill: Fill, reference: Decimal): Decimal {
  const against = fill.side === "buy" ? fill.price.minus(reference) : reference.minus(fill.price);
  if (!against.isPositive()) return ZERO;
  const cost = against.times(fill.quantity);
  return kind === "inverse" ? cost.dividedBy(reference, SCALE, "up") : cost;
}

/** The accounts' sum since a time, the time itself left out; undefined when the list or one of its costs is not known. */
export function slippageOf(
  slippages: readonly SlippageReading[] | undefined,
  accounts: ReadonlySet<AccountId>,
  afterMs: number,
): Decimal | undefined {
  if (slippages === undefined) return undefined;
  const counted = slippages.filter((each) => each.atMs > afterMs && accounts.has(each.accountId));
  return sumKnown(counted.map((each) => each.dollars));
}
