// From records to state: the same rule for a record that comes now and for a journal that is read at start.
import { isTerminal, type Order } from "../orders/order.ts";
import { newOrder } from "../orders/new-order.ts";
import { reduceOrder } from "../orders/reduce-order.ts";
import { EMPTY_STATE, type DurableState } from "./durable-state.ts";
import type { JournalRecord } from "./record.ts";

/** The maps that grow with every order, changed in place while a journal is read and copied otherwise. */
interface OrderShelf {
  readonly plans: Map<string, DurableState["plans"] extends ReadonlyMap<string, infer P> ? P : never>;
  readonly orders: Map<string, Order>;
}

/** The state after one more record. The given state is not changed. */
export function foldRecord(state: DurableState, record: JournalRecord): DurableState {
  if (record.kind !== "submitted" && record.kind !== "order") return foldSmall(state, record);
  const shelf = { plans: new Map(state.plans), orders: new Map(state.orders) };
  foldOrders(shelf, record);
  return { ...state, ...shelf };
}

/** The state after all records of a journal, from the beginning. */
export function recover(records: Iterable<JournalRecord>): DurableState {
  const shelf: OrderShelf = { plans: new Map(), orders: new Map() };
  let state = EMPTY_STATE;
  for (const record of records) {
    if (record.kind === "submitted" || record.kind === "order") foldOrders(shelf, record);
    else state = foldSmall(state, record);
  }
  return { ...state, ...shelf };
}

/** What a start must add: every order whose answer was never recorded is in doubt from now on. */
export function recoveryEvents(state: DurableState, nowMs: number): readonly JournalRecord[] {
  return [...state.orders.values()]
    .filter((order) => order.status === "INTENT" || order.status === "SENDING")
    .map(({ clientId }) => ({
      kind: "order",
      clientId,
      event: { kind: "recovered", atMs: nowMs },
      atMs: nowMs,
    }));
}

/** Orders that are not settled, in the order of their intents. */
export function unsettledOrders(state: DurableState): readonly Order[] {
  return [...state.orders.values()].filter((order) => !isTerminal(order.status));
}

type OrderRecord = Extract<JournalRecord, { readonly kind: "submitted" | "order" }>;

function foldOrders(shelf: OrderShelf, record: OrderRecord): void {
  if (record.kind === "order") {
    const order = shelf.orders.get(record.clientId);
    if (order !== undefined) shelf.orders.set(record.clientId, reduceOrder(order, record.event).order);
    return;
  }
  const { plan, intents, atMs } = record;
  shelf.plans.set(plan.planId, plan);
  for (const { clientId, leg, order } of intents) {
    if (!shelf.orders.has(clientId))
      shelf.orders.set(clientId, newOrder(plan.planId, leg, clientId, order, atMs));
  }
}

function foldSmall(state: DurableState, record: Exclude<JournalRecord, OrderRecord>): DurableState {
  switch (record.kind) {
    case "opened":
      return { ...state, installation: record.installation };
    case "account-saved":
      return { ...state, accounts: { ...state.accounts, [record.account.id]: record.account } };
    case "account-removed":
      return { ...state, accounts: without(state.accounts, record.accountId) };
    case "group-saved":
      return { ...state, groups: { ...state.groups, [record.group.id]: record.group } };
    case "group-removed":
      return { ...state, groups: without(state.groups, record.groupId) };
    case "limits-changed":
      return { ...state, limits: { ...state.limits, [record.scope]: record.after } };
    case "cause-set":
      return { ...state, causes: [...state.causes, record.cause] };
    case "cause-cleared": {
      const stays = state.causes.filter(
        (cause) => cause.scope !== record.scope || cause.kind !== record.cause,
      );
      return { ...state, causes: stays };
    }
    case "baseline": {
      const { accountId, day, equity } = record;
      return { ...state, baselines: { ...state.baselines, [accountId]: { day, equity } } };
    }
    case "foreign-fill":
      return state;
  }
}

function without<T>(from: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));
}
