// Reads a create's parameters as the venue does, and refuses what its filters forbid.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { findInstrument, type Instrument } from "./instruments.ts";
import type { Market } from "./market.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { TimeInForce, TriggerOrder, TruthAccount, VenuePositionSide, VenueSide } from "./truth.ts";

export interface OrderRequest {
  readonly instrument: Instrument;
  readonly clientId: string | undefined;
  readonly side: VenueSide;
  readonly positionSide: VenuePositionSide;
  readonly type: string;
  readonly timeInForce: TimeInForce;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly trigger: Decimal;
  readonly workingType: TriggerOrder["workingType"];
  readonly reduceOnly: boolean;
  readonly preventsSelfTrade: boolean;
}

type Parameters = Readonly<Record<string, string>>;

const LIMIT_TYPES = new Set(["LIMIT", "STOP", "TAKE_PROFIT"]);
const CLIENT_ID = /^[.A-Z:/a-z0-9_-]{1,36}$/;

function decimalOf(parameters: Parameters, name: string): Decimal | undefined {
  return Decimal.parse(parameters[name]);
}

function readSide(parameters: Parameters): VenueSide | undefined {
  const side = parameters["side"];
  return side === "BUY" || side === "SELL" ? side : undefined;
}

function readTimeInForce(parameters: Parameters): TimeInForce | undefined {
  const value = parameters["timeInForce"] ?? "GTC";
  return (["GTC", "IOC", "FOK", "GTX"] as const).find((known) => known === value);
}

function readPositionSide(account: TruthAccount, parameters: Parameters): VenuePositionSide | Refusal {
  const value = parameters["positionSide"] ?? "BOTH";
  const side = (["BOTH", "LONG", "SHORT"] as const).find((known) => known === value);
  if (side === undefined || (side === "BOTH") === account.hedge) return refuse(-4061);
  return side;
}

/** The request in the venue's words, or its refusal. `types` are the order types of the endpoint. */
export function readOrder(
  account: TruthAccount,
  parameters: Parameters,
  types: readonly string[],
  idName: "newClientOrderId" | "clientAlgoId",
): OrderRequest | Refusal {
  const instrument = findInstrument(parameters["symbol"]);
  const side = readSide(parameters);
  const type = parameters["type"] ?? "";
  const timeInForce = readTimeInForce(parameters);
  const clientId = parameters[idName];
  if (instrument === undefined) return refuse(-1121);
  if (side === undefined) return refuse(-1117);
  if (!types.includes(type)) return refuse(idName === "newClientOrderId" && type !== "" ? -4120 : -1116);
  if (timeInForce === undefined) return refuse(-1115);
  if (clientId !== undefined && !CLIENT_ID.test(clientId))
    return refuse(-4015, 400, "Client order id is not valid.");
  const positionSide = readPositionSide(account, parameters);
  if (typeof positionSide !== "string") return positionSide;
  if (account.hedge && parameters["reduceOnly"] !== undefined) return refuse(-1106);
  const quantity = decimalOf(parameters, "quantity");
  const price = decimalOf(parameters, "price");
  const trigger = decimalOf(parameters, "triggerPrice");
  if (quantity === undefined) return refuse(-1102);
  if (LIMIT_TYPES.has(type) && price === undefined) return refuse(-1102);
  if (idName === "clientAlgoId" && trigger === undefined) return refuse(-1102);
  const opposite = side === "BUY" ? "SHORT" : "LONG";
  return {
    instrument,
    clientId,
    side,
    positionSide,
    type,
    timeInForce,
    quantity,
    price: LIMIT_TYPES.has(type) ? (price ?? ZERO) : ZERO,
    trigger: trigger ?? ZERO,
    workingType: parameters["workingType"] === "MARK_PRICE" ? "MARK_PRICE" : "CONTRACT_PRICE",
    reduceOnly: parameters["reduceOnly"] === "true" || positionSide === opposite,
    preventsSelfTrade: parameters["selfTradePreventionMode"] === "EXPIRE_MAKER",
  };
}

/** The venue's filters: steps, sizes, price band, minimum notional. Undefined when all are met. */
export function checkFilters(request: OrderRequest, market: Market): Refusal | undefined {
  const { instrument: it, quantity, price, trigger } = request;
  const { mark, status } = market.of(it.symbol);
  if (status !== "TRADING") return refuse(-4141);
  const isMarket = request.type.endsWith("MARKET");
  if (!quantity.isPositive()) return refuse(-4003);
  if (quantity.lessThan(it.minQuantity)) return refuse(-4004);
  if (quantity.greaterThan(isMarket ? it.maxMarketQuantity : it.maxQuantity)) return refuse(-4005);
  if (!quantity.isMultipleOf(it.lot)) return refuse(-1111);
  if (!price.isMultipleOf(it.tick) || !trigger.isMultipleOf(it.tick)) return refuse(-4014);
  if (request.type === "LIMIT") {
    if (request.side === "BUY" && price.greaterThan(mark.times(Decimal.of("1.05")))) return refuse(-4016);
    if (request.side === "SELL" && price.lessThan(mark.times(Decimal.of("0.95")))) return refuse(-4024);
  }
  const reference = price.isZero() ? (trigger.isZero() ? mark : trigger) : price;
  if (!request.reduceOnly && quantity.times(reference).lessThan(it.minNotional)) return refuse(-4164);
  return undefined;
}
