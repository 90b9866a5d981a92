// The listings of this venue, with filters and brackets as Binance USD-M published them.
import { Decimal } from "../../../src-core/money/decimal.ts";

/** One row of the margin table; notionals in USDT, `cum` is the maintenance deduction. */
export interface Bracket {
  readonly bracket: number;
  readonly initialLeverage: number;
  readonly notionalCap: number;
  readonly notionalFloor: number;
  readonly maintMarginRatio: number;
  readonly cum: number;
}

export interface Instrument {
  readonly symbol: string;
  readonly base: string;
  readonly pricePrecision: number;
  readonly quantityPrecision: number;
  readonly tick: Decimal;
  readonly lot: Decimal;
  readonly minQuantity: Decimal;
  readonly maxQuantity: Decimal;
  readonly maxMarketQuantity: Decimal;
  readonly minNotional: Decimal;
  /** Where a walk starts when nothing else is known. */
  readonly startPrice: Decimal;
  readonly brackets: readonly Bracket[];
}

/** A bracket table in which `cum` follows from the rates, so that maintenance margin is continuous. */
function brackets(rows: readonly (readonly [cap: number, leverage: number, rate: number])[]): Bracket[] {
  let floor = 0;
  let cum = 0;
  let rate = rows[0]?.[2] ?? 0;
  return rows.map(([cap, leverage, next], index) => {
    cum += floor * (next - rate);
    rate = next;
    const row = {
      bracket: index + 1,
      initialLeverage: leverage,
      notionalCap: cap,
      notionalFloor: floor,
      maintMarginRatio: next,
      cum: Math.round(cum * 100) / 100,
    };
    floor = cap;
    return row;
  });
}

const BTC_BRACKETS = brackets([
  [300_000, 150, 0.004],
  [800_000, 100, 0.005],
  [3_000_000, 75, 0.0065],
  [12_000_000, 50, 0.01],
  [70_000_000, 25, 0.02],
  [100_000_000, 20, 0.025],
  [230_000_000, 10, 0.05],
  [480_000_000, 5, 0.1],
]);

const ALT_BRACKETS = brackets([
  [50_000, 100, 0.005],
  [250_000, 75, 0.0065],
  [1_000_000, 50, 0.01],
  [10_000_000, 20, 0.025],
  [50_000_000, 10, 0.05],
  [100_000_000, 5, 0.1],
]);

function instrument(
  symbol: string,
  base: string,
  precision: readonly [price: number, quantity: number],
  filters: Readonly<Record<"tick" | "lot" | "max" | "maxMarket" | "minNotional" | "start", string>>,
  table: readonly Bracket[],
): Instrument {
  return {
    symbol,
    base,
    pricePrecision: precision[0],
    quantityPrecision: precision[1],
    tick: Decimal.of(filters.tick),
    lot: Decimal.of(filters.lot),
    minQuantity: Decimal.of(filters.lot),
    maxQuantity: Decimal.of(filters.max),
    maxMarketQuantity: Decimal.of(filters.maxMarket),
    minNotional: Decimal.of(filters.minNotional),
    startPrice: Decimal.of(filters.start),
    brackets: table,
  };
}

export const INSTRUMENTS: readonly Instrument[] = [
  instrument(
    "BTCUSDT",
    "BTC",
    [2, 3],
    { tick: "0.10", lot: "0.001", max: "1000", maxMarket: "120", minNotional: "100", start: "61800.00" },
    BTC_BRACKETS,
  ),
  instrument(
    "ETHUSDT",
    "ETH",
    [2, 3],
    { tick: "0.01", lot: "0.001", max: "10000", maxMarket: "2000", minNotional: "20", start: "2690.00" },
    BTC_BRACKETS,
  ),
  instrument(
    "SOLUSDT",
    "SOL",
    [4, 2],
    { tick: "0.0100", lot: "0.01", max: "1000000", maxMarket: "5000", minNotional: "5", start: "157.00" },
    ALT_BRACKETS,
  ),
];

export function findInstrument(symbol: string | undefined): Instrument | undefined {
  return INSTRUMENTS.find((candidate) => candidate.symbol === symbol);
}

function filters(it: Instrument): readonly Record<string, string | number>[] {
  const minQty = it.minQuantity.toString();
  const stepSize = it.lot.toString();
  return [
    {
      filterType: "PRICE_FILTER",
      minPrice: it.tick.toString(),
      maxPrice: "1000000",
      tickSize: it.tick.toFixed(it.pricePrecision),
    },
    { filterType: "LOT_SIZE", minQty, maxQty: it.maxQuantity.toString(), stepSize },
    { filterType: "MARKET_LOT_SIZE", minQty, maxQty: it.maxMarketQuantity.toString(), stepSize },
    { filterType: "MAX_NUM_ORDERS", limit: 200 },
    { filterType: "MAX_NUM_ALGO_ORDERS", limit: 10 },
    { filterType: "MIN_NOTIONAL", notional: it.minNotional.toString() },
    { filterType: "PERCENT_PRICE", multiplierUp: "1.0500", multiplierDown: "0.9500", multiplierDecimal: "4" },
  ];
}

/** The answer of `GET /fapi/v1/exchangeInfo`. */
export function exchangeInfo(
  nowMs: number,
  weightLimit: number,
  status: (symbol: string) => string,
): Record<string, unknown> {
  return {
    timezone: "UTC",
    serverTime: nowMs,
    futuresType: "U_MARGINED",
    rateLimits: [
      { rateLimitType: "REQUEST_WEIGHT", interval: "MINUTE", intervalNum: 1, limit: weightLimit },
      { rateLimitType: "ORDERS", interval: "MINUTE", intervalNum: 1, limit: 1200 },
      { rateLimitType: "ORDERS", interval: "SECOND", intervalNum: 10, limit: 300 },
    ],
    exchangeFilters: [],
    assets: [{ asset: "USDT", marginAvailable: true, autoAssetExchange: "-10000" }],
    symbols: INSTRUMENTS.map((it) => ({
      symbol: it.symbol,
      pair: it.symbol,
      contractType: "PERPETUAL",
      deliveryDate: 4133404800000,
      onboardDate: 1569398400000,
      status: status(it.symbol),
      maintMarginPercent: "2.5000",
      requiredMarginPercent: "5.0000",
      baseAsset: it.base,
      quoteAsset: "USDT",
      marginAsset: "USDT",
      pricePrecision: it.pricePrecision,
      quantityPrecision: it.quantityPrecision,
      baseAssetPrecision: 8,
      quotePrecision: 8,
      underlyingType: "COIN",
      underlyingSubType: ["PoW"],
      settlePlan: 0,
      triggerProtect: "0.0500",
      liquidationFee: "0.012500",
      marketTakeBound: "0.05",
      maxMoveOrderLimit: 10000,
      filters: filters(it),
      orderTypes: ["LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET"],
      timeInForce: ["GTC", "IOC", "FOK", "GTX", "GTD"],
    })),
  };
}
