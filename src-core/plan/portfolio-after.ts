// The portfolio as it would stand when every leg of a plan has filled at its expected price and paid its fee.
import { DIVISION_SCALE, notional } from "../market/contract-math.ts";
import type { Listing } from "../market/listing.ts";
import type { Quote } from "../market/quote.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Fill } from "../order-terms/venue-event.ts";
import { type AccountState, type Portfolio, positionKey } from "../portfolio/portfolio.ts";
import { fillPosition, flatPosition, signedQuantity } from "../portfolio/position-fill.ts";
import { feeRate } from "./leg-costs.ts";
import type { Leg } from "./plan.ts";
import { expectedPrice } from "./reference-price.ts";

/**
 * Positions, entries and wallets after the legs. A leg without a known price moves its quantity only: such a listing
 * has no value before either. Legs whose account or listing is not known change nothing.
 */
export function portfolioAfter(portfolio: Portfolio, legs: readonly Leg[]): Portfolio {
  return legs.reduce((current, leg) => {
    const state = current.accounts[leg.accountId];
    const listing = current.listings[leg.terms.listing];
    if (state === undefined || listing === undefined) return current;
    const quote = current.quotes.get(listing.key);
    const next =
      listing.kind === "spot"
        ? afterSpot(state, leg, listing, quote)
        : afterTrade(state, leg, listing, quote);
    return { ...current, accounts: { ...current.accounts, [leg.accountId]: next } };
  }, portfolio);
}

function afterTrade(
  state: AccountState,
  { terms }: Leg,
  listing: Listing,
  quote: Quote | undefined,
): AccountState {
  const price = expectedPrice(terms, quote) ?? ZERO;
  const key = positionKey(terms.listing, terms.positionSide);
  const row = state.positions[key] ?? flatPosition(terms, 0);
  const fee = settleFee(listing, terms.quantity, price, feeRate(terms, listing, quote));
  const next = fillPosition(row, fillOf(terms, price, row.asOfMs + 1, listing), listing.kind, fee);
  const gained = next.realisedPnl.minus(row.realisedPnl).minus(fee ?? ZERO);
  return { ...withWallet(state, listing.settle, gained), positions: { ...state.positions, [key]: next } };
}

/** Base against quote; the fee comes out of the quote. */
function afterSpot(
  state: AccountState,
  { terms }: Leg,
  listing: Listing,
  quote: Quote | undefined,
): AccountState {
  const price = expectedPrice(terms, quote) ?? ZERO;
  const value = terms.quantity.times(price);
  const signed = signedQuantity(terms);
  const fee = value.times(feeRate(terms, listing, quote));
  const paid = (terms.side === "buy" ? value.negated() : value).minus(fee);
  return withWallet(withWallet(state, listing.base, signed), listing.quote, paid);
}

function withWallet(state: AccountState, asset: string, change: Decimal): AccountState {
  const row = state.balances[asset] ?? { asset, wallet: ZERO, available: ZERO };
  return { ...state, balances: { ...state.balances, [asset]: { ...row, wallet: row.wallet.plus(change) } } };
}

/** In the settlement asset, rounded up; undefined where inverse value cannot be turned into coin. */
function settleFee(listing: Listing, quantity: Decimal, price: Decimal, rate: Decimal): Decimal | undefined {
  const fee = notional(listing.kind, quantity, price).times(rate);
  if (listing.kind !== "inverse") return fee;
  return price.isPositive() ? fee.dividedBy(price, DIVISION_SCALE, "ceil") : undefined;
}

function fillOf(terms: Leg["terms"], price: Decimal, atMs: number, listing: Listing): Fill {
  const { side, positionSide, quantity } = terms;
  return {
    listing: listing.key,
    tradeId: "expected",
    venueOrderId: "expected",
    side,
    positionSide,
    quantity,
    price,
    fee: ZERO,
    feeAsset: listing.settle,
    liquidity: "taker",
    atMs,
  };
}
