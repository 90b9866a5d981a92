// A full house: twenty accounts in fifty symbols, a thousand positions, two thousand working orders, and the last fills.
import type {
  AccountView,
  Change,
  EnvironmentView,
  FillView,
  GroupOrderView,
  ListingView,
  OrderView,
  PositionView,
  QuoteView,
} from "../../src-core/contract/views.ts";
import { DEFAULT_SETTINGS } from "../../src-core/settings/settings.ts";
import { candles, deskEntities, groupOrder, NOW, order } from "../fixtures/scene-entities.ts";
import { REBALANCE } from "../fixtures/scene-rebalance.ts";
import type { Scene } from "../fixtures/scripted-host.ts";

const ACCOUNTS = 20;
const SYMBOLS = 50;
const ORDERS = 2_000;
const LEGS_EACH = 4;
const FILLS = 500;

const index = (count: number): readonly number[] => Array.from({ length: count }, (_, each) => each);
const two = (value: number): string => String(value).padStart(2, "0");
const accountId = (each: number): string => `n${two(each % ACCOUNTS)}`;
const nameOf = (symbol: number): string => `C${two(symbol % SYMBOLS)}/USDT:USDT`;
const listingOf = (symbol: number): string => `binance:${nameOf(symbol)}`;

function account(each: number): Change {
  const view: AccountView = {
    id: accountId(each),
    digit: each + 1,
    name: `Account ${two(each)}`,
    venue: "binance",
    venueTitle: "Binance USD-M",
    environment: "live",
    positionMode: "one-way",
    health: "live",
    riskState: "ACTIVE",
    causes: [],
    equity: "412380.12",
    available: "300000",
    dayPnl: "1204.40",
    marginUsePercent: "29.3",
    leverage: "2.97",
    gross: "617217.50",
    net: "461813.20",
    marginDistancePercent: "39.5",
    groups: ["all"],
  };
  return ["account", view.id, view];
}

function market(symbol: number): readonly Change[] {
  const id = listingOf(symbol);
  const listing: ListingView = {
    id,
    venue: "binance",
    name: nameOf(symbol),
    venueSymbol: `C${two(symbol)}USDT`,
    underlying: `C${two(symbol)}`,
    base: `C${two(symbol)}`,
    quote: "USDT",
    settle: "USDT",
    sizeUnit: `C${two(symbol)}`,
    tick: "0.01",
    lot: "0.001",
    minQuantity: "0.001",
    minNotional: "5",
  };
  const quote: QuoteView = { id, bid: "99.99", ask: "100.01", last: "100", mark: "100", atMs: NOW };
  return [
    ["listing", id, listing],
    ["quote", id, quote],
  ];
}

function position(symbol: number, each: number | undefined): Change {
  const sum = `sum:${nameOf(symbol)}`;
  const view: PositionView = {
    id: each === undefined ? sum : `${accountId(each)}:${nameOf(symbol)}`,
    environment: "live",
    listing: listingOf(symbol),
    name: nameOf(symbol),
    positionSide: "both",
    accounts: each === undefined ? ACCOUNTS : 1,
    quantitySigned: each === undefined ? "30.000" : "1.500",
    notional: "150",
    entry: "99.25",
    mark: "100",
    unrealised: "1.12",
    realised: "0.40",
    fees: "0.12",
    liquidation: "61.20",
    distancePercent: "38.8",
    margin: "15",
    ...(each === undefined ? {} : { accountId: accountId(each), parent: sum }),
  };
  return ["position", view.id, view];
}

function orders(): readonly Change[] {
  return index(ORDERS / LEGS_EACH).flatMap((each) => {
    const id = `G${String(each)}`;
    const place = { listing: listingOf(each), name: nameOf(each) };
    const legs = index(LEGS_EACH).map((leg) => `${id}-${String(leg)}`);
    const group: Partial<GroupOrderView> = { ...place, createdAtMs: NOW - each * 1_000 };
    return [
      groupOrder(id, legs, group),
      ...legs.map((leg, at) => {
        const terms: Partial<OrderView> = { ...place, groupOrderId: id, accountId: accountId(each + at) };
        return order(leg, { ...terms, price: "97.50", quantity: "1.000", createdAtMs: NOW - each * 1_000 });
      }),
    ];
  });
}

function fill(each: number): Change {
  const view: FillView = {
    id: `f${String(each)}`,
    orderId: "G0-0",
    accountId: accountId(each),
    listing: listingOf(each),
    name: nameOf(each),
    side: each % 3 === 0 ? "sell" : "buy",
    quantity: "0.400",
    price: "100.02",
    fee: "0.0160",
    feeAsset: "USDT",
    liquidity: "maker",
    atMs: NOW + each,
  };
  return ["fill", view.id, view];
}

const ENVIRONMENT: EnvironmentView = {
  id: "live",
  accounts: ACCOUNTS,
  equity: "1000000",
  dayPnl: "14441.80",
  dayPnlPercent: "1.17",
  gross: "3703305",
  net: "2770879",
  leverage: "2.97",
  unrealised: "79891.02",
  marginDistancePercent: "28.9",
  riskState: "ACTIVE",
  causes: [],
  workingOrders: ORDERS,
  unknownOrders: 0,
};

/** Everything that the window holds when the load begins. */
export function loadScene(book: "positions" | "orders" | "fills"): Scene {
  const frame = deskEntities().filter(([kind]) => kind === "venue" || kind === "system");
  return {
    settings: {
      ...DEFAULT_SETTINGS,
      welcomed: true,
      lastListing: listingOf(0),
      lastGroup: "all",
      layout: JSON.stringify({ version: 1, environment: "live", interval: "1m", book }),
    },
    entities: [
      ...frame,
      ...index(ACCOUNTS).map(account),
      [
        "group",
        "all",
        {
          id: "all",
          name: "All",
          environment: "live",
          method: "equity",
          members: index(ACCOUNTS).map((each) => ({ accountId: accountId(each), weight: "1" })),
          equity: "8247602",
        },
      ],
      ["environment", "live", ENVIRONMENT],
      ...index(SYMBOLS).flatMap(market),
      ...index(SYMBOLS).flatMap((symbol) => [
        position(symbol, undefined),
        ...index(ACCOUNTS).map((each) => position(symbol, each)),
      ]),
      ...orders(),
      ...index(FILLS).map(fill),
    ],
    candles: candles(),
    rebalance: REBALANCE,
    afterSubmit: [],
    silent: [],
  };
}
