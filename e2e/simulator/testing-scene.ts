// A scene without a terminal, for tests that lie to a judge.
import type { RawRequest } from "../venues/binance-usdm/signature.ts";
import type { ReduceOnlyRule } from "../venues/binance-usdm/venue.ts";
import { Scene } from "./scene.ts";
import type { Judge } from "./judge/judge.ts";
import { Trader } from "./trader.ts";

/** A create as it would stand on the wire; `parameters` replace its own. */
export function wireCreate(scene: Scene, parameters: Readonly<Record<string, string>> = {}): RawRequest {
  const all = {
    symbol: "BTCUSDT",
    side: "BUY",
    type: "MARKET",
    quantity: "0.1",
    newClientOrderId: "y0000000000000000000000001",
    ...parameters,
  };
  return {
    method: "POST",
    host: "fapi.binance.com",
    path: "/fapi/v1/order",
    rawQuery: "",
    rawBody: new URLSearchParams(all).toString(),
    apiKey: scene.accounts[0]?.apiKey,
  };
}

/** The least seed whose venue treats reduce-only so. */
export function seedWhereReduceOnly(rule: ReduceOnlyRule): number {
  let seed = 1;
  while (new Scene(seed).venue.venue.reduceOnly !== rule) seed += 1;
  return seed;
}

/** One judge over a scene of its own. */
export function lieTo(judge: Judge, seed = 1) {
  const scene = new Scene(seed);
  const trader = new Trader(scene);
  const watch = judge(scene, trader);
  scene.watches.push(watch);
  return { scene, trader, watch, said: () => scene.violations.map(({ invariant }) => invariant) };
}
