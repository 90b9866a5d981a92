// How every kind of record is read back from the journal.
import { ENVIRONMENTS } from "../order-terms/order-terms.ts";
import type { LedgerFlow } from "../order-terms/venue-event.ts";
import { DENIAL_POLICIES, FAILURE_POLICIES, FOLLOW_UP_KINDS, LEFTOVER_POLICIES } from "../plan/plan.ts";
import type {
  ClearedOrder,
  Envelope,
  Follows,
  Leg,
  LegReason,
  ListingPrices,
  OrderChange,
  Pair,
  PairStep,
  Plan,
  PlanBody,
  Policies,
} from "../plan/plan.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";
import type { Account, Group, GroupMember } from "../portfolio/account.ts";
import { HOLD_KINDS, type Hold } from "../risk/hold.ts";
import type { Limits, LimitScope } from "../risk/limits.ts";
import type { Cause, CauseScope } from "../risk/risk-state.ts";
import type { Reservation } from "../risk/verdict.ts";
import { PLAN_ENDS } from "./pursuit.ts";
import { CHANGEABLE_TERMS, FILL, ORDER_EVENT, ORDER_TERMS } from "./order-shape.ts";
import { PRESET } from "./preset-shape.ts";
import type { IntendedAmend, Intent, JournalRecord } from "./record.ts";
import {
  beginning,
  decimal,
  dictionary,
  flag,
  key,
  list,
  number,
  object,
  oneOf,
  optional,
  tagged,
} from "./shape.ts";
import { text, word } from "./shape.ts";

const ACCOUNT = object<Account>({
  id: key,
  name: text,
  digit: number,
  venue: text,
  environment: oneOf(ENVIRONMENTS),
  owner: text,
  master: text,
  positionMode: word<Account["positionMode"]>({ "one-way": true, hedge: true }),
});

const GROUP = object<Group>({
  id: key,
  name: text,
  environment: oneOf(ENVIRONMENTS),
  members: list(object<GroupMember>({ accountId: key, weight: decimal })),
  method: oneOf(ALLOCATION_METHODS),
});

const LIMITS = object<Limits>({
  allowlist: optional(list(key)),
  maxOrderQuantity: optional(dictionary(decimal)),
  maxOrderNotional: optional(decimal),
  priceCollarBps: optional(decimal),
  maxSlippage: optional(decimal),
  slippageWindowMs: optional(number),
  maxPositionNotional: optional(decimal),
  maxMasterPositionNotional: optional(decimal),
  maxGrossExposure: optional(decimal),
  maxNetExposure: optional(decimal),
  maxUnderlyingExposure: optional(decimal),
  maxVenueSharePercent: optional(decimal),
  maxLeverage: optional(decimal),
  minFreeMargin: optional(decimal),
  minLiquidationDistancePercent: optional(decimal),
  maxOpenOrders: optional(number),
  maxRepeats: optional(number),
  repeatWindowMs: optional(number),
  maxDailyLoss: optional(decimal),
  duplicateWindowMs: optional(number),
});

const LIMIT_SCOPE = beginning<LimitScope>("environment:", "venue:", "group:", "account:");
const CAUSE_SCOPE = beginning<CauseScope>("installation", "environment:", "account:");
const CAUSE_KIND = word<Cause["kind"]>({
  person: true,
  sync: true,
  "daily-loss": true,
  repeat: true,
  liquidation: true,
  "revived-order": true,
  journal: true,
  limits: true,
});

const HOLD = object<Hold>({ accountId: key, listing: key, kind: oneOf(HOLD_KINDS), sinceMs: number });
const FLOW = object<LedgerFlow>({
  id: key,
  asset: key,
  amount: decimal,
  kind: word<LedgerFlow["kind"]>({ funding: true, transfer: true, fee: true, insurance: true, other: true }),
  atMs: number,
});

const ORDER_CHANGE = object<OrderChange>({
  kind: word<OrderChange["kind"]>({ amend: true, replace: true }),
  clientId: key,
  before: CHANGEABLE_TERMS,
});

const LEG = object<Leg>({
  accountId: key,
  listingVersion: number,
  effect: word<Leg["effect"]>({ open: true, close: true }),
  terms: ORDER_TERMS,
  change: optional(ORDER_CHANGE),
});

const PLAN_BODY = object<PlanBody>({
  gesture: word<PlanBody["gesture"]>({
    "group-order": true,
    flatten: true,
    halve: true,
    reverse: true,
    rebalance: true,
    amend: true,
  }),
  environment: oneOf(ENVIRONMENTS),
  legs: list(LEG),
  envelope: object<Envelope>({
    maximumByLeg: list(decimal),
    maximumTotal: decimal,
    lowestSell: optional(decimal),
    highestBuy: optional(decimal),
    pricesByListing: optional(
      list(
        object<ListingPrices>({
          listing: key,
          lowestSell: optional(decimal),
          highestBuy: optional(decimal),
        }),
      ),
    ),
    pairs: optional(
      list(
        object<Pair>({
          underlying: key,
          netBound: decimal,
          steps: list(object<PairStep>({ leg: number, unitNotional: decimal })),
        }),
      ),
    ),
    deadlineMs: number,
    followUps: list(
      word<Envelope["followUps"][number]>({ redistribute: true, complete: true, unwind: true, slices: true }),
    ),
  }),
  policies: object<Policies>({
    leftover: oneOf(LEFTOVER_POLICIES),
    denial: oneOf(DENIAL_POLICIES),
    failure: oneOf(FAILURE_POLICIES),
  }),
  follows: optional(object<Follows>({ planId: key, kind: oneOf(FOLLOW_UP_KINDS), legs: list(number) })),
  clears: optional(list(object<ClearedOrder>({ accountId: key, orderId: text, ours: flag }))),
});

const PLAN = object<Plan>({
  planId: key,
  hash: text,
  body: PLAN_BODY,
  madeAtMs: number,
  groupId: optional(key),
  title: text,
  method: optional(oneOf(ALLOCATION_METHODS)),
  reasons: list(
    object<LegReason>({
      accountId: key,
      leg: optional(number),
      listing: optional(key),
      ideal: decimal,
      quantity: decimal,
      limitedBy: word<LegReason["limitedBy"]>({
        none: true,
        lot: true,
        cap: true,
        minimum: true,
        denied: true,
        position: true,
        band: true,
      }),
      detail: text,
    }),
  ),
  unallocated: decimal,
  listing: key,
});

const INTENT = object<Intent>({ clientId: key, leg: number, order: LEG });
const RESERVATION = object<Reservation>({
  clientId: key,
  accountId: key,
  terms: ORDER_TERMS,
  notional: optional(decimal),
});

export const JOURNAL_RECORD = tagged<JournalRecord>({
  opened: { installation: text, version: text, atMs: number },
  resumed: { silentSinceMs: number, atMs: number },
  "account-saved": { account: ACCOUNT, atMs: number },
  "account-removed": { accountId: key, atMs: number },
  "group-saved": { group: GROUP, atMs: number },
  "group-removed": { groupId: key, atMs: number },
  "preset-saved": { preset: PRESET, atMs: number },
  "preset-removed": { presetId: key, atMs: number },
  "limits-changed": { scope: LIMIT_SCOPE, before: optional(LIMITS), after: LIMITS, atMs: number },
  "limits-lost": { scope: LIMIT_SCOPE, atMs: number },
  "hold-set": { hold: HOLD, atMs: number },
  "hold-cleared": { accountId: key, listing: key, hold: oneOf(HOLD_KINDS), atMs: number },
  "cause-set": {
    cause: object<Cause>({ scope: CAUSE_SCOPE, kind: CAUSE_KIND, detail: text, sinceMs: number }),
    atMs: number,
  },
  "cause-cleared": {
    scope: CAUSE_SCOPE,
    cause: CAUSE_KIND,
    by: word<"person" | "rule">({ person: true, rule: true }),
    atMs: number,
  },
  submitted: {
    plan: PLAN,
    intents: list(INTENT),
    amends: optional(list(object<IntendedAmend>({ clientId: key, leg: number }))),
    reservations: list(RESERVATION),
    references: optional(dictionary(decimal)),
    atMs: number,
  },
  order: { clientId: key, event: ORDER_EVENT, atMs: number },
  "plan-choice": { planId: key, choice: oneOf(FAILURE_POLICIES), by: text, atMs: number },
  "plan-settled": { planId: key, end: oneOf(PLAN_ENDS), detail: text, atMs: number },
  "foreign-fill": { accountId: key, fill: FILL, atMs: number },
  baseline: { accountId: key, equity: text, day: text, asOfMs: optional(number), atMs: number },
  "ledger-flow": { accountId: key, flow: FLOW, dollars: optional(decimal), atMs: number },
  "dead-man-armed": { accountId: key, windowMs: number, atMs: number },
  "dead-man-disarmed": { accountId: key, atMs: number },
  "dead-man-fired": { accountId: key, listing: key, orders: list(key), atMs: number },
  "countdown-started": { accountId: key, listing: key, windowMs: number, atMs: number },
  "countdown-ended": { accountId: key, listing: key, atMs: number },
});
