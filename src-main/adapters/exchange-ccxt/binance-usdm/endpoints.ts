// Every endpoint of Binance USD-M that this adapter may call: how ccxt names it, where it is, what it weighs.
// Weights: developers.binance.com, USD-M futures, 2026-11. Whatever is not here cannot leave.
import type { CcxtExchange } from "../ccxt-types.ts";
import type { Bucket, Cost } from "../limiter.ts";

type Params = Readonly<Record<string, string>>;
type Method = (exchange: CcxtExchange, params: Params) => Promise<unknown>;

export interface Endpoint {
  readonly http: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly host: "fapi" | "sapi";
  readonly weight: number;
  /** Counts as an order of the account. */
  readonly isOrder: boolean;
  readonly method: Method;
}

function endpoint(http: Endpoint["http"], path: string, weight: number, method: Method): Endpoint {
  return { http, path, weight, method, host: path.startsWith("/sapi/") ? "sapi" : "fapi", isOrder: false };
}

function order(path: string, method: Method): Endpoint {
  return { ...endpoint("POST", path, 0, method), isOrder: true };
}

export const ENDPOINTS = {
  time: endpoint("GET", "/fapi/v1/time", 1, (x) => x.fapiPublicGetTime()),
  exchangeInfo: endpoint("GET", "/fapi/v1/exchangeInfo", 1, (x) => x.fapiPublicGetExchangeInfo()),
  klines: endpoint("GET", "/fapi/v1/klines", 10, (x, p) => x.fapiPublicGetKlines(p)),
  account: endpoint("GET", "/fapi/v3/account", 5, (x) => x.fapiPrivateV3GetAccount()),
  positions: endpoint("GET", "/fapi/v3/positionRisk", 5, (x) => x.fapiPrivateV3GetPositionRisk()),
  accountConfig: endpoint("GET", "/fapi/v1/accountConfig", 5, (x) => x.fapiPrivateGetAccountConfig()),
  symbolConfig: endpoint("GET", "/fapi/v1/symbolConfig", 5, (x) => x.fapiPrivateGetSymbolConfig()),
  brackets: endpoint("GET", "/fapi/v1/leverageBracket", 1, (x) => x.fapiPrivateGetLeverageBracket()),
  openOrders: endpoint("GET", "/fapi/v1/openOrders", 40, (x) => x.fapiPrivateGetOpenOrders()),
  openOrdersOf: endpoint("GET", "/fapi/v1/openOrders", 1, (x, p) => x.fapiPrivateGetOpenOrders(p)),
  openTriggers: endpoint("GET", "/fapi/v1/openAlgoOrders", 40, (x) => x.fapiPrivateGetOpenAlgoOrders()),
  trades: endpoint("GET", "/fapi/v1/userTrades", 5, (x, p) => x.fapiPrivateGetUserTrades(p)),
  allOrders: endpoint("GET", "/fapi/v1/allOrders", 5, (x, p) => x.fapiPrivateGetAllOrders(p)),
  allTriggers: endpoint("GET", "/fapi/v1/allAlgoOrders", 5, (x, p) => x.fapiPrivateGetAllAlgoOrders(p)),
  income: endpoint("GET", "/fapi/v1/income", 30, (x, p) => x.fapiPrivateGetIncome(p)),
  order: endpoint("GET", "/fapi/v1/order", 1, (x, p) => x.fapiPrivateGetOrder(p)),
  trigger: endpoint("GET", "/fapi/v1/algoOrder", 1, (x, p) => x.fapiPrivateGetAlgoOrder(p)),
  cancelOrder: endpoint("DELETE", "/fapi/v1/order", 1, (x, p) => x.fapiPrivateDeleteOrder(p)),
  cancelTrigger: endpoint("DELETE", "/fapi/v1/algoOrder", 1, (x, p) => x.fapiPrivateDeleteAlgoOrder(p)),
  createOrder: order("/fapi/v1/order", (x, p) => x.fapiPrivatePostOrder(p)),
  createTrigger: order("/fapi/v1/algoOrder", (x, p) => x.fapiPrivatePostAlgoOrder(p)),
  amendOrder: {
    ...endpoint("PUT", "/fapi/v1/order", 1, (x, p) => x.fapiPrivatePutOrder(p)),
    isOrder: true,
  },
  countdown: endpoint("POST", "/fapi/v1/countdownCancelAll", 10, (x, p) =>
    x.fapiPrivatePostCountdownCancelAll(p),
  ),
  leverage: endpoint("POST", "/fapi/v1/leverage", 1, (x, p) => x.fapiPrivatePostLeverage(p)),
  listenKey: endpoint("POST", "/fapi/v1/listenKey", 1, (x) => x.fapiPrivatePostListenKey()),
  keepListenKey: endpoint("PUT", "/fapi/v1/listenKey", 1, (x) => x.fapiPrivatePutListenKey()),
  keyRights: endpoint("GET", "/sapi/v1/account/apiRestrictions", 1, (x) => x.sapiGetAccountApiRestrictions()),
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof ENDPOINTS;

/** The hosts of an environment, as ccxt 4.5.84 knows them. The demo has no `sapi`. */
export const HOSTS = {
  live: { fapi: "fapi.binance.com", sapi: "api.binance.com", socket: "fstream.binance.com" },
  testnet: { fapi: "demo-fapi.binance.com", sapi: undefined, socket: "fstream.binancefuture.com" },
} as const;
export type BinanceEnvironment = keyof typeof HOSTS;

/** `METHOD host/path` of all that may be asked in an environment. */
export function allowedRequests(environment: BinanceEnvironment): ReadonlySet<string> {
  const hosts = HOSTS[environment];
  const all: readonly Endpoint[] = Object.values(ENDPOINTS);
  return new Set(all.map(({ http, path, host }) => `${http} ${hosts[host] ?? "none"}${path}`));
}

const MINUTE_MS = 60_000;
const TEN_SECONDS_MS = 10_000;

/** Limits by address: shared by every account behind it, and by strangers. */
export function addressBuckets(environment: BinanceEnvironment): readonly Bucket[] {
  return [
    { id: `${environment}:ip:fapi`, capacity: 2400, windowMs: MINUTE_MS },
    { id: `${environment}:ip:sapi`, capacity: 6000, windowMs: MINUTE_MS },
  ];
}

/** Limits on the number of orders of one account. */
export function accountBuckets(accountId: string): readonly Bucket[] {
  return [
    { id: `${accountId}:orders-10s`, capacity: 300, windowMs: TEN_SECONDS_MS },
    { id: `${accountId}:orders-1m`, capacity: 1200, windowMs: MINUTE_MS },
  ];
}

/** What each bucket counts, for a person, and what one new order takes out of it. */
export function bucketWords(bucketId: string): { readonly title: string; readonly perOrder: number } {
  if (bucketId.endsWith(":orders-10s")) return { title: "Orders in 10 s", perOrder: 1 };
  if (bucketId.endsWith(":orders-1m")) return { title: "Orders in 1 min", perOrder: 1 };
  return {
    title: bucketId.endsWith(":sapi") ? "Account requests in 1 min" : "Requests in 1 min",
    perOrder: 0,
  };
}

/** What a call takes out of which buckets. */
export function costsOf(
  name: EndpointName,
  environment: BinanceEnvironment,
  accountId: string | undefined,
): Cost[] {
  const { host, weight, isOrder } = ENDPOINTS[name];
  const address = { bucket: `${environment}:ip:${host}`, amount: weight };
  if (!isOrder || accountId === undefined) return [address];
  return [address, ...accountBuckets(accountId).map(({ id }) => ({ bucket: id, amount: 1 }))];
}
