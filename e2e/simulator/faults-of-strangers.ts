// What others do on the same accounts: bots, other installations, the venue itself.
import { Decimal } from "../../src-core/money/decimal.ts";
import { encodeClientId } from "../../src-core/orders/client-id.ts";
import type { PlayFault } from "./play-fault.ts";
import { restingOrder } from "./faults-of-the-stream.ts";
import type { Random } from "./random.ts";
import type { Scene, TradingAccount } from "./scene.ts";
import { SYMBOLS } from "./trader.ts";

/** Another's small order; a refusal of the venue is no matter here. */
function place(scene: Scene, account: TradingAccount, chance: Random, clientId: string | undefined): void {
  const symbol = chance.pick(SYMBOLS);
  const { instrument, mark } = scene.venue.venue.market.of(symbol);
  const side = chance.pick(["BUY", "SELL"]);
  const isLimit = chance.chance(0.4);
  const quantity = { BTCUSDT: "0.05", ETHUSDT: "1.2", SOLUSDT: "20" }[symbol];
  // Behind the touch it rests; across it, it meets what rests there, ours too.
  const offset = instrument.tick.times(Decimal.of(chance.pick(["20", "20", "-40"])));
  const price = (side === "BUY" ? mark.minus(offset) : mark.plus(offset)).toStep(
    instrument.tick,
    "half-even",
  );
  const order: Record<string, string> = {
    symbol,
    side,
    quantity,
    type: isLimit ? "LIMIT" : "MARKET",
    ...(isLimit ? { price: price.toString(), timeInForce: "GTC" } : {}),
    ...(clientId === undefined ? {} : { newClientOrderId: clientId }),
    ...(chance.chance(0.5) ? { selfTradePreventionMode: "EXPIRE_MAKER" } : {}),
    ...(account.hedge ? { positionSide: chance.pick(["LONG", "SHORT"]) } : {}),
  };
  scene.strangerOn(account.apiKey);
  try {
    scene.venue.control.placeForeign(account.apiKey, order);
  } catch {
    scene.trace.add("stranger", "was refused");
  }
}

/** A second installation trades on the same account, with client ids of its own. */
const F25: PlayFault = ({ scene }, chance) => {
  const account = chance.pickFrom(scene.accounts);
  if (account === undefined) return;
  scene.happened("F25");
  place(scene, account, chance, encodeClientId("00beef", BigInt(chance.between(1, 2 ** 31))));
};

/** A bot trades, money moves, or the venue liquidates. */
const F27: PlayFault = ({ scene }, chance) => {
  const account = chance.pickFrom(scene.accounts);
  if (account === undefined) return;
  scene.happened("F27");
  const how = chance.next();
  if (how < 0.7)
    place(scene, account, chance, chance.chance(0.5) ? `bot_${String(chance.between(1, 1e9))}` : undefined);
  else if (how < 0.9)
    scene.venue.control.moveMoney(account.apiKey, "-25.5", chance.pick(["FUNDING_FEE", "WITHDRAW"]));
  else {
    scene.strangerOn(account.apiKey);
    scene.venue.control.liquidate(account.apiKey);
  }
};

/** The venue ends our order, or stops trading in a symbol. */
const F28: PlayFault = ({ scene }, chance) => {
  const { control } = scene.venue;
  const found = restingOrder(scene, chance);
  if (found !== undefined && chance.chance(0.8)) {
    scene.happened("F28");
    control.endOrder(found.account.apiKey, found.order.orderId, chance.pick(["EXPIRED", "CANCELED"]));
  } else if (chance.chance(0.3)) {
    const symbol = chance.pick(SYMBOLS);
    scene.happened("F28");
    control.setStatus(symbol, "SETTLING");
    scene.world.schedule(chance.between(5_000, 30_000), "script", () => control.setStatus(symbol, "TRADING"));
  }
};

/** Somebody uses a client id of ours again, for an order that we never made. */
const F29: PlayFault = ({ scene }, chance) => {
  const account = chance.pickFrom(scene.accounts);
  const create = chance.pickFrom(scene.venue.truth.creates);
  if (account === undefined || create === undefined) return;
  scene.happened("F29");
  // On another account the id names another order, and both have to come out right.
  if (create.apiKey === account.apiKey) scene.reused.add(create.clientId);
  place(scene, account, chance, create.clientId);
};

/** A key is revoked while it is in use, and given back later. */
const F30: PlayFault = ({ scene }, chance) => {
  const account = chance.pickFrom(scene.accounts);
  if (account === undefined) return;
  scene.happened("F30");
  scene.venue.control.revokeKey(account.apiKey);
  scene.world.schedule(chance.between(3_000, 30_000), "script", () =>
    scene.venue.control.revokeKey(account.apiKey, false),
  );
};

export const STRANGER_FAULTS = { F25, F27, F28, F29, F30 } as const;
