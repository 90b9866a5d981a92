// What survives a restart, as the fold of the journal's records gives it. The fold is fold.ts.
import type { Plan } from "../plan/plan.ts";
import type { Account, AccountId, Group, GroupId } from "../portfolio/account.ts";
import type { Preset, PresetId } from "../presets/preset.ts";
import type { Order } from "../orders/order.ts";
import type { LimitBook } from "../risk/limits.ts";
import type { Causes } from "../risk/risk-state.ts";
import { GrowingMap } from "./growing-map.ts";

export interface DurableState {
  readonly installation?: string;
  readonly accounts: Readonly<Record<AccountId, Account>>;
  readonly groups: Readonly<Record<GroupId, Group>>;
  readonly presets: Readonly<Record<PresetId, Preset>>;
  readonly limits: LimitBook;
  readonly causes: Causes;
  readonly plans: ReadonlyMap<string, Plan>;
  /** By client id, in the order of their intents. */
  readonly orders: ReadonlyMap<string, Order>;
  readonly baselines: Readonly<Record<AccountId, { readonly day: string; readonly equity: string }>>;
}

export const EMPTY_STATE: DurableState = {
  accounts: {},
  groups: {},
  presets: {},
  limits: {},
  causes: [],
  plans: GrowingMap.empty(),
  orders: GrowingMap.empty(),
  baselines: {},
};
