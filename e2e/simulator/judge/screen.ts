// What protects from a screen that takes back what it said.
import { Decimal } from "../../../src-core/money/decimal.ts";
import type { OrderView } from "../../../src-core/contract/views.ts";
import type { Scene } from "../scene.ts";
import type { Judge } from "./judge.ts";

const ENDED = new Set(["FILLED", "CANCELED", "EXPIRED"]);

/** Follows each of our orders on the screen for as long as one process shows it. */
function following(
  look: (before: OrderView, now: OrderView) => void,
  each: (now: OrderView) => void,
): ReturnType<Judge> {
  const last = new Map<string, OrderView>();
  return {
    stopped: () => {
      last.clear();
    },
    showed: (change) => {
      if (change[0] !== "order" || change[2] === null) return;
      const now = change[2];
      if (now.groupOrderId === undefined) return;
      const before = last.get(now.id);
      if (before !== undefined) look(before, now);
      each(now);
      last.set(now.id, now);
    },
  };
}

/** I7 What is filled never falls, and never exceeds the order. At the end every trade of ours was counted once. */
export const i7: Judge = (scene) => ({
  ...following(
    (before, now) => {
      if (Decimal.of(now.filled).lessThan(Decimal.of(before.filled)))
        scene.violate("I7", `${now.id} filled ${before.filled}, then ${now.filled}`);
    },
    (now) => {
      if (Decimal.of(now.filled).greaterThan(Decimal.of(now.quantity)) && !scene.reused.has(now.id))
        scene.violate("I7", `${now.id} filled ${now.filled} of ${now.quantity}`);
    },
  ),
  quiet: () => {
    for (const difference of fillDifferences(scene)) scene.violate("I7", difference);
  },
});

/** Orders of ours whose trades at the venue are not, each once and to the last digit, the fills that are known of them. */
export function fillDifferences(scene: Scene): readonly string[] {
  const orders = scene.desk.terminal?.runtime.state.durable.orders;
  const all = [...scene.venue.truth.accounts.values()].flatMap((account) =>
    [...account.orders.values()].map((order) => ({ account, order })),
  );
  return all.flatMap(({ account, order }) => {
    const ours = orders?.get(order.clientOrderId);
    const isOurs = ours?.accountId === scene.accounts.find(({ apiKey }) => apiKey === account.apiKey)?.id;
    if (ours === undefined || !isOurs || scene.reused.has(order.clientOrderId)) return [];
    const trades = account.trades.filter((trade) => trade.orderId === order.orderId).length;
    if (new Set(ours.fillIds).size !== ours.fillIds.length) return [`${ours.clientId} counted a trade twice`];
    if (ours.fillIds.length === trades && ours.knownFilled.equals(order.filled)) return [];
    const known = `${String(ours.fillIds.length)} fills of ${ours.knownFilled.toString()}`;
    return [`${ours.clientId} has ${known}, the venue ${String(trades)} of ${order.filled.toString()}`];
  });
}

/** I8 What has ended stays ended; only a late fill may still complete it. */
export const i8: Judge = (scene) =>
  following(
    (before, now) => {
      if (!ENDED.has(before.status) || now.status === before.status || now.status === "FILLED") return;
      scene.violate("I8", `${now.id} was ${before.status}, then ${now.status}`);
    },
    () => undefined,
  );
