// What each account brings to the split: its inputs, its lot and minimums, and the tightest of its caps.
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import type { Decimal } from "../money/decimal.ts";
import { ONE, sum, ZERO } from "../money/decimal.ts";
import { knownField } from "../money/known-field.ts";
import { closableQuantity, heldSigned, positionSideOf } from "../plan/held-quantity.ts";
import { marketPrice } from "../plan/reference-price.ts";
import type { AccountState } from "../portfolio/portfolio.ts";
import { POSITION_SIDES } from "../order-terms/order-terms.ts";
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

/** Digits of a quotient that becomes a cap or an equity in coin; rounded toward zero. */
const QUOTIENT_SCALE = 18;

/** The allocation's view of a seat. A seat that is denied without a listing still stands in the answer. */
export function allocationAccount(terms: SharedTerms, seat: Seat): AllocationAccount {
  const { member, name, listing, state, denied } = seat;
  const base = { id: member.accountId, name, weight: member.weight };
  if (listing === undefined || state === undefined) {
    return { ...base, lot: primaryLot(terms), denied: denied ?? "The account is not known." };
  }
  const price = priceFor(terms, listing);
  return {
    ...base,
    lot: listing.lot,
    minQuantity: listing.minQuantity,
    minNotional: listing.minNotional,
    ...knownField("price", listing.kind === "inverse" ? ONE : price),
    ...knownField("equity", equityFor(terms, listing, member.accountId, price)),
    ...knownField("available", terms.input.availableOf[member.accountId]),
    ...knownField("capacity", capacityFor(terms, state, listing, price)),
    positionSigned: positionFor(terms, state, listing),
    ...knownField("cap", tightest(capsOf(terms, state, listing, price))),
    ...knownField("denied", denied),
  };
}

/** Where the order would trade on this listing: limit price, else trigger, else the market. */
export function priceFor({ input, prices }: SharedTerms, listing: Listing): Decimal | undefined {
  const quote: Quote | undefined = input.portfolio.quotes.get(listing.key);
  return prices.price ?? prices.trigger ?? marketPrice(quote, input.draft.side);
}

function primaryLot({ input }: SharedTerms): Decimal {
  return input.portfolio.listings[input.listing]?.lot ?? ONE;
}

/** Dollars, but coin where sizes are sized by money at risk in coin. */
function equityFor(
  { input }: SharedTerms,
  listing: Listing,
  id: string,
  price: Decimal | undefined,
): Decimal | undefined {
  const equity = input.equityOf[id];
  const inCoin =
    listing.kind === "inverse" && (input.draft.method === "risk" || input.draft.method === "volatility");
  if (!inCoin || equity === undefined) return equity;
  return price?.isPositive() === true ? equity.dividedBy(price, QUOTIENT_SCALE, "down") : undefined;
}

function capacityFor(
  terms: SharedTerms,
  state: AccountState,
  listing: Listing,
  price: Decimal | undefined,
): Decimal | undefined {
  const { input, reducing } = terms;
  const { side, type, method } = input.draft;
  if (method !== "capacity") return undefined;
  const positionSide = positionSideOf(state.account.positionMode, side, reducing);
  const available = input.availableOf[state.account.id];
  return remainingCapacity({
    state,
    listing,
    side,
    positionSide,
    market: type === "market",
    available,
    price,
  });
}

/** `change` reads the side that it changes; `equal-position` reads long and short together. */
function positionFor({ input, changePercent }: SharedTerms, state: AccountState, listing: Listing): Decimal {
  const { side, method } = input.draft;
  if (method === "change" && changePercent !== undefined) {
    const positionSide = positionSideOf(state.account.positionMode, side, changePercent.isNegative());
    return heldSigned(state, listing.key, positionSide);
  }
  return sum(POSITION_SIDES.map((positionSide) => heldSigned(state, listing.key, positionSide)));
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
    const held = closableQuantity(state, listing.key, side);
    const detail = held.isZero() ? "No position to reduce." : `The position to reduce is ${held.toString()}.`;
    caps.push({ limit: held, by: "position", detail });
  }
  return caps;
}

/** Spot trades only what is there: no borrowing, and the fee may be taken from what is paid. */
function spotCap(
  state: AccountState,
  listing: Listing,
  side: "buy" | "sell",
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
