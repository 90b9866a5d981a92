// Endpoints about an account: balances, positions, trades, settings, listen keys, what its key may do.
import { accountView, positionRows } from "./account-views.ts";
import { findInstrument, INSTRUMENTS } from "./instruments.ts";
import { DEFAULT_LEVERAGE } from "./margin.ts";
import { tradeView } from "./order-views.ts";
import { refuse } from "./refusal.ts";
import {
  weighs,
  type Parameters,
  type PrivateRoute,
  type Reply,
  type RouteTable,
  type Services,
} from "./route.ts";
import { openOrders, type TruthAccount } from "./truth.ts";

const WEEK_MS = 604_800_000;

function signed(weight: number, handle: PrivateRoute["handle"]): PrivateRoute {
  return { security: "signed", weight: weighs(weight), handle };
}

function keyed(handle: PrivateRoute["handle"]): PrivateRoute {
  return { security: "key", weight: weighs(1), handle };
}

function onlySymbol<T extends { readonly symbol?: unknown }>(
  rows: readonly T[],
  parameters: Parameters,
): T[] {
  const symbol = parameters["symbol"];
  return symbol === undefined ? [...rows] : rows.filter((row) => row.symbol === symbol);
}

/** Trades of one symbol: from an id, or inside a window of at most seven days; the latest ones when neither is given. */
function userTrades(services: Services, account: TruthAccount, parameters: Parameters): Reply {
  if (findInstrument(parameters["symbol"]) === undefined) return refuse(-1121);
  const { fromId, startTime, endTime } = parameters;
  const limit = Math.min(1000, Number(parameters["limit"] ?? 500));
  if (fromId !== undefined && (startTime ?? endTime) !== undefined)
    return refuse(-1128, 400, "Combination invalid.");
  const mine = account.trades.filter((trade) => trade.symbol === parameters["symbol"]);
  if (fromId !== undefined)
    return mine
      .filter((trade) => trade.id >= Number(fromId))
      .slice(0, limit)
      .map(tradeView);
  const end = endTime === undefined ? services.venue.now() : Number(endTime);
  const start = startTime === undefined ? end - WEEK_MS : Number(startTime);
  if (end - start > WEEK_MS) return refuse(-4165, 400, "Maximum time interval is 7 days.");
  const inside = mine.filter((trade) => trade.timeMs >= start && trade.timeMs <= end);
  return (startTime === undefined ? inside.slice(-limit) : inside.slice(0, limit)).map(tradeView);
}

/** Money that was no trade, oldest first; the last seven days when no start is given. */
function income({ venue }: Services, account: TruthAccount, parameters: Parameters): Reply {
  const { startTime, endTime, limit } = parameters;
  const start = startTime === undefined ? venue.now() - WEEK_MS : Number(startTime);
  const end = endTime === undefined ? Number.POSITIVE_INFINITY : Number(endTime);
  return account.incomes
    .filter(({ timeMs }) => timeMs >= start && timeMs <= end)
    .slice(0, Math.min(1000, Number(limit ?? 100)))
    .map(({ id, type, asset, amount, timeMs }) => ({
      symbol: "",
      incomeType: type,
      income: amount.toString(),
      asset,
      info: type,
      time: timeMs,
      tranId: id,
      tradeId: "",
    }));
}

function setLeverage(_: Services, account: TruthAccount, parameters: Parameters): Reply {
  const instrument = findInstrument(parameters["symbol"]);
  const leverage = Number(parameters["leverage"]);
  if (instrument === undefined) return refuse(-1121);
  const highest = instrument.brackets[0]?.initialLeverage ?? 1;
  if (!Number.isInteger(leverage) || leverage < 1 || leverage > highest) {
    return refuse(-4028, 400, `Leverage ${parameters["leverage"] ?? ""} is not valid`);
  }
  account.leverage.set(instrument.symbol, leverage);
  return { leverage, maxNotionalValue: "1000000", symbol: instrument.symbol };
}

function setDual(_: Services, account: TruthAccount, parameters: Parameters): Reply {
  const hedge = parameters["dualSidePosition"] === "true";
  if (openOrders(account).length > 0)
    return refuse(-4067, 400, "Position side cannot be changed: open orders.");
  if ([...account.positions.values()].some((position) => !position.amount.isZero())) {
    return refuse(-4068, 400, "Position side cannot be changed: open position.");
  }
  account.hedge = hedge;
  return { code: 200, msg: "success" };
}

function symbolConfig(_: Services, account: TruthAccount, parameters: Parameters): Reply {
  const rows = INSTRUMENTS.map(({ symbol }) => ({
    symbol,
    marginType: "CROSSED",
    isAutoAddMargin: false,
    leverage: account.leverage.get(symbol) ?? DEFAULT_LEVERAGE,
    maxNotionalValue: "1000000",
  }));
  return onlySymbol(rows, parameters);
}

function apiRestrictions({ venue }: Services, { rights }: TruthAccount): Reply {
  return {
    ipRestrict: rights.ipRestrict,
    createTime: venue.now() - WEEK_MS,
    enableReading: true,
    enableFutures: rights.futures,
    enableWithdrawals: rights.withdraw,
    enableInternalTransfer: false,
    permitsUniversalTransfer: false,
    enableSpotAndMarginTrading: false,
    enableMargin: false,
    enableVanillaOptions: false,
  };
}

export const ACCOUNT_ROUTES: RouteTable = {
  "GET /fapi/v3/account": signed(5, ({ venue, maintenance }, account) =>
    maintenance ? { assets: [], positions: [] } : accountView(account, venue.market, venue.now()),
  ),
  "GET /fapi/v3/positionRisk": signed(5, ({ venue, maintenance }, account, parameters) =>
    maintenance ? [] : onlySymbol(positionRows(account, venue.market), parameters),
  ),
  "GET /fapi/v1/userTrades": signed(5, (services, account, parameters) =>
    services.maintenance ? [] : userTrades(services, account, parameters),
  ),
  "GET /fapi/v1/income": signed(30, income),
  "GET /fapi/v1/accountConfig": signed(5, (_, account) => ({
    feeTier: 0,
    canTrade: true,
    canDeposit: true,
    canWithdraw: true,
    dualSidePosition: account.hedge,
    updateTime: 0,
    multiAssetsMargin: false,
    tradeGroupId: -1,
  })),
  "GET /fapi/v1/symbolConfig": signed(5, symbolConfig),
  "GET /fapi/v1/positionSide/dual": signed(30, (_, account) => ({ dualSidePosition: account.hedge })),
  "POST /fapi/v1/positionSide/dual": signed(1, setDual),
  "POST /fapi/v1/leverage": signed(1, setLeverage),
  "GET /fapi/v1/leverageBracket": signed(1, (_services, _account, parameters) =>
    onlySymbol(
      INSTRUMENTS.map(({ symbol, brackets }) => ({ symbol, notionalCoef: 1, brackets })),
      parameters,
    ),
  ),
  "POST /fapi/v1/listenKey": keyed(({ streams }, account) => ({ listenKey: streams.issue(account) })),
  "PUT /fapi/v1/listenKey": keyed(({ streams }, account) =>
    streams.isAlive(account) ? { listenKey: streams.issue(account) } : refuse(-1125),
  ),
  "DELETE /fapi/v1/listenKey": keyed(({ streams, venue }, account) => {
    streams.expire(account, venue.now());
    return {};
  }),
  "GET /sapi/v1/account/apiRestrictions": signed(1, apiRestrictions),
  "GET /sapi/v1/capital/config/getall": signed(10, () => []),
};
