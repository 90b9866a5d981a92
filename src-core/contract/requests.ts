// One schema per channel: what a request may carry. Both ends check it; what does not fit is refused with its path.
import * as z from "zod/mini";
import { RECORD_KINDS } from "../journal/record.ts";
import { CANDLE_INTERVALS } from "../market/candle.ts";
import { COUNTDOWN_WINDOWS_MS } from "../orders/countdown.ts";
import { ENVIRONMENTS, ORDER_TYPES, SIDES } from "../order-terms/order-terms.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";
import { NOTICE_KINDS } from "../settings/attention.ts";
import { DENSITIES, MAX_RECENT_ACTIONS, SIDE_PALETTES, THEMES } from "../settings/settings.ts";
import { HOLD_KINDS } from "../risk/hold.ts";
import type { LimitField } from "../risk/limits-draft.ts";
import { QUANTITY_KINDS } from "../allocation/group-order.ts";
import type { RequestChannel } from "./channels.ts";
import { presetDraft, previewRebalanceRequest } from "./preset-requests.ts";
import { ORDER_MANNER } from "./order-manner.ts";
import { id, name, typed } from "./texts.ts";

const secretText = z.string().check(z.minLength(1), z.maxLength(4096));

export const orderDraft = z.strictObject({
  groupId: id,
  listing: id,
  side: z.enum(SIDES),
  type: z.enum(ORDER_TYPES),
  quantity: typed,
  quantityIn: z.optional(z.enum(QUANTITY_KINDS)),
  price: z.optional(typed),
  trigger: z.optional(typed),
  stop: z.optional(typed),
  annualVolatility: z.optional(typed),
  ...ORDER_MANNER,
});

/** What is done with positions: to zero, half of each closed, turned round, or their stops moved to where they were opened. */
export const POSITION_ACTS = ["flatten", "halve", "reverse", "stop-to-entry"] as const;
export type PositionAct = (typeof POSITION_ACTS)[number];

/** Which positions: one row, several rows, one account, a group, or a whole environment. */
export const flattenScope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("position"), positionId: id }),
  z.strictObject({
    kind: z.literal("rows"),
    positionIds: z.array(id).check(z.minLength(1), z.maxLength(500)),
  }),
  z.strictObject({ kind: z.literal("account"), accountId: id }),
  z.strictObject({ kind: z.literal("group"), groupId: id }),
  z.strictObject({ kind: z.literal("environment"), environment: z.enum(ENVIRONMENTS) }),
]);

/** Which working orders to change, and to what; an absent field stays as it is. */
export const amendDraft = z.strictObject({
  orderIds: z.array(id).check(z.minLength(1), z.maxLength(50)),
  price: z.optional(typed),
  trigger: z.optional(typed),
  quantity: z.optional(typed),
});

export const killScope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("environment"), environment: z.enum(ENVIRONMENTS) }),
  z.strictObject({ kind: z.literal("account"), accountId: id }),
]);

const minute = z.int().check(z.minimum(0), z.maximum(1_439));

const settingsShape = z.strictObject({
  version: z.literal(1),
  theme: z.enum(THEMES),
  sides: z.enum(SIDE_PALETTES),
  density: z.enum(DENSITIES),
  lastListing: z.string().check(z.maxLength(128)),
  lastGroup: z.string().check(z.maxLength(128)),
  layout: z.string().check(z.maxLength(65_536)),
  hotkeys: z.strictObject({
    version: z.literal(1),
    changes: z.record(z.string().check(z.maxLength(64)), z.string().check(z.maxLength(24))),
  }),
  recentActions: z.readonly(
    z.array(z.string().check(z.maxLength(128))).check(z.maxLength(MAX_RECENT_ACTIONS)),
  ),
  attention: z.strictObject({
    kinds: z.record(
      z.enum(NOTICE_KINDS),
      z.strictObject({ toast: z.boolean(), sound: z.boolean(), desktop: z.boolean() }),
    ),
    quiet: z.optional(z.strictObject({ fromMinute: minute, toMinute: minute })),
  }),
  welcomed: z.boolean(),
});

const typedList = z.string().check(z.maxLength(16_384));

/** Texts as typed; an empty one means no limit of that kind in this scope, an absent one leaves it as it is. */
export const limitsDraft = z.strictObject({
  allowlist: z.optional(typedList),
  maxOrderQuantity: z.optional(typedList),
  maxOrderNotional: z.optional(typed),
  priceCollarBps: z.optional(typed),
  maxSlippage: z.optional(typed),
  slippageWindowMs: z.optional(typed),
  maxPositionNotional: z.optional(typed),
  maxMasterPositionNotional: z.optional(typed),
  maxGrossExposure: z.optional(typed),
  maxNetExposure: z.optional(typed),
  maxUnderlyingExposure: z.optional(typed),
  maxVenueSharePercent: z.optional(typed),
  maxLeverage: z.optional(typed),
  minFreeMargin: z.optional(typed),
  minLiquidationDistancePercent: z.optional(typed),
  maxOpenOrders: z.optional(typed),
  maxRepeats: z.optional(typed),
  repeatWindowMs: z.optional(typed),
  maxDailyLoss: z.optional(typed),
  duplicateWindowMs: z.optional(typed),
} satisfies Record<LimitField, unknown>);

export const REQUESTS = {
  "session/open": z.strictObject({}),
  "frames/acknowledge": z.strictObject({ sequence: z.int() }),
  "frames/resync": z.strictObject({}),
  "plan/preview-order": z.strictObject({ draft: orderDraft }),
  /** `clear`: working orders of others, by the ids of their views, that may be cancelled for it. */
  "plan/preview-flatten": z.strictObject({
    scope: flattenScope,
    clear: z.optional(z.array(id).check(z.maxLength(50))),
    act: z.optional(z.enum(POSITION_ACTS)),
  }),
  "plan/preview-rebalance": previewRebalanceRequest,
  "plan/preview-preset": z.strictObject({ presetId: id, side: z.enum(SIDES) }),
  "plan/preview-amend": z.strictObject({ draft: amendDraft }),
  "plan/confirm-duplicate": z.strictObject({ planId: id }),
  "plan/submit": z.strictObject({ planId: id, hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  "plan/choose": z.strictObject({ groupOrderId: id, choice: z.enum(["leave", "complete", "unwind"]) }),
  "order/cancel": z.strictObject({ orderId: z.optional(id), groupOrderId: z.optional(id) }),
  "order/query": z.strictObject({ orderId: id }),
  "order/acknowledge": z.strictObject({ orderId: id, why: name }),
  "kill/engage": z.strictObject({ scope: killScope }),
  "kill/look": z.strictObject({ scope: killScope }),
  "kill/cancel-named": z.strictObject({
    scope: killScope,
    orders: z.array(z.strictObject({ accountId: id, orderId: id })).check(z.minLength(1), z.maxLength(500)),
  }),
  "kill/resume": z.strictObject({ scope: killScope }),
  "account/connect": z.strictObject({
    venue: id,
    name,
    environment: z.enum(ENVIRONMENTS),
    secrets: z.optional(
      z.strictObject({ apiKey: secretText, secret: secretText, passphrase: z.optional(secretText) }),
    ),
  }),
  "account/remove": z.strictObject({ accountId: id }),
  "account/retry": z.strictObject({ accountId: id }),
  "dead-man/look": z.strictObject({ accountId: id }),
  "dead-man/arm": z.strictObject({ accountId: id, windowMs: z.literal(COUNTDOWN_WINDOWS_MS) }),
  "dead-man/disarm": z.strictObject({ accountId: id }),
  "group/save": z.strictObject({
    groupId: z.optional(id),
    name,
    method: z.enum(ALLOCATION_METHODS),
    members: z.array(z.strictObject({ accountId: id, weight: typed })).check(z.minLength(1), z.maxLength(50)),
  }),
  "group/remove": z.strictObject({ groupId: id }),
  "preset/save": z.strictObject({ presetId: z.optional(id), preset: presetDraft }),
  "preset/remove": z.strictObject({ presetId: id }),
  "preset/confirm": z.strictObject({ presetId: id }),
  "preset/arm": z.strictObject({ presetId: id, armed: z.boolean() }),
  "limits/read": z.strictObject({ scope: id }),
  "limits/save": z.strictObject({ scope: id, limits: limitsDraft }),
  "limits/changes": z.strictObject({}),
  "hold/set": z.strictObject({ accountId: id, listing: id, kind: z.enum(HOLD_KINDS) }),
  "hold/clear": z.strictObject({ accountId: id, listing: id, kind: z.enum(HOLD_KINDS) }),
  /** `second`: what the window's second chart shows, beside its first. */
  "market/watch": z.strictObject({
    listing: id,
    interval: z.enum(CANDLE_INTERVALS),
    second: z.optional(z.boolean()),
  }),
  "market/watch-books": z.strictObject({ listings: z.array(id).check(z.maxLength(8)) }),
  "market/candles": z.strictObject({
    listing: id,
    interval: z.enum(CANDLE_INTERVALS),
    limit: z.int().check(z.minimum(1), z.maximum(1500)),
  }),
  "journal/page": z.strictObject({
    before: z.optional(z.int().check(z.minimum(1))),
    untilMs: z.optional(z.int().check(z.minimum(0))),
    limit: z.int().check(z.minimum(1), z.maximum(200)),
    kind: z.optional(z.enum(RECORD_KINDS)),
    accountId: z.optional(id),
    orderId: z.optional(id),
    text: z.optional(typed),
  }),
  "journal/moment": z.strictObject({ sequence: z.int().check(z.minimum(1)) }),
  "journal/record": z.strictObject({ sequence: z.int().check(z.minimum(1)) }),
  /** `alertId`: one that is there goes to the level and waits for it anew. */
  "alert/save": z.strictObject({
    alertId: z.optional(id),
    listing: id,
    level: typed,
    repeats: z.boolean(),
  }),
  "alert/remove": z.strictObject({ alertId: id }),
  "settings/read": z.strictObject({}),
  "settings/save": z.strictObject({ settings: settingsShape }),
} as const satisfies Record<RequestChannel, z.ZodMiniType>;

export type RequestOf<C extends RequestChannel> = z.output<(typeof REQUESTS)[C]>;
export type OrderDraft = z.output<typeof orderDraft>;
export type AmendDraft = z.output<typeof amendDraft>;
export type FlattenScope = z.output<typeof flattenScope>;
export type KillScope = z.output<typeof killScope>;
export type LimitsDraft = z.output<typeof limitsDraft>;
