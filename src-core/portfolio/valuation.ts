// What an account is worth and what it risks, in USD. An amount that cannot be known is absent, never zero.
import { notional } from "../market/contract-math.ts";
import type { Decimal } from "../money/decimal.ts";
import { knownOnly, leastKnown, sumKnown, timesKnown } from "../money/known.ts";
import { type PricedPosition, liquidationPrices, pricedPositions } from "./account-liquidation.ts";
import type { AccountId } from "./account.ts";
import {
  type AccountState,
  type Portfolio,
  type Position,
  type PositionKey,
  positionKey,
} from "./portfolio.ts";
import { isDollar, usdRate } from "./usd-rate.ts";

/** Digits of ratios (leverage, distance): rounded half-even. */
const RATIO_SCALE = 8;

export interface PositionValue {
  readonly key: PositionKey;
  readonly position: Position;
  /** Mark, else mid, else last, in the quote currency. */
  readonly price?: Decimal;
  /** USD, never negative; stablecoins at least 1. */
  readonly notional?: Decimal;
  /** USD; stablecoins at most 1. */
  readonly unrealised?: Decimal;
  /** USD: the venue's figure, else notional / leverage. */
  readonly initialMargin?: Decimal;
  /** A price in the quote currency; absent when there is none or it cannot be known. */
  readonly liquidation?: Decimal;
  /** (price - liquidation) / price for a long, mirrored for a short; zero or less is at liquidation. */
  readonly distance?: Decimal;
}

export interface AccountValue {
  readonly accountId: AccountId;
  /** Open positions only. */
  readonly positions: readonly PositionValue[];
  /** Wallets + unrealised, without haircuts. Absent before the first complete snapshot. */
  readonly equity?: Decimal;
  readonly unrealised?: Decimal;
  readonly available?: Decimal;
  readonly initialMargin?: Decimal;
  /** Sum of absolute notionals, coins in the wallet included. */
  readonly gross?: Decimal;
  /** The same, longs minus shorts. */
  readonly net?: Decimal;
  /** gross / equity; absent when equity is not positive. */
  readonly leverage?: Decimal;
  /** The least distance to liquidation among the positions that have one. */
  readonly distance?: Decimal;
}

/** Values one account at the portfolio's quotes. Ages of quotes are not judged here. */
export function valueAccount(portfolio: Portfolio, state: AccountState): AccountValue {
  const positions = valuePositions(portfolio, state);
  const unrealised = sumKnown(positions.map((row) => row.unrealised));
  const wallets = walletSum(portfolio, state, "wallet");
  const equity = unrealised && wallets?.plus(unrealised);
  const exposures = [...positions.map(signedExposure), ...coinExposures(portfolio, state)];
  const gross = sumKnown(exposures.map((amount) => amount?.abs()));
  return knownOnly<AccountValue>({
    accountId: state.account.id,
    positions,
    equity,
    unrealised,
    available: walletSum(portfolio, state, "available"),
    initialMargin: sumKnown(positions.map((row) => row.initialMargin)),
    gross,
    net: sumKnown(exposures),
    leverage: ratio(gross, equity),
    distance: leastKnown(positions.map((row) => row.distance)),
  });
}

function valuePositions(portfolio: Portfolio, state: AccountState): readonly PositionValue[] {
  const priced = pricedPositions(portfolio, state);
  const liquidations = liquidationPrices(state, priced);
  return priced.map((part, index) => valuePosition(portfolio, part, liquidations[index]));
}

function valuePosition(
  portfolio: Portfolio,
  { position, listing, price, profit }: PricedPosition,
  liquidation: Decimal | undefined,
): PositionValue {
  const settleRate = listing && usdRate(portfolio, listing.settle, "equity", listing.venue);
  const quoteRate = listing && usdRate(portfolio, listing.quote, "exposure", listing.venue);
  const inQuote = listing && price && notional(listing.kind, position.quantitySigned, price);
  const value = timesKnown(inQuote, quoteRate);
  return knownOnly<PositionValue>({
    key: positionKey(position.listing, position.positionSide),
    position,
    price,
    notional: value,
    unrealised: timesKnown(profit, settleRate),
    initialMargin:
      timesKnown(position.initialMargin, settleRate) ?? marginByLeverage(value, position.leverage),
    liquidation,
    distance: liquidationDistance(position, price, liquidation),
  });
}

/** gross / equity and the like: half-even at RATIO_SCALE; undefined unless the whole is positive. */
export function ratio(part: Decimal | undefined, whole: Decimal | undefined): Decimal | undefined {
  if (part === undefined || whole === undefined || !whole.isPositive()) return undefined;
  return part.dividedBy(whole, RATIO_SCALE, "half-even");
}

/** Of a hedged side only the size of the distance is known: which way hurts depends on the other side. */
function liquidationDistance(
  position: Position,
  price: Decimal | undefined,
  liquidation: Decimal | undefined,
): Decimal | undefined {
  if (price === undefined || liquidation === undefined) return undefined;
  const above = price.minus(liquidation);
  const room = position.quantitySigned.isNegative() ? above.negated() : above;
  return ratio(position.positionSide === "both" ? room : above.abs(), price);
}

function marginByLeverage(value: Decimal | undefined, leverage: Decimal | undefined): Decimal | undefined {
  if (value === undefined || !leverage?.isPositive()) return undefined;
  return value.dividedBy(leverage, RATIO_SCALE, "ceil");
}

/** One of the two wallet columns in USD; undefined before the first complete snapshot or without some coin's rate. */
function walletSum(
  portfolio: Portfolio,
  state: AccountState,
  column: "wallet" | "available",
): Decimal | undefined {
  if (state.syncedAtMs === undefined) return undefined;
  const rows = Object.values(state.balances).filter((row) => !row[column].isZero());
  return sumKnown(
    rows.map((row) => timesKnown(row[column], usdRate(portfolio, row.asset, "equity", state.account.venue))),
  );
}

function signedExposure(row: PositionValue): Decimal | undefined {
  return row.position.quantitySigned.isNegative() ? row.notional?.negated() : row.notional;
}

/** Coins in the wallet are exposure as much as positions are; dollars are not. */
function coinExposures(portfolio: Portfolio, state: AccountState): readonly (Decimal | undefined)[] {
  const coins = Object.values(state.balances).filter((row) => !isDollar(row.asset) && !row.wallet.isZero());
  return coins.map((row) =>
    timesKnown(row.wallet, usdRate(portfolio, row.asset, "exposure", state.account.venue)),
  );
}
