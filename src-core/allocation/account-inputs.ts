// What each account brings to the split: its inputs, its lot and minimums, and the tightest of its caps.
import type { Listing } from "../market/listing.ts";
import { type Decimal, ONE, ZERO } from "../money/decimal.ts";
import { knownOnly, leastKnown } from "../money/known.ts";
import type { Side } from "../order-terms/order-terms.ts";
import { closableQuantity, heldSigned, netHeldSigned, positionSideOf } from "../plan/held-quantity.ts";
import { expectedPrice, farTouch } from "../plan/reference-price.ts";
import type { AccountState } from "../portfolio/portfolio.ts";
import { usdRate } from "../portfolio/usd-rate.ts";
import type { AllocationAccount, AllocationCap } from "./allocation-request.ts";
import { remainingCapacity } from "./capacity.ts";
import type { GroupOrderInput } from "./group-order.ts";
import type { Seat } from "./order-seats.ts";
import type { TypedPrices } from "./typed-fields.ts";

/** The order as far as it is the same for every account. */
export interface SharedTerms {
  readonly input: GroupOrderInput;
  readonly prices: TypedPrices;
  /** Whether the order can only take positions down. */
  readonly reducing: boolean;
  /** Percent of position for `change`, signed. */
  readonly changePercent: Decimal | undefined;
}

/** Digits of a quotient that becomes a cap or an equity in another currency; rounded toward zero. */
export const QUOTIENT_SCALE = 18;

/** The allocation's view of a seat. A seat that is denied without a listing still stands in the answer. */
export function allocationAccount(terms: SharedTerms, seat: Seat): AllocationAccount {
  const { member, name, listing, state, denied } = seat;
  const base = { id: member.accountId, name, weight: member.weight };
  if (listing === undefined || state === undefined) {
    return { ...base, lot: primaryLot(terms), denied: denied ?? "The account is not known." };
  }
  const price = priceFor(terms, listing);
  return knownOnly<AllocationAccount>({
    ...base,
    lot: listing.lot,
    ...minimumsFor(terms, listing),
    equity: equityFor(terms, listing, member.accountId),
    available: terms.input.availableOf[member.accountId],
    capacity: capacityFor(terms, state, listing, price),
    positionSigned: positionFor(terms, state, listing),
    cap: tightest(capsOf(terms, state, listing, price)),
    denied,
  });
}

/** Where the order would trade on this listing: limit price, else trigger, else the market. */
export function priceFor({ input, prices }: SharedTerms, listing: Listing): Decimal | undefined {
  return expectedPrice({ side: input.draft.side, ...prices }, input.portfolio.quotes.get(listing.key));
}

function primaryLot({ input }: SharedTerms): Decimal {
  return input.portfolio.listings[input.listing]?.lot ?? ONE;
}

/**
 * The venue's minimums. A notional is judged at the order's own price, without one at the lowest that the venue may
 * take, and binds no reduce-only order on derivatives.
 */
function minimumsFor(
  { input, prices, reducing }: SharedTerms,
  listing: Listing,
): Pick<AllocationAccount, "minQuantity" | "minNotional" | "price"> {
  const minQuantity = listing.minQuantity;
  if (reducing && listing.kind !== "spot") return { minQuantity };
  if (listing.kind === "inverse") return { minQuantity, minNotional: listing.minNotional, price: ONE };
  const quote = input.portfolio.quotes.get(listing.key);
  const market = leastKnown([farTouch(quote, input.draft.side), quote?.mark, quote?.last]);
  const price = prices.price ?? prices.trigger ?? market;
  return knownOnly({ minQuantity, minNotional: listing.minNotional, price });
}

/** Dollars; where the size follows from money at risk, the currency of that money: coin for inverse, else the quote. */
function equityFor({ input }: SharedTerms, listing: Listing, id: string): Decimal | undefined {
  const { portfolio, draft, equityOf } = input;
  const equity = equityOf[id];
  if (equity === undefined || (draft.method !== "risk" && draft.method !== "volatility")) return equity;
  const asset = listing.kind === "inverse" ? listing.settle : listing.quote;
  const rate = usdRate(portfolio, asset, "exposure", listing.venue);
  return rate?.isPositive() === true ? equity.dividedBy(rate, QUOTIENT_SCALE, "down") : undefined;
}

function capacityFor(
  { input, reducing }: SharedTerms,
  state: AccountState,
  listing: Listing,
  price: Decimal | undefined,
): Decimal | undefined {
  const { side, type, method } = input.draft;
  if (method !== "capacity") return undefined;
  const available = input.availableOf[state.account.id];
  const rate = usdRate(input.portfolio, listing.quote, "exposure", listing.venue);
  if (available === undefined || price === undefined || rate?.isPositive() !== true) return undefined;
  return remainingCapacity({
    state,
    listing,
    side,
    positionSide: positionSideOf(listing, state.account.positionMode, side, reducing),
    market: type === "market",
    available: available.dividedBy(rate, QUOTIENT_SCALE, "down"),
    price,
  });
}

/** `change` reads the side that it changes; `equal-position` reads long and short together. */
function positionFor(
  { input, changePercent }: SharedTerms,
  state: AccountState,
  listing: Listing,
): Decimal | undefined {
  if (changePercent === undefined) return netHeldSigned(state, listing);
  const { positionMode } = state.account;
  return heldSigned(
    state,
    listing,
    positionSideOf(listing, positionMode, input.draft.side, changePercent.isNegative()),
  );
}

function capsOf(
  { input, reducing }: SharedTerms,
  state: AccountState,
  listing: Listing,
  price: Decimal | undefined,
): AllocationCap[] {
  const caps: AllocationCap[] = [];
  const { side, type } = input.draft;
  const venueLimit =
    type === "market" ? listing.maxMarketQuantity.min(listing.maxQuantity) : listing.maxQuantity;
  caps.push({
    limit: venueLimit,
    by: "cap",
    detail: `The venue takes at most ${venueLimit.toString()} an order.`,
  });
  if (listing.kind === "spot") return [...caps, spotCap(state, listing, side, price)];
  if (reducing) {
    const held = closableQuantity(state, listing, side);
    const detail = held.isZero() ? "No position to reduce." : `The position to reduce is ${held.toString()}.`;
    caps.push({ limit: held, by: "position", detail });
  }
  return caps;
}

/** Spot trades only what is there: no borrowing, and the fee may be taken from what is paid. */
function spotCap(
  state: AccountState,
  listing: Listing,
  side: Side,
  price: Decimal | undefined,
): AllocationCap {
  if (side === "sell") {
    const limit = state.balances[listing.base]?.available ?? ZERO;
    return { limit, by: "position", detail: `Free balance ${limit.toString()} ${listing.base}.` };
  }
  const free = state.balances[listing.quote]?.available ?? ZERO;
  const cost = price?.times(ONE.plus(listing.takerFee.max(ZERO)));
  const limit = cost?.isPositive() === true ? free.dividedBy(cost, QUOTIENT_SCALE, "down") : ZERO;
  return { limit, by: "cap", detail: `Free balance ${free.toString()} ${listing.quote}.` };
}

function tightest(caps: readonly AllocationCap[]): AllocationCap | undefined {
  const [first, ...others] = caps;
  return others.reduce(
    (least, cap) => (least === undefined || cap.limit.lessThan(least.limit) ? cap : least),
    first,
  );
}
