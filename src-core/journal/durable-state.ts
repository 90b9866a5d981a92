// What survives a restart, as the fold of the journal's records gives it. The fold is fold.ts.
import type { Plan } from "../plan/plan.ts";
import type { Account, AccountId, Group, GroupId } from "../portfolio/account.ts";
import type { Preset, PresetId } from "../presets/preset.ts";
import type { Order } from "../orders/order.ts";
import type { Decimal } from "../money/decimal.ts";
import type { LedgerFlow } from "../order-terms/venue-event.ts";
import type { DeadMan } from "../risk/dead-man.ts";
import type { Hold } from "../risk/hold.ts";
import type { LimitBook, Limits, LimitScope } from "../risk/limits.ts";
import type { Causes } from "../risk/risk-state.ts";
import { GrowingMap } from "./growing-map.ts";
import type { Pursuit } from "./pursuit.ts";

/** Equity that a day's result is reckoned from. */
export interface Baseline {
  readonly day: string;
  readonly equity: string;
  readonly asOfMs: number;
}

/** A ledger flow that the baseline does not hold yet. */
export interface CountedFlow {
  readonly flow: LedgerFlow;
  readonly dollars?: Decimal;
}

export interface LimitChange {
  readonly scope: LimitScope;
  readonly before?: Limits;
  readonly after: Limits;
  readonly atMs: number;
}

export interface DurableState {
  readonly installation?: string;
  readonly accounts: Readonly<Record<AccountId, Account>>;
  readonly groups: Readonly<Record<GroupId, Group>>;
  readonly presets: Readonly<Record<PresetId, Preset>>;
  readonly limits: LimitBook;
  /** Newest last, bounded. */
  readonly limitChanges: readonly LimitChange[];
  /** Scopes whose last change of limits cannot be read. */
  readonly lostLimits: readonly LimitScope[];
  readonly holds: readonly Hold[];
  readonly causes: Causes;
  readonly plans: ReadonlyMap<string, Plan>;
  /** By the id of the plan that a person confirmed. */
  readonly pursuits: ReadonlyMap<string, Pursuit>;
  /** By client id, in the order of their intents. */
  readonly orders: ReadonlyMap<string, Order>;
  /** By plan: the prices that its fills are measured against. */
  readonly references: ReadonlyMap<string, Readonly<Record<string, Decimal>>>;
  readonly baselines: Readonly<Record<AccountId, Baseline>>;
  /** Since the account's baseline, each once. */
  readonly flows: Readonly<Record<AccountId, readonly CountedFlow[]>>;
  /** Accounts whose switch was ever armed. */
  readonly deadMen: Readonly<Record<AccountId, DeadMan>>;
}

export const EMPTY_STATE: DurableState = {
  accounts: {},
  groups: {},
  presets: {},
  limits: {},
  limitChanges: [],
  lostLimits: [],
  holds: [],
  causes: [],
  plans: GrowingMap.empty(),
  pursuits: GrowingMap.empty(),
  orders: GrowingMap.empty(),
  references: GrowingMap.empty(),
  baselines: {},
  flows: {},
  deadMen: {},
};
