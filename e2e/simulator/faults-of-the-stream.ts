// What can happen to the messages of a private stream, and to the order of events.
import { Decimal } from "../../src-core/money/decimal.ts";
import { openOrders, type TruthAccount, type TruthOrder } from "../venues/binance-usdm/truth.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";
import type { PlayFault } from "./play-fault.ts";

/** A resting order that this terminal made, at the venue. */
export function restingOrder(
  scene: Scene,
  chance: Random,
): { readonly account: TruthAccount; readonly order: TruthOrder } | undefined {
  const made = new Set(scene.venue.truth.creates.map(({ clientId }) => clientId));
  const all = [...scene.venue.truth.accounts.values()].flatMap((account) =>
    openOrders(account).map((order) => ({ account, order })),
  );
  return chance.pickFrom(all.filter(({ order }) => made.has(order.clientOrderId)));
}

/** The same message twice. */
const F7: PlayFault = ({ scene }, chance) => {
  scene.venue.control.eventFault({ name: "F7", kind: "duplicate" }, chance.between(1, 4));
};

/** A message is overtaken by the next. */
const F8: PlayFault = ({ scene }) => {
  scene.venue.control.eventFault({ name: "F8", kind: "swap" });
};

/** A message comes long after the order has ended. */
const F9: PlayFault = ({ scene }, chance) => {
  scene.venue.control.eventFault(
    { name: "F9", kind: "delay", ms: chance.between(2_000, 20_000) },
    chance.between(1, 2),
  );
};

/** Messages are lost: one alone, or those of a connection that broke, whose key died, or whose peer is gone without a word. */
const F10: PlayFault = ({ scene }, chance) => {
  const { control } = scene.venue;
  const account = chance.pickFrom(scene.accounts);
  const how = chance.between(0, 4);
  if (how === 0) {
    control.eventFault({ name: "F10", kind: "drop" });
    return;
  }
  scene.happened("F10");
  if (how === 1) control.dropUserStreams(account?.apiKey);
  else if (how === 2) control.dropUserStreams();
  else if (how === 3 && account !== undefined) control.expireListenKey(account.apiKey);
  else {
    control.dropMarketStreams();
    scene.network.dead = true;
    scene.world.schedule(chance.between(500, 30_000), "script", () => {
      scene.network.dead = false;
    });
  }
};

/** Connected, and nothing is said. */
const F11: PlayFault = ({ scene }, chance) => {
  scene.happened("F11");
  scene.venue.control.silence(true);
  scene.world.schedule(chance.between(5_000, 60_000), "script", () => scene.venue.control.silence(false));
};

/** A part fills while the cancel is on its way. */
const F12: PlayFault = (trader, chance) => {
  const { scene } = trader;
  const found = restingOrder(scene, chance);
  if (found?.order.type !== "LIMIT") return;
  const { account, order } = found;
  scene.happened("F12");
  trader.act(async () => {
    await scene.desk.ask("order/cancel", { orderId: order.clientOrderId });
  });
  const { lot } = scene.venue.venue.market.of(order.symbol).instrument;
  const rest = order.quantity.minus(order.filled);
  const part = chance.chance(0.3)
    ? rest
    : rest.dividedBy(Decimal.of("2"), 8, "down").toStep(lot, "down").max(lot);
  scene.world.schedule(chance.next() * 90, "market", () => {
    if (account.orders.get(order.orderId) === undefined) return;
    const price = order.price.toString();
    scene.venue.control.trade(order.symbol, price, part.toString(), order.side === "BUY" ? "SELL" : "BUY");
  });
};

/** Somebody amends our order at the venue while we cancel it or it fills. Yoke itself does not amend. */
const F13: PlayFault = (trader, chance) => {
  const { scene } = trader;
  const found = restingOrder(scene, chance);
  if (found?.order.type !== "LIMIT") return;
  const { account, order } = found;
  const { lot, tick } = scene.venue.venue.market.of(order.symbol).instrument;
  const rest = order.quantity.minus(order.filled);
  const less = order.filled.plus(rest.dividedBy(Decimal.of("2"), 8, "down").toStep(lot, "down").max(lot));
  const away = order.side === "BUY" ? order.price.minus(tick) : order.price.plus(tick);
  scene.happened("F13");
  scene.strangerOn(account.apiKey);
  scene.venue.control.amend(
    account.apiKey,
    order.orderId,
    less.min(order.quantity).toString(),
    away.toString(),
  );
  if (!chance.chance(0.5)) return;
  trader.act(async () => {
    await scene.desk.ask("order/cancel", { orderId: order.clientOrderId });
  });
};

export const STREAM_FAULTS = { F7, F8, F9, F10, F11, F12, F13 } as const;
