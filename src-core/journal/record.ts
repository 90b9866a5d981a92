// What the journal holds: every decision and every fact about orders, in the order in which they became true.
import type { FailurePolicy, Leg, Plan } from "../plan/plan.ts";
import type { Account, AccountId, Group, GroupId } from "../portfolio/account.ts";
import type { Preset, PresetId } from "../presets/preset.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import type { Fill, LedgerFlow } from "../order-terms/venue-event.ts";
import type { ListingKey } from "../market/listing.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Hold } from "../risk/hold.ts";
import type { Limits, LimitScope } from "../risk/limits.ts";
import type { Cause, CauseScope } from "../risk/risk-state.ts";
import type { Reservation } from "../risk/verdict.ts";
import type { PlanEnd } from "./pursuit.ts";

/** One leg as it will be sent, with the client id it keeps for ever. */
export interface Intent {
  readonly clientId: string;
  readonly leg: number;
  readonly order: Leg;
}

const EVERY_KIND: Readonly<Record<JournalRecord["kind"], true>> = {
  opened: true,
  resumed: true,
  "account-saved": true,
  "account-removed": true,
  "group-saved": true,
  "group-removed": true,
  "preset-saved": true,
  "preset-removed": true,
  "limits-changed": true,
  "limits-lost": true,
  "hold-set": true,
  "hold-cleared": true,
  "cause-set": true,
  "cause-cleared": true,
  submitted: true,
  order: true,
  "foreign-fill": true,
  baseline: true,
  "plan-choice": true,
  "plan-settled": true,
  "ledger-flow": true,
  "dead-man-armed": true,
  "dead-man-disarmed": true,
  "dead-man-fired": true,
  "countdown-started": true,
  "countdown-ended": true,
};
/** The record's type names each kind once: the compiler says which one is missing here. */
export const RECORD_KINDS = Object.keys(EVERY_KIND) as readonly JournalRecord["kind"][];

/** One order as it will be amended, to its leg's terms. */
export interface IntendedAmend {
  readonly clientId: string;
  readonly leg: number;
}

/** One record. A `submitted` record carries all legs of a group at once: they are on disk together or not at all. */
export type JournalRecord =
  | {
      readonly kind: "opened";
      readonly installation: string;
      readonly version: string;
      readonly atMs: number;
    }
  /** The first record after a time in which nothing could be written; what was decided in it was refused. */
  | { readonly kind: "resumed"; readonly silentSinceMs: number; readonly atMs: number }
  | { readonly kind: "account-saved"; readonly account: Account; readonly atMs: number }
  | { readonly kind: "account-removed"; readonly accountId: AccountId; readonly atMs: number }
  | { readonly kind: "group-saved"; readonly group: Group; readonly atMs: number }
  /** Takes the group's presets with it. */
  | { readonly kind: "group-removed"; readonly groupId: GroupId; readonly atMs: number }
  | { readonly kind: "preset-saved"; readonly preset: Preset; readonly atMs: number }
  | { readonly kind: "preset-removed"; readonly presetId: PresetId; readonly atMs: number }
  | {
      readonly kind: "limits-changed";
      readonly scope: LimitScope;
      readonly before?: Limits;
      readonly after: Limits;
      readonly atMs: number;
    }
  /** Stands for a change of limits that is there and cannot be read: reading makes it, nothing writes it. */
  | { readonly kind: "limits-lost"; readonly scope: LimitScope; readonly atMs: number }
  | { readonly kind: "hold-set"; readonly hold: Hold; readonly atMs: number }
  | {
      readonly kind: "hold-cleared";
      readonly accountId: AccountId;
      readonly listing: string;
      readonly hold: Hold["kind"];
      readonly atMs: number;
    }
  | { readonly kind: "cause-set"; readonly cause: Cause; readonly atMs: number }
  | {
      readonly kind: "cause-cleared";
      readonly scope: CauseScope;
      readonly cause: Cause["kind"];
      readonly by: "person" | "rule";
      readonly atMs: number;
    }
  | {
      readonly kind: "submitted";
      readonly plan: Plan;
      readonly intents: readonly Intent[];
      /** Orders that the plan changes in place; absent when there are none. */
      readonly amends?: readonly IntendedAmend[];
      readonly reservations: readonly Reservation[];
      /** By listing: the price that the gate measured the plan's orders against. Slippage is counted from it. */
      readonly references?: Readonly<Record<string, Decimal>>;
      readonly atMs: number;
    }
  | { readonly kind: "order"; readonly clientId: string; readonly event: OrderEvent; readonly atMs: number }
  /** What is to be done about a plan's unfinished legs, said by a person after the submit. */
  | {
      readonly kind: "plan-choice";
      readonly planId: string;
      readonly choice: FailurePolicy;
      /** Who said so, and by which gesture. */
      readonly by: string;
      readonly atMs: number;
    }
  /** Nothing more is done about the plan by itself. */
  | {
      readonly kind: "plan-settled";
      readonly planId: string;
      readonly end: PlanEnd;
      readonly detail: string;
      readonly atMs: number;
    }
  /** A fill that belongs to no order of ours: kept because positions must add up. */
  | {
      readonly kind: "foreign-fill";
      readonly accountId: AccountId;
      readonly fill: Fill;
      readonly atMs: number;
    }
  | {
      readonly kind: "baseline";
      readonly accountId: AccountId;
      /** First reconciled equity of the UTC day, reporting currency. */
      readonly equity: string;
      readonly day: string;
      /** The venue's time of the reading behind it: flows up to then are in it. */
      readonly asOfMs?: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "ledger-flow";
      readonly accountId: AccountId;
      readonly flow: LedgerFlow;
      /** Reporting currency, signed, at the rate of the moment it was heard; absent when that was not known. */
      readonly dollars?: Decimal;
      readonly atMs: number;
    }
  /** By a person: the venue is to cancel what works when it has not heard of us for so long. */
  | {
      readonly kind: "dead-man-armed";
      readonly accountId: AccountId;
      readonly windowMs: number;
      readonly atMs: number;
    }
  | { readonly kind: "dead-man-disarmed"; readonly accountId: AccountId; readonly atMs: number }
  /** The venue confirmed a countdown of a listing; keeping it alive makes no record. */
  | {
      readonly kind: "countdown-started";
      readonly accountId: AccountId;
      readonly listing: ListingKey;
      readonly windowMs: number;
      readonly atMs: number;
    }
  /** The venue confirmed its end, or its time is over whatever the venue took. */
  | {
      readonly kind: "countdown-ended";
      readonly accountId: AccountId;
      readonly listing: ListingKey;
      readonly atMs: number;
    }
  /** The venue cancelled orders of a listing because nobody kept the countdown alive. The switch is off from here on. */
  | {
      readonly kind: "dead-man-fired";
      readonly accountId: AccountId;
      readonly listing: ListingKey;
      /** Of ours, by client id. */
      readonly orders: readonly string[];
      readonly atMs: number;
    };
