// The first minutes of a terminal: accounts, a group, limits that bind.
import type { Scene } from "./scene.ts";
import type { Trader } from "./trader.ts";

/** Tight enough that a run meets them often. */
export const LIMITS = {
  maxOrderNotional: "30000",
  priceCollarBps: "200",
  maxPositionNotional: "60000",
  maxOpenOrders: "25",
};

/** Connects every account and makes their group; answers when all is connected. */
export async function setUp(scene: Scene, trader: Trader): Promise<void> {
  const { desk } = scene;
  for (const account of scene.accounts) {
    const { apiKey, secret, name } = account;
    const connected = await desk.ask("account/connect", {
      venue: "binance-usdm",
      name,
      environment: "live",
      secrets: { apiKey, secret },
    });
    if (!connected.ok) throw new Error(`Invariant: ${JSON.stringify(connected.failures)}`);
    account.id = connected.value.accountId;
  }
  const members = scene.accounts.map(({ id }, index) => ({ accountId: id, weight: String(index + 1) }));
  const group = await desk.ask("group/save", { name: "All", method: "equity", members });
  if (!group.ok) throw new Error("Invariant: the group was refused");
  trader.groupId = group.value.groupId;
  const terms = {
    quantity: "0.06",
    quantityIn: "size",
    postOnly: false,
    reduceOnly: false,
    method: "equal",
    leftover: "redistribute",
    denial: "reject-all",
    failure: "complete",
  } as const;
  const listing = "binance-usdm:BTCUSDT";
  const market = { ...terms, type: "market", timeInForce: "IOC" } as const;
  const limit = { ...terms, type: "limit", offsetBps: "-10", timeInForce: "GTC" } as const;
  const { groupId } = trader;
  await desk.ask("preset/save", {
    preset: { kind: "order", groupId, name: "At market", listing, terms: market },
  });
  await desk.ask("preset/save", {
    preset: { kind: "order", groupId, name: "Behind", listing, terms: limit },
  });
  await desk.ask("limits/save", { scope: "environment:live", limits: LIMITS });
  await desk.ask("market/watch", { listing: "binance-usdm:BTCUSDT", interval: "1m" });
}
