// Endpoints that need no key.
import { exchangeInfo, findInstrument } from "./instruments.ts";
import type { SymbolMarket } from "./market.ts";
import { refuse } from "./refusal.ts";
import {
  weighs,
  type Parameters,
  type PublicRoute,
  type Reply,
  type RouteTable,
  type Services,
} from "./route.ts";

function open(weight: (parameters: Parameters) => number, handle: PublicRoute["handle"]): PublicRoute {
  return { security: "none", weight, handle };
}

function onSymbol(
  services: Services,
  parameters: Parameters,
  answer: (market: SymbolMarket) => Reply,
): Reply {
  const instrument = findInstrument(parameters["symbol"]);
  return instrument === undefined ? refuse(-1121) : answer(services.venue.market.of(instrument.symbol));
}

function depthWeight(parameters: Parameters): number {
  const limit = Number(parameters["limit"] ?? 500);
  return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
}

function klineWeight(parameters: Parameters): number {
  const limit = Number(parameters["limit"] ?? 500);
  return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
}

function depth(services: Services, parameters: Parameters): Reply {
  const limit = Number(parameters["limit"] ?? 500);
  return onSymbol(services, parameters, (market) => ({
    lastUpdateId: market.updateId,
    E: services.venue.now(),
    T: services.venue.now(),
    bids: market.bids.slice(0, limit).map((level) => level.map(String)),
    asks: market.asks.slice(0, limit).map((level) => level.map(String)),
  }));
}

function premium(services: Services, market: SymbolMarket): Record<string, unknown> {
  return {
    symbol: market.instrument.symbol,
    markPrice: market.mark.toString(),
    indexPrice: market.mark.toString(),
    estimatedSettlePrice: market.mark.toString(),
    lastFundingRate: market.fundingRate.toString(),
    interestRate: "0.00010000",
    nextFundingTime: market.nextFundingMs,
    time: services.venue.now(),
  };
}

function klines(services: Services, parameters: Parameters): Reply {
  const limit = Math.min(1500, Number(parameters["limit"] ?? 500));
  return onSymbol(services, parameters, (market) => {
    const rows = services.klines.rows(market.instrument.symbol, parameters["interval"] ?? "", limit);
    return rows ?? refuse(-1120, 400, "Invalid interval.");
  });
}

export const PUBLIC_ROUTES: RouteTable = {
  "GET /fapi/v1/ping": open(weighs(1), () => ({})),
  "GET /fapi/v1/time": open(weighs(1), ({ venue }) => ({ serverTime: venue.now() })),
  "GET /fapi/v1/exchangeInfo": open(weighs(1), ({ venue, weightPerMinute }) =>
    exchangeInfo(venue.now(), weightPerMinute, (symbol) => venue.market.of(symbol).status),
  ),
  "GET /fapi/v1/depth": open(depthWeight, depth),
  "GET /fapi/v1/klines": open(klineWeight, klines),
  "GET /fapi/v1/premiumIndex": open(weighs(1), (services, parameters) =>
    parameters["symbol"] === undefined
      ? services.venue.market.all().map((market) => premium(services, market))
      : onSymbol(services, parameters, (market) => premium(services, market)),
  ),
  "GET /sapi/v1/margin/allPairs": open(weighs(1), () => []),
};
