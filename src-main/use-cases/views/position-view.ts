// Positions as the renderer sees them: aggregate rows, each followed by its legs, with the same columns.
import type { PositionView } from "../../../src-core/contract/views.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { knownOnly, sumKnown, timesKnown } from "../../../src-core/money/known.ts";
import type { Environment } from "../../../src-core/order-terms/order-terms.ts";
import type { AggregatePart } from "../../../src-core/portfolio/environment-value.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { usdRate } from "../../../src-core/portfolio/usd-rate.ts";
import type { AccountValue } from "../../../src-core/portfolio/valuation.ts";
import { listingName } from "./listing-view.ts";
import { type PositionRow, legId, positionRows, rowPrice } from "./position-rows.ts";
import { exact, percentText } from "./texts.ts";

type Prices = Pick<Portfolio, "listings" | "quotes">;

/** All rows of one environment; `accounts` are its valued accounts in screen order. */
export function positionViews(
  portfolio: Prices,
  environment: Environment,
  accounts: readonly AccountValue[],
): readonly PositionView[] {
  return positionRows(portfolio.listings, environment, accounts).flatMap((row) => [
    aggregateView(portfolio, environment, row),
    ...row.aggregate.parts.map((part, index) =>
      legView(portfolio, environment, part, { id: legId(row, index), parent: row.id }),
    ),
  ]);
}

function aggregateView(portfolio: Prices, environment: Environment, row: PositionRow): PositionView {
  const { aggregate, id } = row;
  const { parts, nearest } = aggregate;
  return knownOnly<PositionView>({
    id,
    environment,
    listing: aggregate.listing,
    name: aggregate.name,
    positionSide: aggregate.positionSide,
    accounts: new Set(parts.map((part) => part.accountId)).size,
    quantitySigned: aggregate.quantitySigned.toString(),
    notional: exact(aggregate.notional),
    entry: exact(aggregate.entryPrice),
    mark: exact(rowPrice(aggregate)),
    unrealised: exact(aggregate.unrealised),
    realised: exact(sumKnown(parts.map((part) => inUsd(portfolio, part, "realisedPnl")))),
    fees: exact(sumKnown(parts.map((part) => inUsd(portfolio, part, "fees")))),
    liquidation: exact(nearest?.value.liquidation),
    distancePercent: percentText(nearest?.value.distance),
    margin: exact(aggregate.initialMargin),
  });
}

function legView(
  portfolio: Prices,
  environment: Environment,
  part: AggregatePart,
  ids: { readonly id: string; readonly parent: string },
): PositionView {
  const { value, accountId } = part;
  const { position } = value;
  return knownOnly<PositionView>({
    ...ids,
    environment,
    accountId,
    listing: position.listing,
    name: listingName(portfolio.listings, position.listing),
    positionSide: position.positionSide,
    accounts: 1,
    quantitySigned: position.quantitySigned.toString(),
    notional: exact(value.notional),
    entry: position.entryPrice.isPositive() ? position.entryPrice.toString() : undefined,
    mark: exact(value.price),
    unrealised: exact(value.unrealised),
    realised: exact(inUsd(portfolio, part, "realisedPnl")),
    fees: exact(inUsd(portfolio, part, "fees")),
    liquidation: exact(value.liquidation),
    distancePercent: percentText(value.distance),
    margin: exact(value.initialMargin),
  });
}

/** A sum of fills in USD; absent when some fill of it is not known, or the settlement asset has no rate. */
function inUsd(portfolio: Prices, part: AggregatePart, column: "realisedPnl" | "fees"): Decimal | undefined {
  const { position } = part.value;
  if (position.incomplete?.[column]) return undefined;
  if (position[column].isZero()) return position[column];
  const listing = portfolio.listings[position.listing];
  return timesKnown(position[column], listing && usdRate(portfolio, listing.settle, "equity", listing.venue));
}
