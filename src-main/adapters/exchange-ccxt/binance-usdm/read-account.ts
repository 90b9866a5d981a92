// Balances, positions and rights as Binance USD-M's REST answers write them.
import { listingKey, type PositionTier } from "../../../../src-core/market/listing.ts";
import { Decimal } from "../../../../src-core/money/decimal.ts";
import type { PositionMode } from "../../../../src-core/order-terms/order-terms.ts";
import type { VenueBalance, VenuePosition } from "../../../../src-core/order-terms/venue-event.ts";
import type { KeyPermissions } from "../../../ports/exchange.ts";
import { decimalOf, flagOf, isJson, objectsOf, readAll, textOf, type Json } from "../json-fields.ts";
import { readPositionSide, VENUE } from "./read-order.ts";

/** Balances of `/fapi/v3/account`. An account without a single asset is not one that we understand. */
export function readBalances(body: unknown): readonly VenueBalance[] | undefined {
  const assets = isJson(body) ? objectsOf(body["assets"]) : undefined;
  if (assets === undefined || assets.length === 0) return undefined;
  return readAll(assets, (row) => {
    const asset = textOf(row["asset"]);
    const wallet = decimalOf(row["walletBalance"]);
    const available = decimalOf(row["availableBalance"]);
    if (asset === undefined || wallet === undefined || available === undefined) return undefined;
    return { asset, wallet, available };
  });
}

/** Leverage by symbol, of `/fapi/v1/symbolConfig`. */
export function readLeverages(body: unknown): ReadonlyMap<string, Decimal> | undefined {
  const rows = readAll(objectsOf(body) ?? [{}], (row) => {
    const symbol = textOf(row["symbol"]);
    const leverage = decimalOf(row["leverage"]);
    return symbol === undefined || leverage === undefined ? undefined : ([symbol, leverage] as const);
  });
  return rows === undefined ? undefined : new Map(rows);
}

/** Positions of `/fapi/v3/positionRisk`; rows of open orders without a position are left out. */
export function readPositions(
  body: unknown,
  leverages: ReadonlyMap<string, Decimal>,
): readonly VenuePosition[] | undefined {
  const rows = objectsOf(body);
  if (rows === undefined) return undefined;
  const all = readAll(rows, (row) => readPosition(row, leverages));
  return all?.filter((position) => !position.quantitySigned.isZero());
}

function readPosition(row: Json, leverages: ReadonlyMap<string, Decimal>): VenuePosition | undefined {
  const symbol = textOf(row["symbol"]);
  const positionSide = readPositionSide(row["positionSide"]);
  const amount = decimalOf(row["positionAmt"]);
  const entryPrice = decimalOf(row["entryPrice"]);
  if (
    symbol === undefined ||
    positionSide === undefined ||
    amount === undefined ||
    entryPrice === undefined
  ) {
    return undefined;
  }
  const leverage = leverages.get(symbol);
  const liquidationPrice = decimalOf(row["liquidationPrice"]);
  const maintenanceMargin = decimalOf(row["maintMargin"]);
  const initialMargin = decimalOf(row["initialMargin"]);
  return {
    listing: listingKey(VENUE, symbol),
    positionSide,
    quantitySigned: positionSide === "short" ? amount.abs().negated() : amount,
    entryPrice,
    ...(leverage === undefined ? {} : { leverage }),
    ...(liquidationPrice?.isPositive() === true ? { liquidationPrice } : {}),
    ...(maintenanceMargin === undefined ? {} : { maintenanceMargin }),
    ...(initialMargin === undefined ? {} : { initialMargin }),
  };
}

/** One-way or hedge, of `/fapi/v1/accountConfig`. */
export function readPositionMode(body: unknown): PositionMode | undefined {
  const dual = isJson(body) ? flagOf(body["dualSidePosition"]) : undefined;
  if (dual === undefined) return undefined;
  return dual ? "hedge" : "one-way";
}

/** What a key may do, of `/sapi/v1/account/apiRestrictions`. A field that is not there is unknown. */
export function readKeyRights(body: unknown): KeyPermissions | undefined {
  if (!isJson(body)) return undefined;
  const transfers = [
    body["enableWithdrawals"],
    body["enableInternalTransfer"],
    body["permitsUniversalTransfer"],
  ].map(flagOf);
  const withdraw = transfers.some((it) => it === true) ? true : (transfers[0] ?? "unknown");
  return {
    trade: flagOf(body["enableFutures"]) ?? "unknown",
    withdraw,
    ipBound: flagOf(body["ipRestrict"]) ?? "unknown",
  };
}

/** Position tiers by symbol, of `/fapi/v1/leverageBracket`. */
export function readTiers(body: unknown): ReadonlyMap<string, readonly PositionTier[]> | undefined {
  const rows = readAll(objectsOf(body) ?? [{}], (row) => {
    const symbol = textOf(row["symbol"]);
    const tiers = readAll(objectsOf(row["brackets"]) ?? [{}], readTier);
    return symbol === undefined || tiers === undefined ? undefined : ([symbol, tiers] as const);
  });
  return rows === undefined ? undefined : new Map(rows);
}

function readTier(row: Json): PositionTier | undefined {
  const floor = decimalOf(row["notionalFloor"]);
  const cap = decimalOf(row["notionalCap"]);
  const maxLeverage = decimalOf(row["initialLeverage"]);
  const maintenanceRate = decimalOf(row["maintMarginRatio"]);
  const maintenanceDeduction = decimalOf(row["cum"]);
  if (floor === undefined || cap === undefined || maxLeverage === undefined) return undefined;
  if (maintenanceRate === undefined || maintenanceDeduction === undefined) return undefined;
  return { floor, cap, maxLeverage, maintenanceRate, maintenanceDeduction };
}
