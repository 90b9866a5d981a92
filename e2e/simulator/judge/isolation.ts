// Accounts are kept apart: what is heard of one changes nothing that is held of another.
import type { Order } from "../../../src-core/orders/order.ts";
import type { TerminalState } from "../../../src-main/use-cases/runtime.ts";
import type { Judge } from "./judge.ts";

/** What is held of one account: its view, its orders, what its day is measured by, and what stops it. Compared by identity. */
function heldOf({ portfolio, durable }: TerminalState, accountId: string): readonly unknown[] {
  return [
    portfolio.accounts[accountId],
    durable.baselines[accountId],
    durable.flows[accountId],
    ...durable.causes.filter(({ scope }) => scope === `account:${accountId}`),
    ...ordersOf(durable.orders, accountId),
  ];
}

function ordersOf(orders: ReadonlyMap<string, Order>, accountId: string): readonly Order[] {
  return [...orders.values()].filter((order) => order.accountId === accountId);
}

/**
 * I12 What one account's stream or venue's answer says changes nothing of another account while it is taken in: from the
 * moment it is heard until no promise that it made ready is left, and nothing else that is due in between.
 */
export const i12: Judge = (scene) => {
  let before: ReadonlyMap<string, readonly unknown[]> | undefined;
  const others = (key: string) => scene.accounts.filter(({ apiKey, id }) => apiKey !== key && id !== "");
  const nameOf = (id: string): string => scene.accounts.find((it) => it.id === id)?.name ?? id;
  const held = (key: string): ReadonlyMap<string, readonly unknown[]> | undefined => {
    const state = scene.desk.terminal?.runtime.state;
    return state && new Map(others(key).map(({ id }) => [id, heldOf(state, id)]));
  };
  const hearing = (key: string | undefined): void => {
    // With a key of nobody's, which the keychain may give out, no account is known to be spoken for.
    const known = scene.accounts.some(({ apiKey }) => apiKey === key);
    before = key === undefined || !known ? undefined : held(key);
  };
  const heard = (key: string | undefined): void => {
    const now = key === undefined || before === undefined ? undefined : held(key);
    for (const [id, is] of now ?? []) {
      const was = before?.get(id);
      if (was !== undefined && (was.length !== is.length || was.some((part, index) => part !== is[index])))
        scene.violate("I12", `a message of another account changed ${nameOf(id)}`);
    }
    before = undefined;
  };
  return {
    delivering: hearing,
    delivered: heard,
    answered: ({ apiKey }) => hearing(apiKey),
    taken: ({ apiKey }) => heard(apiKey),
  };
};
