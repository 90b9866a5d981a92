// Cross margin of one account at the current marks: enough of Binance's rules that refusals and liquidations are real.
import { Decimal, ZERO, sum } from "../../../src-core/money/decimal.ts";
import type { Bracket, Instrument } from "./instruments.ts";
import type { Market } from "./market.ts";
import { openOrders, type TruthAccount, type TruthOrder, type TruthPosition } from "./truth.ts";

export const DEFAULT_LEVERAGE = 20;
/** Digits after the point of computed USDT amounts. */
const SCALE = 8;

function leverageOf(account: TruthAccount, symbol: string): Decimal {
  return Decimal.fromInteger(account.leverage.get(symbol) ?? DEFAULT_LEVERAGE);
}

export function unrealised(position: TruthPosition, mark: Decimal): Decimal {
  return mark.minus(position.entryPrice).times(position.amount);
}

function bracketOf(instrument: Instrument, notional: Decimal): Bracket | undefined {
  return instrument.brackets.find((row) => notional.atMost(Decimal.fromInteger(row.notionalCap)));
}

/** Maintenance margin of a position at its mark, by the bracket of its notional. */
export function maintenance(position: TruthPosition, market: Market): Decimal {
  const { instrument, mark } = market.of(position.symbol);
  const notional = position.amount.abs().times(mark);
  const row = bracketOf(instrument, notional) ?? instrument.brackets.at(-1);
  if (row === undefined || notional.isZero()) return ZERO;
  const rate = Decimal.of(row.maintMarginRatio.toString());
  return notional.times(rate).minus(Decimal.of(row.cum.toString())).rounded(SCALE, "up");
}

/** Initial margin of a position alone, at its mark and leverage. */
export function positionMargin(account: TruthAccount, position: TruthPosition, market: Market): Decimal {
  const notional = position.amount.abs().times(market.of(position.symbol).mark);
  return notional.dividedBy(leverageOf(account, position.symbol), SCALE, "up");
}

function openQuantity(orders: readonly TruthOrder[], symbol: string, side: "BUY" | "SELL"): Decimal {
  const open = orders.filter((order) => order.symbol === symbol && order.side === side && !order.reduceOnly);
  return sum(open.map((order) => order.quantity.minus(order.filled)));
}

/** Initial margin of one symbol: the larger of "all buys fill" and "all sells fill", per position side in hedge mode. */
function symbolMargin(
  account: TruthAccount,
  orders: readonly TruthOrder[],
  symbol: string,
  market: Market,
): Decimal {
  const price = market.of(symbol).mark;
  const sides = account.hedge ? (["LONG", "SHORT"] as const) : (["BOTH"] as const);
  const worst = sides.map((side) => {
    const held = account.positions.get(`${symbol}|${side}`)?.amount ?? ZERO;
    const mine = orders.filter((order) => order.positionSide === side);
    const long = held.plus(openQuantity(mine, symbol, "BUY")).abs();
    const short = held.minus(openQuantity(mine, symbol, "SELL")).abs();
    return side === "LONG" ? long : side === "SHORT" ? short : long.max(short);
  });
  return sum(worst).times(price).dividedBy(leverageOf(account, symbol), SCALE, "up");
}

export interface AccountMargin {
  readonly wallet: Decimal;
  readonly unrealised: Decimal;
  readonly initial: Decimal;
  readonly positionInitial: Decimal;
  readonly maintenance: Decimal;
  readonly available: Decimal;
}

/** The account's USDT margin; `extra` is an order under consideration. */
export function marginOf(account: TruthAccount, market: Market, extra?: TruthOrder): AccountMargin {
  const wallet = account.wallet.get("USDT") ?? ZERO;
  const positions = [...account.positions.values()];
  const orders = extra === undefined ? openOrders(account) : [...openOrders(account), extra];
  const symbols = new Set([...positions, ...orders].map((item) => item.symbol));
  const initial = sum([...symbols].map((symbol) => symbolMargin(account, orders, symbol, market)));
  const gain = sum(positions.map((it) => unrealised(it, market.of(it.symbol).mark)));
  return {
    wallet,
    unrealised: gain,
    initial,
    positionInitial: sum(positions.map((it) => positionMargin(account, it, market))),
    maintenance: sum(positions.map((it) => maintenance(it, market))),
    available: wallet.plus(gain).minus(initial).max(ZERO),
  };
}

/** Whether the order's margin is covered, counting what it would add to the account. */
export function affords(account: TruthAccount, market: Market, order: TruthOrder): boolean {
  if (order.reduceOnly) return true;
  const now = marginOf(account, market);
  const then = marginOf(account, market, order);
  return then.initial.minus(now.initial).atMost(now.available);
}
