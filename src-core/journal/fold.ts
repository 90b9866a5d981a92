// From records to state: the same rule for a record that comes now and for a journal that is read at start.
import { own } from "../money/own.ts";
import { changeableTerms } from "../order-terms/order-terms.ts";
import { newOrder } from "../orders/new-order.ts";
import { isTerminal, type Order } from "../orders/order.ts";
import { reduceOrder } from "../orders/reduce-order.ts";
import {
  armDeadMan,
  countdownEnded,
  countdownStarted,
  disarmDeadMan,
  fireDeadMan,
  NO_DEAD_MAN,
  type DeadMan,
} from "../risk/dead-man.ts";
import type { Hold } from "../risk/hold.ts";
import type { Cause } from "../risk/risk-state.ts";
import { EMPTY_STATE, type DurableState } from "./durable-state.ts";
import { GrowingMap } from "./growing-map.ts";
import { NO_PURSUIT, type Pursuit } from "./pursuit.ts";
import type { JournalRecord } from "./record.ts";

type Of<K extends JournalRecord["kind"]> = Extract<JournalRecord, { readonly kind: K }>;

/** The state after one more record; the same object when it changes nothing. The given state is not changed. */
export function foldRecord(state: DurableState, record: JournalRecord): DurableState {
  switch (record.kind) {
    case "opened":
      return { ...state, installation: record.installation };
    case "account-saved":
      return { ...state, accounts: { ...state.accounts, [record.account.id]: record.account } };
    case "account-removed":
      return {
        ...state,
        accounts: without(state.accounts, record.accountId),
        deadMen: without(state.deadMen, record.accountId),
      };
    case "group-saved":
      return { ...state, groups: { ...state.groups, [record.group.id]: record.group } };
    case "group-removed":
      return {
        ...state,
        groups: without(state.groups, record.groupId),
        presets: withoutGroup(state.presets, record.groupId),
      };
    case "preset-saved":
      return { ...state, presets: { ...state.presets, [record.preset.id]: record.preset } };
    case "preset-removed":
      return { ...state, presets: without(state.presets, record.presetId) };
    case "limits-changed":
      return changeLimits(state, record);
    case "limits-lost":
      return loseLimits(state, record);
    case "hold-set":
      return { ...state, holds: [...state.holds.filter((held) => !isHold(held, record.hold)), record.hold] };
    case "hold-cleared": {
      const cleared = { ...record, kind: record.hold };
      return { ...state, holds: state.holds.filter((held) => !isHold(held, cleared)) };
    }
    case "cause-set":
      return { ...state, causes: withCause(state.causes, record.cause) };
    case "cause-cleared":
      return clearCause(state, record);
    case "submitted":
      return submit(state, record);
    case "order":
      return advance(state, record);
    case "baseline":
      return setBaseline(state, record);
    case "plan-choice":
      return pursue(state, record.planId, (pursuit) => chosen(pursuit, record));
    case "plan-settled":
      return pursue(state, record.planId, (pursuit) => settled(pursuit, record));
    case "ledger-flow":
      return countFlow(state, record);
    case "dead-man-armed":
    case "dead-man-disarmed":
    case "dead-man-fired":
    case "countdown-started":
    case "countdown-ended":
      return turnDeadMan(state, record);
    case "resumed":
    case "foreign-fill":
      return state;
  }
}

type DeadManRecord = Of<
  "dead-man-armed" | "dead-man-disarmed" | "dead-man-fired" | "countdown-started" | "countdown-ended"
>;

function turnDeadMan(state: DurableState, record: DeadManRecord): DurableState {
  const before = own(state.deadMen, record.accountId) ?? NO_DEAD_MAN;
  return { ...state, deadMen: { ...state.deadMen, [record.accountId]: turned(before, record) } };
}

function turned(before: DeadMan, record: DeadManRecord): DeadMan {
  switch (record.kind) {
    case "dead-man-armed":
      return armDeadMan(before, record.windowMs, record.atMs);
    case "dead-man-disarmed":
      return disarmDeadMan(before);
    case "dead-man-fired":
      return fireDeadMan(before, record.listing, record.orders, record.atMs);
    case "countdown-started":
      return countdownStarted(before, record.listing, record.windowMs);
    case "countdown-ended":
      return countdownEnded(before, record.listing);
  }
}

/** The state after all records of a journal, from the beginning. */
export function recover(records: Iterable<JournalRecord>): DurableState {
  let state = EMPTY_STATE;
  for (const record of records) state = foldRecord(state, record);
  return state;
}

/**
 * What a start must add: an order or a cancel whose answer was never recorded is in doubt from now on. `windowMs`: how long after it left a create may still be accepted at an order's venue, where it says.
 */
export function recoveryEvents(
  state: DurableState,
  nowMs: number,
  windowMs: (order: Order) => number | undefined = () => undefined,
): readonly JournalRecord[] {
  return [...state.orders.values()].filter(isForgotten).map((order) => {
    const window = windowMs(order);
    const until = window === undefined ? {} : { acceptableUntilMs: nowMs + window };
    return {
      kind: "order",
      clientId: order.clientId,
      event: { kind: "recovered", ...until, atMs: nowMs },
      atMs: nowMs,
    };
  });
}

function isForgotten({ status, cancel, amend }: Order): boolean {
  if (status === "INTENT" || status === "SENDING") return true;
  return !isTerminal(status) && (cancel.status === "pending" || amend?.status === "pending");
}

/** A client id makes one order, for ever: read twice, it stays the order that it is. */
function submit(state: DurableState, record: Of<"submitted">): DurableState {
  const { plan, intents, amends, references, atMs } = record;
  let orders = GrowingMap.from(state.orders);
  for (const { clientId, leg, order } of intents) {
    if (!orders.has(clientId))
      orders = orders.with(clientId, newOrder(plan.planId, leg, clientId, order, atMs));
  }
  for (const { clientId, leg } of amends ?? []) {
    const order = orders.get(clientId);
    const terms = plan.body.legs[leg]?.terms;
    if (order === undefined || terms === undefined) continue;
    const event = {
      kind: "amend-requested",
      planId: plan.planId,
      terms: changeableTerms(terms),
      atMs,
    } as const;
    orders = orders.with(clientId, reduceOrder(order, event).order);
  }
  const plans = GrowingMap.from(state.plans).with(plan.planId, plan);
  const known =
    references === undefined
      ? {}
      : { references: GrowingMap.from(state.references).with(plan.planId, references) };
  const submitted = { ...state, orders, plans, ...known };
  const { follows } = plan.body;
  if (follows === undefined) return submitted;
  return pursue(submitted, follows.planId, (pursuit) =>
    pursuit.followUps.includes(plan.planId)
      ? pursuit
      : { ...pursuit, followUps: [...pursuit.followUps, plan.planId] },
  );
}

function pursue(state: DurableState, planId: string, step: (pursuit: Pursuit) => Pursuit): DurableState {
  const pursuit = step(state.pursuits.get(planId) ?? NO_PURSUIT);
  return { ...state, pursuits: GrowingMap.from(state.pursuits).with(planId, pursuit) };
}

/** A person's later word opens again what had ended. */
function chosen(pursuit: Pursuit, { choice }: Of<"plan-choice">): Pursuit {
  const { settled: _, ...open } = pursuit;
  return { ...open, choice };
}

function settled(pursuit: Pursuit, { end, detail, atMs }: Of<"plan-settled">): Pursuit {
  return { ...pursuit, settled: { end, detail, atMs } };
}

/** An event without an intent has nothing that it could be about. */
function advance(state: DurableState, { clientId, event }: Of<"order">): DurableState {
  const before = state.orders.get(clientId);
  if (before === undefined) return state;
  const { order } = reduceOrder(before, event);
  return order === before ? state : { ...state, orders: GrowingMap.from(state.orders).with(clientId, order) };
}

/** One cause of a kind in a scope: set again it says what is new, and stands since it was first set. */
function withCause(causes: DurableState["causes"], cause: Cause): DurableState["causes"] {
  const known = causes.find((held) => held.scope === cause.scope && held.kind === cause.kind);
  if (known === undefined) return [...causes, cause];
  return causes.map((held) => (held === known ? { ...cause, sinceMs: known.sinceMs } : held));
}

/** What a person has to clear, no rule clears. */
function clearCause(state: DurableState, { scope, cause, by }: Of<"cause-cleared">): DurableState {
  if (by === "rule" && NEEDS_A_PERSON[cause]) return state;
  const causes = state.causes.filter((held) => held.scope !== scope || held.kind !== cause);
  return causes.length === state.causes.length ? state : { ...state, causes };
}

const NEEDS_A_PERSON: Readonly<Record<Cause["kind"], boolean>> = {
  person: true,
  "daily-loss": true,
  repeat: true,
  liquidation: true,
  "revived-order": true,
  sync: false,
  journal: false,
  limits: true,
};

/** The first of a day is the baseline; a later one of that day, or one of an earlier day, would forgive a loss. */
function setBaseline(state: DurableState, record: Of<"baseline">): DurableState {
  const { accountId, day, equity, atMs, asOfMs = atMs } = record;
  const held = own(state.baselines, accountId);
  if (held !== undefined && day <= held.day) return state;
  const later = (own(state.flows, accountId) ?? []).filter(({ flow }) => flow.atMs > asOfMs);
  return {
    ...state,
    baselines: { ...state.baselines, [accountId]: { day, equity, asOfMs } },
    flows: { ...state.flows, [accountId]: later },
  };
}

/** What the baseline holds already, and what was counted before, is not counted. */
function countFlow(state: DurableState, { accountId, flow, dollars }: Of<"ledger-flow">): DurableState {
  const baseline = own(state.baselines, accountId);
  const counted = own(state.flows, accountId) ?? [];
  if (baseline !== undefined && flow.atMs <= baseline.asOfMs) return state;
  if (counted.some((each) => each.flow.id === flow.id)) return state;
  const row = dollars === undefined ? { flow } : { flow, dollars };
  return { ...state, flows: { ...state.flows, [accountId]: [...counted, row] } };
}

const MAX_LIMIT_CHANGES = 100;

function changeLimits(
  state: DurableState,
  { scope, before, after, atMs }: Of<"limits-changed">,
): DurableState {
  const change = before === undefined ? { scope, after, atMs } : { scope, before, after, atMs };
  const lostLimits = state.lostLimits.filter((lost) => lost !== scope);
  return {
    ...state,
    limits: { ...state.limits, [scope]: after },
    limitChanges: [...state.limitChanges.slice(-(MAX_LIMIT_CHANGES - 1)), change],
    lostLimits,
    causes: lostLimits.length > 0 ? state.causes : state.causes.filter(({ kind }) => kind !== "limits"),
  };
}

/** The starting limits hold where none can be read, and nothing increases until a person has saved them anew. */
function loseLimits(state: DurableState, { scope, atMs }: Of<"limits-lost">): DurableState {
  const lostLimits = [...state.lostLimits.filter((lost) => lost !== scope), scope];
  const detail = `The limits of ${lostLimits.join(", ")} cannot be read. Save them again in Limits.`;
  return {
    ...state,
    limits: without(state.limits, scope),
    lostLimits,
    causes: withCause(state.causes, { scope: "installation", kind: "limits", detail, sinceMs: atMs }),
  };
}

function isHold(held: Hold, other: Pick<Hold, "accountId" | "listing" | "kind">): boolean {
  return held.accountId === other.accountId && held.listing === other.listing && held.kind === other.kind;
}

function withoutGroup(presets: DurableState["presets"], groupId: string): DurableState["presets"] {
  return Object.fromEntries(Object.entries(presets).filter(([, preset]) => preset.groupId !== groupId));
}

function without<T>(from: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));
}
