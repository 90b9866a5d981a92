// How the venue writes balances and positions: REST answers and ACCOUNT_UPDATE messages.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { maintenance, marginOf, positionMargin, unrealised } from "./margin.ts";
import type { Market } from "./market.ts";
import { openOrders, positionOf, type TruthAccount, type TruthPosition } from "./truth.ts";
import type { UserMessage } from "./venue.ts";

/** Positions and, at zero, the symbols that only have open orders: the venue lists both and nothing else. */
function shownPositions(account: TruthAccount): readonly TruthPosition[] {
  const open = openOrders(account);
  for (const order of open) positionOf(account, order.symbol, order.positionSide);
  return [...account.positions.values()].filter(
    (it) => !it.amount.isZero() || open.some((order) => order.symbol === it.symbol),
  );
}

/** The price at which cross margin would be used up by this position alone; zero when there is none. */
function liquidationPrice(account: TruthAccount, position: TruthPosition, market: Market): Decimal {
  if (position.amount.isZero()) return ZERO;
  const { mark } = market.of(position.symbol);
  const margin = marginOf(account, market);
  const slack = margin.wallet.plus(margin.unrealised).minus(margin.maintenance);
  const price = mark.minus(slack.dividedBy(position.amount, 8, "half-even"));
  return price.isNegative() ? ZERO : price;
}

/** Rows of `GET /fapi/v3/positionRisk`: only symbols with a position or an open order. */
export function positionRows(account: TruthAccount, market: Market): Record<string, unknown>[] {
  return shownPositions(account).map((position) => {
    const { mark } = market.of(position.symbol);
    const initial = positionMargin(account, position, market).toString();
    return {
      symbol: position.symbol,
      positionSide: position.side,
      positionAmt: position.amount.toString(),
      entryPrice: position.entryPrice.toString(),
      breakEvenPrice: position.entryPrice.toString(),
      markPrice: mark.toString(),
      unRealizedProfit: unrealised(position, mark).toString(),
      liquidationPrice: liquidationPrice(account, position, market).toString(),
      isolatedMargin: "0",
      notional: position.amount.times(mark).toString(),
      marginAsset: "USDT",
      isolatedWallet: "0",
      initialMargin: initial,
      maintMargin: maintenance(position, market).toString(),
      positionInitialMargin: initial,
      openOrderInitialMargin: "0",
      adl: 2,
      bidNotional: "0",
      askNotional: "0",
      updateTime: position.updatedMs,
    };
  });
}

/** The answer of `GET /fapi/v3/account`. */
export function accountView(account: TruthAccount, market: Market, nowMs: number): Record<string, unknown> {
  const margin = marginOf(account, market);
  const assets = [...account.wallet].map(([asset, wallet]) => ({
    asset,
    walletBalance: wallet.toString(),
    unrealizedProfit: asset === "USDT" ? margin.unrealised.toString() : "0",
    marginBalance: asset === "USDT" ? wallet.plus(margin.unrealised).toString() : wallet.toString(),
    maintMargin: asset === "USDT" ? margin.maintenance.toString() : "0",
    initialMargin: asset === "USDT" ? margin.initial.toString() : "0",
    positionInitialMargin: asset === "USDT" ? margin.positionInitial.toString() : "0",
    openOrderInitialMargin: asset === "USDT" ? margin.initial.minus(margin.positionInitial).toString() : "0",
    crossWalletBalance: wallet.toString(),
    crossUnPnl: asset === "USDT" ? margin.unrealised.toString() : "0",
    availableBalance: (asset === "USDT" ? margin.available : wallet).toString(),
    maxWithdrawAmount: (asset === "USDT" ? margin.available.min(wallet) : wallet).toString(),
    updateTime: nowMs,
  }));
  return {
    totalInitialMargin: margin.initial.toString(),
    totalMaintMargin: margin.maintenance.toString(),
    totalWalletBalance: margin.wallet.toString(),
    totalUnrealizedProfit: margin.unrealised.toString(),
    totalMarginBalance: margin.wallet.plus(margin.unrealised).toString(),
    availableBalance: margin.available.toString(),
    maxWithdrawAmount: margin.available.min(margin.wallet).toString(),
    assets,
    positions: positionRows(account, market).map((row) => ({
      ...row,
      unrealizedProfit: row["unRealizedProfit"],
    })),
  };
}

export interface AccountChange {
  /** The venue's reason, `m`: ORDER, FUNDING_FEE, DEPOSIT, WITHDRAW, ... */
  readonly reason: string;
  readonly atMs: number;
  /** Money in or out that is no trade; USDT. */
  readonly flow?: Decimal;
  readonly positions: readonly TruthPosition[];
}

/** An ACCOUNT_UPDATE message. */
export function accountMessage(account: TruthAccount, market: Market, change: AccountChange): UserMessage {
  const wallet = (account.wallet.get("USDT") ?? ZERO).toString();
  return {
    e: "ACCOUNT_UPDATE",
    E: change.atMs,
    T: change.atMs,
    a: {
      m: change.reason,
      B: [{ a: "USDT", wb: wallet, cw: wallet, bc: (change.flow ?? ZERO).toString() }],
      P: change.positions.map((position) => ({
        s: position.symbol,
        pa: position.amount.toString(),
        ep: position.entryPrice.toString(),
        bep: position.entryPrice.toString(),
        cr: "0",
        up: unrealised(position, market.of(position.symbol).mark).toString(),
        mt: "cross",
        iw: "0",
        ps: position.side,
      })),
    },
  };
}
