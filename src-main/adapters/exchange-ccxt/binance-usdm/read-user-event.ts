// Messages of the private stream, read from the raw frames: ccxt's own parser drops trade ids and realised profit.
import { listingKey } from "../../../../src-core/market/listing.ts";
import { ZERO, type Decimal } from "../../../../src-core/money/decimal.ts";
import type {
  Fill,
  LedgerFlow,
  VenueEvent,
  VenueOrder,
  VenuePosition,
} from "../../../../src-core/order-terms/venue-event.ts";
import {
  decimalOf,
  flagOf,
  integerOf,
  isJson,
  objectsOf,
  readAll,
  textOf,
  type Json,
} from "../json-fields.ts";
import { readPositionSide, readStatus, readTerms, readTriggerStatus, VENUE } from "./read-order.ts";

export interface WalletReading {
  readonly asset: string;
  readonly wallet: Decimal;
}

/** What a message says; `unreadable` means that something happened which we could not understand. */
export type UserNews =
  | VenueEvent
  /** Wallet balances; the stream does not say what is available. */
  | { readonly kind: "wallets"; readonly wallets: readonly WalletReading[]; readonly atMs: number }
  /** The order that a conditional order made: its fills belong to the conditional order's client id. */
  | { readonly kind: "alias"; readonly venueOrderId: string; readonly clientId: string }
  | { readonly kind: "key-expired" }
  | { readonly kind: "unreadable"; readonly what: string };

/** The client id by which we know an order of the venue, where a trigger made it. */
export type Aliases = ReadonlyMap<string, string>;

const UNREADABLE = (what: string): readonly UserNews[] => [{ kind: "unreadable", what }];

/** All that one raw message says, in the order in which it should be heard: fills before the order's state. */
export function readUserEvent(raw: unknown, aliases: Aliases): readonly UserNews[] {
  if (!isJson(raw)) return UNREADABLE("message");
  const event = textOf(raw["e"]);
  if (event === "ORDER_TRADE_UPDATE") return readOrderUpdate(raw, aliases);
  if (event === "ALGO_UPDATE") return readTriggerUpdate(raw);
  if (event === "ACCOUNT_UPDATE") return readAccountUpdate(raw);
  if (event === "listenKeyExpired" || event === "eventStreamTerminated") return [{ kind: "key-expired" }];
  return [];
}

function readOrderUpdate(raw: Json, aliases: Aliases): readonly UserNews[] {
  const o = raw["o"];
  const atMs = integerOf(raw["T"]);
  if (!isJson(o) || atMs === undefined) return UNREADABLE("ORDER_TRADE_UPDATE");
  const venueOrderId = textOf(o["i"]);
  const clientId = aliases.get(venueOrderId ?? "") ?? textOf(o["c"]);
  const order = readStreamOrder(o, clientId, atMs);
  if (order === undefined) return UNREADABLE("ORDER_TRADE_UPDATE");
  const isTrade = o["x"] === "TRADE" || (o["x"] === "CALCULATED" && textOf(o["t"]) !== "0");
  const fill = isTrade ? readStreamFill(o, order, atMs) : undefined;
  if (isTrade && fill === undefined) return UNREADABLE("trade");
  const forced = /^(autoclose-|adl_autoclose|settlement_autoclose-)/.test(textOf(o["c"]) ?? "");
  return [
    ...(forced ? [{ kind: "liquidation" as const, listing: order.terms.listing, atMs }] : []),
    ...(fill === undefined ? [] : [{ kind: "fill" as const, fill }]),
    { kind: "order", order },
  ];
}

function readStreamOrder(o: Json, clientId: string | undefined, atMs: number): VenueOrder | undefined {
  const terms = readTerms({
    symbol: o["s"],
    side: o["S"],
    positionSide: o["ps"],
    type: o["o"],
    timeInForce: o["f"],
    quantity: o["q"],
    price: o["p"],
    trigger: o["sp"],
    triggerBy: o["wt"],
    reduceOnly: o["R"],
    closePosition: o["cp"],
  });
  const venueOrderId = textOf(o["i"]);
  const status = readStatus(o["X"]);
  const filled = decimalOf(o["z"]);
  const average = decimalOf(o["ap"]);
  if (terms === undefined || venueOrderId === undefined || status === undefined || filled === undefined)
    return undefined;
  if (filled.isNegative()) return undefined;
  return {
    ...(clientId === undefined || clientId === "" ? {} : { clientId }),
    venueOrderId,
    terms,
    status,
    filled,
    ...(average?.isPositive() === true ? { averagePrice: average } : {}),
    atMs,
  };
}

function readStreamFill(o: Json, order: VenueOrder, atMs: number): Fill | undefined {
  const tradeId = textOf(o["t"]);
  const quantity = decimalOf(o["l"]);
  const price = decimalOf(o["L"]);
  const maker = flagOf(o["m"]);
  const fee = o["n"] === undefined ? ZERO : decimalOf(o["n"]);
  const realisedPnl = decimalOf(o["rp"]);
  if (tradeId === undefined || quantity === undefined || price === undefined) return undefined;
  if (maker === undefined || fee === undefined || !quantity.isPositive() || !price.isPositive())
    return undefined;
  return {
    listing: order.terms.listing,
    tradeId,
    venueOrderId: order.venueOrderId,
    ...(order.clientId === undefined ? {} : { clientId: order.clientId }),
    side: order.terms.side,
    positionSide: order.terms.positionSide,
    quantity,
    price,
    fee,
    feeAsset: textOf(o["N"]) ?? "USDT",
    liquidity: maker ? "maker" : "taker",
    ...(realisedPnl === undefined ? {} : { realisedPnl }),
    atMs,
  };
}

function readTriggerUpdate(raw: Json): readonly UserNews[] {
  const o = raw["o"];
  const atMs = integerOf(raw["T"]);
  if (!isJson(o) || atMs === undefined) return UNREADABLE("ALGO_UPDATE");
  const clientId = textOf(o["caid"]);
  const made = textOf(o["ai"]) ?? "";
  const alias =
    made === "" || made === "0" || clientId === undefined
      ? []
      : [{ kind: "alias" as const, venueOrderId: made, clientId }];
  // From here on the order that the trigger made speaks for itself.
  if (o["X"] === "FINISHED" || (alias.length > 0 && o["X"] === "TRIGGERED")) return alias;
  const order = readStreamTrigger(o, clientId, atMs);
  return order === undefined ? UNREADABLE("ALGO_UPDATE") : [...alias, { kind: "order", order }];
}

function readStreamTrigger(o: Json, clientId: string | undefined, atMs: number): VenueOrder | undefined {
  const terms = readTerms({
    symbol: o["s"],
    side: o["S"],
    positionSide: o["ps"],
    type: o["o"],
    timeInForce: o["f"],
    quantity: o["q"],
    price: o["p"],
    trigger: o["tp"],
    triggerBy: o["wt"],
    reduceOnly: o["R"],
    closePosition: o["cp"],
  });
  const venueOrderId = textOf(o["aid"]);
  const status = readTriggerStatus(o["X"]);
  if (terms === undefined || venueOrderId === undefined || status === undefined) return undefined;
  const reason = textOf(o["rm"]) ?? "";
  return {
    ...(clientId === undefined ? {} : { clientId }),
    venueOrderId,
    terms,
    status,
    filled: ZERO,
    ...(reason === "" ? {} : { reason }),
    atMs,
  };
}

const FLOW_KINDS: Readonly<Record<string, LedgerFlow["kind"]>> = {
  FUNDING_FEE: "funding",
  DEPOSIT: "transfer",
  WITHDRAW: "transfer",
  WITHDRAW_REJECT: "transfer",
  ASSET_TRANSFER: "transfer",
  ADMIN_DEPOSIT: "transfer",
  ADMIN_WITHDRAW: "transfer",
  MARGIN_TRANSFER: "transfer",
  COIN_SWAP_DEPOSIT: "transfer",
  COIN_SWAP_WITHDRAW: "transfer",
  INSURANCE_CLEAR: "insurance",
};

function readAccountUpdate(raw: Json): readonly UserNews[] {
  const a = raw["a"];
  const atMs = integerOf(raw["T"]);
  if (!isJson(a) || atMs === undefined) return UNREADABLE("ACCOUNT_UPDATE");
  const rows = objectsOf(a["B"] ?? []);
  const positions = readAll(objectsOf(a["P"] ?? []) ?? [], readStreamPosition);
  const wallets = readAll(rows ?? [], readWallet);
  if (rows === undefined || positions === undefined || wallets === undefined)
    return UNREADABLE("ACCOUNT_UPDATE");
  const reason = textOf(a["m"]) ?? "";
  const flows = rows.flatMap((row) => readFlow(row, reason, atMs) ?? []);
  return [
    ...flows.map((flow) => ({ kind: "flow" as const, flow })),
    ...(wallets.length === 0 ? [] : [{ kind: "wallets" as const, wallets, atMs }]),
    ...(positions.length === 0 ? [] : [{ kind: "positions" as const, positions, atMs }]),
  ];
}

function readWallet(row: Json): WalletReading | undefined {
  const asset = textOf(row["a"]);
  const wallet = decimalOf(row["wb"]);
  return asset === undefined || wallet === undefined ? undefined : { asset, wallet };
}

/** Money in or out that is neither profit nor commission: the venue gives it as `bc`. */
function readFlow(row: Json, reason: string, atMs: number): LedgerFlow | undefined {
  const asset = textOf(row["a"]);
  const amount = decimalOf(row["bc"]);
  if (asset === undefined || amount === undefined || amount.isZero()) return undefined;
  const id = `${reason}:${atMs}:${asset}:${amount.toString()}`;
  return { id, asset, amount, kind: FLOW_KINDS[reason] ?? "other", atMs };
}

function readStreamPosition(row: Json): VenuePosition | undefined {
  const symbol = textOf(row["s"]);
  const positionSide = readPositionSide(row["ps"]);
  const amount = decimalOf(row["pa"]);
  const entryPrice = decimalOf(row["ep"]);
  if (symbol === undefined || positionSide === undefined || amount === undefined || entryPrice === undefined)
    return undefined;
  const quantitySigned = positionSide === "short" ? amount.abs().negated() : amount;
  return { listing: listingKey(VENUE, symbol), positionSide, quantitySigned, entryPrice };
}
