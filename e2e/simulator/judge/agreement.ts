// I4: when faults have stopped, what is shown is what the venue has: positions, working orders, fills, wallets, to the last digit.
import { Decimal, ZERO } from "../../../src-core/money/decimal.ts";
import { openOrders, type TruthAccount } from "../../venues/binance-usdm/truth.ts";
import type { Scene, TradingAccount } from "../scene.ts";

function positions(scene: Scene, account: TradingAccount, truth: TruthAccount): readonly string[] {
  const shown = new Map<string, Decimal>();
  for (const row of scene.desk.entities("position")) {
    if (row.accountId !== account.id) continue;
    shown.set(`${row.listing}|${row.positionSide}`, Decimal.of(row.quantitySigned));
  }
  const real = new Map<string, Decimal>();
  for (const { symbol, side, amount } of truth.positions.values())
    if (!amount.isZero()) real.set(`binance-usdm:${symbol}|${side.toLowerCase()}`, amount);
  return [...new Set([...shown.keys(), ...real.keys()])].flatMap((key) => {
    const [ours, theirs] = [shown.get(key) ?? ZERO, real.get(key) ?? ZERO];
    return ours.equals(theirs)
      ? []
      : [`${account.name} ${key}: shown ${ours.toString()}, at the venue ${theirs.toString()}`];
  });
}

function orders(scene: Scene, account: TradingAccount, truth: TruthAccount): readonly string[] {
  const rows = scene.desk.entities("order").filter((order) => order.accountId === account.id);
  // Orders of others are shown under the account's id and their own.
  const shown = new Map(rows.map((order) => [order.id.replace(`${account.id}|`, ""), order]));
  const waiting = [...truth.triggers.values()].filter(({ status }) => status === "NEW");
  const real = new Map([
    ...openOrders(truth).map((order) => [order.clientOrderId, order.filled] as const),
    ...waiting.map((order) => [order.clientAlgoId, ZERO] as const),
  ]);
  const missing = [...real].flatMap(([id, filled]) => {
    const order = shown.get(id);
    if (order?.working !== true || order.status === "UNKNOWN")
      return [`${account.name} order ${id} works at the venue and is shown as ${order?.status ?? "nothing"}`];
    return Decimal.of(order.filled).equals(filled)
      ? []
      : [`${account.name} order ${id}: shown filled ${order.filled}, at the venue ${filled.toString()}`];
  });
  const ghosts = [...shown]
    .filter(([id, order]) => order.working && order.status !== "UNKNOWN" && !real.has(id))
    .map(
      ([id, order]) =>
        `${account.name} order ${id} is shown as ${order.status} and does not work at the venue`,
    );
  return [...missing, ...ghosts].filter((text) => ![...scene.reused].some((id) => text.includes(id)));
}

function wallet(scene: Scene, account: TradingAccount, truth: TruthAccount): readonly string[] {
  const state = scene.desk.terminal?.runtime.state.portfolio.accounts[account.id];
  const ours = state?.balances["USDT"]?.wallet;
  const theirs = truth.wallet.get("USDT") ?? ZERO;
  return ours?.equals(theirs) === true
    ? []
    : [`${account.name} wallet: held ${ours?.toString() ?? "nothing"}, at the venue ${theirs.toString()}`];
}

/** Everything in which the screen and the venue differ; empty when they agree. */
export function disagreements(scene: Scene): readonly string[] {
  return scene.accounts.flatMap((account) => {
    const truth = scene.venue.truth.accounts.get(account.apiKey);
    if (truth === undefined) return [];
    return [
      ...positions(scene, account, truth),
      ...orders(scene, account, truth),
      ...wallet(scene, account, truth),
    ];
  });
}
