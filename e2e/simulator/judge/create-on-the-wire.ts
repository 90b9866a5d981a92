// A create as it stands on the wire, read without any of Yoke's code.
import { parametersOf, type RawRequest } from "../../venues/binance-usdm/signature.ts";
import { isCreate } from "../scene.ts";

export interface WireCreate {
  readonly clientId: string;
  readonly apiKey: string;
  readonly symbol: string;
  readonly side: "BUY" | "SELL";
  readonly positionSide: "BOTH" | "LONG" | "SHORT";
  readonly quantity: string;
  readonly price: string | undefined;
  readonly trigger: string | undefined;
  /** It can only close: reduce-only, or the closing side of a hedged position. */
  readonly closes: boolean;
}

export function readCreate(request: RawRequest): WireCreate | undefined {
  if (!isCreate(request)) return undefined;
  const all = parametersOf(request);
  const side = all["side"] === "BUY" ? "BUY" : "SELL";
  const positionSide = (["LONG", "SHORT"] as const).find((it) => it === all["positionSide"]) ?? "BOTH";
  const closing = side === "BUY" ? "SHORT" : "LONG";
  return {
    clientId: all["newClientOrderId"] ?? all["clientAlgoId"] ?? "",
    apiKey: request.apiKey ?? "",
    symbol: all["symbol"] ?? "",
    side,
    positionSide,
    quantity: all["quantity"] ?? "",
    price: all["price"],
    trigger: all["triggerPrice"],
    closes: all["reduceOnly"] === "true" || positionSide === closing,
  };
}
