// Accounts are kept apart: what is heard of one changes nothing that is held of another.
import type { Order } from "../../../src-core/orders/order.ts";
import type { TerminalState } from "../../../src-main/use-cases/runtime.ts";
import type { Judge } from "./judge.ts";

type State = Pick<TerminalState, "portfolio" | "durable">;
type Fields = Readonly<Record<string, unknown>>;

/** What is held of one account. Values are compared by identity. */
interface Held {
  /** Its view but for what works, what its day is measured by, and what stops it. */
  readonly told: Fields;
  /** Orders that reserve, by id. */
  readonly working: Fields;
  /** Our own orders, by client id. */
  readonly orders: ReadonlyMap<string, Order>;
}

function heldOf({ portfolio, durable }: State, accountId: string): Held {
  const { working = {}, ...view } = portfolio.accounts[accountId] ?? {};
  const causes = durable.causes.filter(({ scope }) => scope === `account:${accountId}`);
  const orders = [...durable.orders].filter(([, order]) => order.accountId === accountId);
  const told = {
    ...view,
    baseline: durable.baselines[accountId],
    flows: durable.flows[accountId],
    ...Object.fromEntries(causes.map((cause) => [`cause ${cause.kind}`, cause])),
  };
  return { told, working, orders: new Map(orders) };
}

function same(one: State, other: State, accountId: string): boolean {
  return (
    one.durable === other.durable && one.portfolio.accounts[accountId] === other.portfolio.accounts[accountId]
  );
}

/** Fields in which two differ. */
function changed(was: Fields, is: Fields): readonly string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
}

/** What an act of ours may change: that it was sent, and that a cancel or an amend was asked for. The venue's word on them it is not. */
function isAct(was: Order | undefined, is: Order | undefined): boolean {
  if (is === undefined) return false;
  if (was === undefined) return is.status === "INTENT";
  return changed({ ...was }, { ...is }).every((name) => {
    if (name === "status") return was.status === "INTENT" && is.status === "SENDING";
    if (name === "cancel" || name === "amend") return is[name]?.status === "pending";
    return name === "sentAtMs" || name === "acceptableUntilMs" || name === "updatedAtMs";
  });
}

/** What changed and was no act of ours, in names. An order that we acted on may reserve something else. */
function leaks(was: Held, is: Held): readonly string[] {
  const ids = changed(Object.fromEntries(was.orders), Object.fromEntries(is.orders));
  const acts = new Set(ids.filter((id) => isAct(was.orders.get(id), is.orders.get(id))));
  return [
    ...changed(was.told, is.told),
    ...[...ids, ...changed(was.working, is.working)].filter((id) => !acts.has(id)),
  ];
}

/**
 * I12 What one account's stream or an answer to its requests says changes nothing of another account while it is taken in:
 * from when it is heard until no promise that it made ready is left, with nothing else that is due in between. We may act
 * on the other account then (a halt that waited for this reading cancels there too); we learn nothing about it.
 */
export const i12: Judge = (scene) => {
  let before: State | undefined;
  const state = (): State | undefined => {
    const now = scene.desk.terminal?.runtime.state;
    return now && { portfolio: now.portfolio, durable: now.durable };
  };
  const hearing = (key: string | undefined): void => {
    // With a key of nobody's, which a keychain may give out, no account is known to be spoken for.
    before = scene.accounts.some(({ apiKey }) => apiKey === key) ? state() : undefined;
  };
  const heard = (key: string | undefined): void => {
    const now = state();
    for (const { apiKey, id, name } of scene.accounts) {
      if (before === undefined || now === undefined || apiKey === key || same(before, now, id)) continue;
      const found = leaks(heldOf(before, id), heldOf(now, id));
      if (found.length > 0)
        scene.violate("I12", `a message of another account changed ${found.join(", ")} of ${name}`);
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
