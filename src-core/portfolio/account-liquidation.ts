// The liquidation prices of an account's positions: the venue's own where they still hold, else our reckoning.
import { profit, settleNotional } from "../market/contract-math.ts";
import type { Listing, ListingKey } from "../market/listing.ts";
import { valuationPrice } from "../market/valuation-price.ts";
import { type Decimal, ZERO } from "../money/decimal.ts";
import { knownOnly, sumKnown } from "../money/known.ts";
import { liquidationPrice } from "./liquidation.ts";
import { maintenanceMargin } from "./maintenance.ts";
import type { AccountState, Portfolio, Position } from "./portfolio.ts";

/** An open position at the market: what is not known of it is absent. Money in the settlement asset. */
export interface PricedPosition {
  readonly position: Position;
  readonly listing?: Listing;
  /** Mark, else mid, else last, in the quote currency. */
  readonly price?: Decimal;
  readonly profit?: Decimal;
  readonly maintenance?: Decimal;
}

/** The account's open positions, each priced once. Rows with quantity zero only keep history. */
export function pricedPositions(portfolio: Portfolio, state: AccountState): readonly PricedPosition[] {
  const open = Object.values(state.positions).filter((row) => !row.quantitySigned.isZero());
  return open.map((position) => {
    const listing = portfolio.listings[position.listing];
    const price = valuationPrice(portfolio.quotes.get(position.listing));
    if (listing === undefined || price === undefined)
      return knownOnly<PricedPosition>({ position, listing, price });
    const { quantitySigned, entryPrice } = position;
    return knownOnly<PricedPosition>({
      position,
      listing,
      price,
      profit: entryPrice.isPositive() ? profit(listing.kind, quantitySigned, entryPrice, price) : undefined,
      maintenance: position.maintenanceMargin ?? tableMaintenance(listing, quantitySigned, price),
    });
  });
}

/**
 * One per priced position, in their order: the venue's figure, else cross margin over the settlement asset's wallet.
 * Undefined when there is none or a figure is missing.
 */
export function liquidationPrices(
  state: AccountState,
  priced: readonly PricedPosition[],
): readonly (Decimal | undefined)[] {
  if (priced.every(({ position }) => position.liquidationPrice !== undefined)) {
    return priced.map(({ position }) => position.liquidationPrice);
  }
  const own = groupBy(priced, (part) => part.position.listing);
  const wallets = groupBy([...own.values()].map(listingMargin), (margin) => margin.settle);
  const shared = new Map([...wallets].map(([settle, margins]) => [settle, walletMargin(margins)]));
  return priced.map(({ position, listing }) => {
    if (position.liquidationPrice !== undefined) return position.liquidationPrice;
    const rows = own.get(position.listing);
    const wallet = listing && shared.get(listing.settle);
    return wallet && rows && crossLiquidation(state, rows, wallet);
  });
}

/** One listing's share of a wallet: its sides together. */
interface ListingMargin {
  readonly key: ListingKey;
  readonly settle: string;
  readonly maintenance: Decimal | undefined;
  readonly profit: Decimal | undefined;
}

/** All listings that share a wallet: sums of what is known, and which are not. */
interface WalletMargin {
  readonly maintenance: Decimal;
  readonly profit: Decimal;
  readonly unknown: ReadonlySet<ListingKey>;
}

function listingMargin(rows: readonly PricedPosition[]): ListingMargin {
  return {
    key: rows[0]?.position.listing ?? "",
    settle: rows[0]?.listing?.settle ?? "",
    maintenance: sumKnown(rows.map((row) => row.maintenance)),
    profit: sumKnown(rows.map((row) => row.profit)),
  };
}

function walletMargin(margins: readonly ListingMargin[]): WalletMargin {
  let maintenance = ZERO;
  let total = ZERO;
  const unknown = new Set<ListingKey>();
  for (const margin of margins) {
    if (margin.maintenance === undefined || margin.profit === undefined) {
      unknown.add(margin.key);
      continue;
    }
    maintenance = maintenance.plus(margin.maintenance);
    total = total.plus(margin.profit);
  }
  return { maintenance, profit: total, unknown };
}

function crossLiquidation(
  state: AccountState,
  rows: readonly PricedPosition[],
  wallet: WalletMargin,
): Decimal | undefined {
  const own = listingMargin(rows);
  const listing = rows[0]?.listing;
  const walletBalance = state.balances[own.settle]?.wallet;
  if (listing === undefined || walletBalance === undefined) return undefined;
  if (listing.kind !== "linear" && listing.kind !== "inverse") return undefined;
  const ownUnknown = wallet.unknown.has(own.key);
  if (wallet.unknown.size > (ownUnknown ? 1 : 0)) return undefined;
  return liquidationPrice({
    kind: listing.kind,
    walletBalance,
    otherMaintenance: wallet.maintenance.minus((ownUnknown ? undefined : own.maintenance) ?? ZERO),
    otherUnrealised: wallet.profit.minus((ownUnknown ? undefined : own.profit) ?? ZERO),
    positions: rows.map((row) => row.position),
    tiers: listing.tiers,
    ...(rows[0]?.price === undefined ? {} : { price: rows[0].price }),
  });
}

function tableMaintenance(listing: Listing, quantity: Decimal, price: Decimal): Decimal | undefined {
  return maintenanceMargin(listing.tiers, settleNotional(listing.kind, quantity, price));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
