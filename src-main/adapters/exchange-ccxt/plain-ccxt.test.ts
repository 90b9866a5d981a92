// The test venue judged by somebody else: ccxt's own unified methods and parsers must accept what it says.
import { pro } from "ccxt";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { start, type RunningVenue } from "../../../e2e/venues/binance-usdm/start.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { CcxtExchange } from "./ccxt-types.ts";
import { guardTransport } from "./wire.ts";

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const FAPI = "fapi.binance.com/fapi";
const ENDPOINTS = [
  "GET api.binance.com/sapi/v1/capital/config/getall",
  "GET api.binance.com/sapi/v1/margin/allPairs",
  ...["exchangeInfo", "time", "depth", "klines", "order", "openOrders", "userTrades", "leverageBracket"].map(
    (path) => `GET ${FAPI}/v1/${path}`,
  ),
  ...["account", "positionRisk"].map((path) => `GET ${FAPI}/v3/${path}`),
  `POST ${FAPI}/v1/order`,
  `DELETE ${FAPI}/v1/order`,
  `POST ${FAPI}/v1/algoOrder`,
  `POST ${FAPI}/v1/leverage`,
];

const SYMBOL = "BTC/USDT:USDT";

let venue: RunningVenue;
let exchange: CcxtExchange;

beforeEach(async () => {
  venue = await start({ accounts: [{ apiKey: "k1", secret: "s1", usdt: Decimal.of("100000") }] });
  exchange = new pro.binanceusdm({ apiKey: "k1", secret: "s1", enableRateLimit: false });
  guardTransport(exchange, {
    endpoints: new Set(ENDPOINTS),
    socketHosts: new Set(["fstream.binance.com"]),
    relay: venue.url,
  });
});

afterEach(async () => {
  await exchange.close();
  await venue.close();
});

it("loads the markets with their steps", async () => {
  const markets = await exchange.loadMarkets();
  expect(Object.keys(markets)).toEqual([SYMBOL, "ETH/USDT:USDT", "SOL/USDT:USDT"]);
  expect(markets[SYMBOL]).toMatchObject({
    precision: { price: 0.1, amount: 0.001 },
    limits: { cost: { min: 100 } },
  });
});

it("trades, and reads what came of it", async () => {
  const bought = await exchange.createOrder(SYMBOL, "market", "buy", 0.5);
  expect(bought).toMatchObject({ status: "closed", filled: 0.5, side: "buy" });
  const resting = await exchange.createOrder(SYMBOL, "limit", "buy", 0.01, 61000, { postOnly: true });
  const stop = await exchange.createOrder(SYMBOL, "market", "sell", 0.5, undefined, {
    stopLossPrice: 60000,
    reduceOnly: true,
  });
  expect(stop).toMatchObject({ status: "open", triggerPrice: 60000 });
  expect(await exchange.fetchOpenOrders(SYMBOL)).toMatchObject([
    { id: resting.id, price: 61000, timeInForce: "PO" },
  ]);
  expect(await exchange.fetchPositions([SYMBOL])).toMatchObject([
    { side: "long", contracts: 0.5, entryPrice: 61800.1 },
  ]);
  expect(await exchange.fetchBalance()).toMatchObject({ USDT: { total: 99984.499975 } });
  expect(await exchange.fetchMyTrades(SYMBOL)).toMatchObject([
    { amount: 0.5, fee: { currency: "USDT" }, takerOrMaker: "taker" },
  ]);
  expect(await exchange.cancelOrder(resting.id ?? "", SYMBOL)).toMatchObject({ status: "canceled" });
});

it("follows the book of diffs without a gap", async () => {
  const watching = exchange.watchOrderBook(SYMBOL);
  for (let step = 0; step < 40; step += 1) {
    venue.control.setTouch("BTCUSDT", `6180${String(step % 9)}.0`, `6180${String(step % 9)}.5`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const first = await watching;
  expect(first.bids.length).toBeGreaterThan(10);
  venue.control.setTouch("BTCUSDT", "61900.0", "61900.5", "7.5");
  let book = await exchange.watchOrderBook(SYMBOL);
  for (let turn = 0; book.bids[0]?.[0] !== 61900 && turn < 20; turn += 1)
    book = await exchange.watchOrderBook(SYMBOL);
  expect([book.bids[0], book.asks[0]]).toEqual([
    [61900, 7.5],
    [61900.5, 7.5],
  ]);
});

it("shows candles", async () => {
  const candles = await exchange.fetchOHLCV(SYMBOL, "1m", undefined, 30);
  expect(candles).toHaveLength(30);
});
