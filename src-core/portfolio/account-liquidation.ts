// The liquidation price of one of an account's positions: the venue's own where it still holds, else our reckoning.
import { profit, settleNotional } from "../market/contract-math.ts";
import { valuationPrice } from "../market/valuation-price.ts";
import type { Decimal } from "../money/decimal.ts";
import { sumKnown } from "../money/known.ts";
import { liquidationPrice } from "./liquidation.ts";
import { maintenanceMargin } from "./maintenance.ts";
import type { AccountState, Portfolio, Position } from "./portfolio.ts";

/** Positions that are open: rows with quantity zero only keep history. */
export function openPositions(state: AccountState): readonly Position[] {
  return Object.values(state.positions).filter((row) => !row.quantitySigned.isZero());
}

/** The venue's figure, else cross margin over the settlement asset's wallet; undefined when none exists or a figure is missing. */
export function positionLiquidation(
  portfolio: Portfolio,
  state: AccountState,
  position: Position,
): Decimal | undefined {
  if (position.liquidationPrice !== undefined) return position.liquidationPrice;
  const listing = portfolio.listings[position.listing];
  const wallet = listing && state.balances[listing.settle]?.wallet;
  if (listing === undefined || wallet === undefined) return undefined;
  if (listing.kind !== "linear" && listing.kind !== "inverse") return undefined;
  const shared = openPositions(state).filter(
    (row) => row.listing !== position.listing && portfolio.listings[row.listing]?.settle === listing.settle,
  );
  const otherMaintenance = sumKnown(shared.map((row) => maintenanceOf(portfolio, row)));
  const otherUnrealised = sumKnown(shared.map((row) => profitOf(portfolio, row)));
  if (otherMaintenance === undefined || otherUnrealised === undefined) return undefined;
  const price = valuationPrice(portfolio.quotes.get(listing.key));
  return liquidationPrice({
    kind: listing.kind,
    walletBalance: wallet,
    otherMaintenance,
    otherUnrealised,
    positions: openPositions(state).filter((row) => row.listing === position.listing),
    tiers: listing.tiers,
    ...(price === undefined ? {} : { price }),
  });
}

/** Unrealised P&L in the settlement asset; undefined without a price or an entry. */
export function profitOf(portfolio: Portfolio, position: Position): Decimal | undefined {
  const listing = portfolio.listings[position.listing];
  const price = valuationPrice(portfolio.quotes.get(position.listing));
  if (listing === undefined || price === undefined || !position.entryPrice.isPositive()) return undefined;
  return profit(listing.kind, position.quantitySigned, position.entryPrice, price);
}

function maintenanceOf(portfolio: Portfolio, position: Position): Decimal | undefined {
  if (position.maintenanceMargin !== undefined) return position.maintenanceMargin;
  const listing = portfolio.listings[position.listing];
  const price = valuationPrice(portfolio.quotes.get(position.listing));
  if (listing === undefined || price === undefined) return undefined;
  return maintenanceMargin(listing.tiers, settleNotional(listing.kind, position.quantitySigned, price));
}
