// What really is at the venue: accounts, orders, trades. Tests compare everything else against this.
import { ZERO, type Decimal } from "../../../src-core/money/decimal.ts";

export type VenueSide = "BUY" | "SELL";
export type VenuePositionSide = "BOTH" | "LONG" | "SHORT";
export type TimeInForce = "GTC" | "IOC" | "FOK" | "GTX";
export type OrderStatus = "NEW" | "PARTIALLY_FILLED" | "FILLED" | "CANCELED" | "EXPIRED" | "EXPIRED_IN_MATCH";
export type TriggerStatus = "NEW" | "TRIGGERED" | "FINISHED" | "CANCELED" | "EXPIRED" | "REJECTED";

/** An order in the book or done. Mutable: the venue's own state. */
export interface TruthOrder {
  readonly orderId: number;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: VenueSide;
  readonly positionSide: VenuePositionSide;
  readonly type: "LIMIT" | "MARKET";
  readonly origType: string;
  readonly timeInForce: TimeInForce;
  quantity: Decimal;
  /** Zero for market orders, as the venue writes it. */
  price: Decimal;
  readonly reduceOnly: boolean;
  /** It ends resting orders of its own account rather than trade with them. */
  readonly preventsSelfTrade: boolean;
  readonly createdMs: number;
  status: OrderStatus;
  filled: Decimal;
  /** Sum of price x quantity of its trades. */
  filledValue: Decimal;
  updatedMs: number;
}

/** A conditional order of the algo service; it makes a TruthOrder when it triggers. */
export interface TriggerOrder {
  readonly algoId: number;
  readonly clientAlgoId: string;
  readonly symbol: string;
  readonly side: VenueSide;
  readonly positionSide: VenuePositionSide;
  readonly orderType: "STOP" | "STOP_MARKET" | "TAKE_PROFIT" | "TAKE_PROFIT_MARKET";
  readonly timeInForce: TimeInForce;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly triggerPrice: Decimal;
  readonly workingType: "MARK_PRICE" | "CONTRACT_PRICE";
  readonly reduceOnly: boolean;
  readonly preventsSelfTrade: boolean;
  readonly createdMs: number;
  status: TriggerStatus;
  actualOrderId: number | undefined;
  rejectReason: string;
  updatedMs: number;
}

export interface TruthTrade {
  readonly id: number;
  readonly orderId: number;
  readonly symbol: string;
  readonly side: VenueSide;
  readonly positionSide: VenuePositionSide;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly commission: Decimal;
  readonly realizedPnl: Decimal;
  readonly maker: boolean;
  readonly timeMs: number;
}

export interface TruthPosition {
  readonly symbol: string;
  readonly side: VenuePositionSide;
  /** Negative is short, in hedge mode too. */
  amount: Decimal;
  entryPrice: Decimal;
  updatedMs: number;
}

export interface KeyRights {
  readonly futures: boolean;
  readonly withdraw: boolean;
  readonly ipRestrict: boolean;
}

/** A row of the income history. */
export interface TruthIncome {
  readonly id: number;
  readonly type: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly timeMs: number;
}

export interface TruthAccount {
  readonly apiKey: string;
  readonly secret: string;
  readonly rights: KeyRights;
  hedge: boolean;
  readonly wallet: Map<string, Decimal>;
  readonly positions: Map<string, TruthPosition>;
  readonly leverage: Map<string, number>;
  readonly orders: Map<number, TruthOrder>;
  readonly triggers: Map<number, TriggerOrder>;
  /** By symbol: when every order of it is cancelled, the venue's clock. */
  readonly countdowns: Map<string, number>;
  readonly trades: TruthTrade[];
  /** Set by a test: the key is no longer accepted. */
  revoked: boolean;
  /** Money that came and went and was no trade, oldest first. */
  readonly incomes: TruthIncome[];
}

/** One create that reached the venue with a good signature: what a test counts, and compares to the last digit. */
export interface CreateRecord {
  readonly atMs: number;
  readonly apiKey: string;
  readonly path: string;
  readonly clientId: string;
  /** Every parameter as it was written on the wire. */
  readonly terms: Readonly<Record<string, string>>;
  /** The venue's order id once executed; absent when it was refused or never executed. */
  executedAs?: number;
  refusedWith?: number;
}

export interface AccountSeed {
  readonly apiKey: string;
  readonly secret: string;
  readonly usdt?: Decimal;
  readonly hedge?: boolean;
  readonly rights?: Partial<KeyRights>;
}

export function openTruthAccount(seed: AccountSeed): TruthAccount {
  return {
    apiKey: seed.apiKey,
    secret: seed.secret,
    rights: { futures: true, withdraw: false, ipRestrict: true, ...seed.rights },
    hedge: seed.hedge ?? false,
    wallet: new Map([["USDT", seed.usdt ?? ZERO]]),
    positions: new Map(),
    leverage: new Map(),
    orders: new Map(),
    triggers: new Map(),
    countdowns: new Map(),
    trades: [],
    incomes: [],
    revoked: false,
  };
}

export function isOpen(order: TruthOrder): boolean {
  return order.status === "NEW" || order.status === "PARTIALLY_FILLED";
}

/** Open orders of an account, oldest first. */
export function openOrders(account: TruthAccount): TruthOrder[] {
  return [...account.orders.values()].filter(isOpen);
}

export function positionOf(account: TruthAccount, symbol: string, side: VenuePositionSide): TruthPosition {
  const key = `${symbol}|${side}`;
  const known = account.positions.get(key);
  if (known !== undefined) return known;
  const fresh = { symbol, side, amount: ZERO, entryPrice: ZERO, updatedMs: 0 };
  account.positions.set(key, fresh);
  return fresh;
}
