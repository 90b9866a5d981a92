// One schema per channel: what a request may carry. Both ends check it; what does not fit is refused with its path.
import * as z from "zod/mini";
import { CANDLE_INTERVALS } from "../market/candle.ts";
import { ENVIRONMENTS, ORDER_TYPES, SIDES, TIMES_IN_FORCE } from "../order-terms/order-terms.ts";
import { DENIAL_POLICIES, FAILURE_POLICIES, LEFTOVER_POLICIES } from "../plan/plan.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";
import { DENSITIES, SIDE_PALETTES, THEMES } from "../settings/settings.ts";
import type { RequestChannel } from "./channels.ts";

/** A name that every object has from its prototype is nobody's id: looked up in a table it would find something. */
const isOwnName = (text: string): boolean => !(text in Object.prototype);
const id = z
  .string()
  .check(z.minLength(1), z.maxLength(128), z.regex(/^[\w:./|@-]+$/), z.refine(isOwnName, "Not an id"));
const name = z.string().check(z.minLength(1), z.maxLength(40), z.regex(/^[^\p{Cc}\p{Cs}]+$/u));
/** What a person typed: bounded here, read as a number in core, where the field can be named. */
const typed = z.string().check(z.maxLength(64));
const secretText = z.string().check(z.minLength(1), z.maxLength(4096));

export const orderDraft = z.strictObject({
  groupId: id,
  listing: id,
  side: z.enum(SIDES),
  type: z.enum(ORDER_TYPES),
  quantity: typed,
  price: z.optional(typed),
  trigger: z.optional(typed),
  timeInForce: z.enum(TIMES_IN_FORCE),
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  method: z.enum(ALLOCATION_METHODS),
  leftover: z.enum(LEFTOVER_POLICIES),
  denial: z.enum(DENIAL_POLICIES),
  failure: z.enum(FAILURE_POLICIES),
});

/** What to bring to zero: one row, one account, or a whole environment. */
export const flattenScope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("position"), positionId: id }),
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

const settingsShape = z.strictObject({
  version: z.literal(1),
  theme: z.enum(THEMES),
  sides: z.enum(SIDE_PALETTES),
  density: z.enum(DENSITIES),
  lastListing: z.string().check(z.maxLength(128)),
  lastGroup: z.string().check(z.maxLength(128)),
  layout: z.string().check(z.maxLength(65_536)),
});

/** Texts as typed; an empty one means no limit of that kind in this scope. */
export const limitsDraft = z.strictObject({
  maxOrderNotional: typed,
  priceCollarBps: typed,
  maxPositionNotional: typed,
  maxOpenOrders: typed,
});

export const REQUESTS = {
  "session/open": z.strictObject({}),
  "frames/acknowledge": z.strictObject({ sequence: z.int() }),
  "frames/resync": z.strictObject({}),
  "plan/preview-order": z.strictObject({ draft: orderDraft }),
  /** `clear`: working orders of others, by name, that may be cancelled for it. */
  "plan/preview-flatten": z.strictObject({
    scope: flattenScope,
    clear: z.optional(z.array(id).check(z.maxLength(50))),
  }),
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
  "group/save": z.strictObject({
    groupId: z.optional(id),
    name,
    method: z.enum(ALLOCATION_METHODS),
    members: z.array(z.strictObject({ accountId: id, weight: typed })).check(z.minLength(1), z.maxLength(50)),
  }),
  "group/remove": z.strictObject({ groupId: id }),
  "limits/read": z.strictObject({ scope: id }),
  "limits/save": z.strictObject({ scope: id, limits: limitsDraft }),
  "market/watch": z.strictObject({ listing: id, interval: z.enum(CANDLE_INTERVALS) }),
  "market/watch-books": z.strictObject({ listings: z.array(id).check(z.maxLength(8)) }),
  "market/candles": z.strictObject({
    listing: id,
    interval: z.enum(CANDLE_INTERVALS),
    limit: z.int().check(z.minimum(1), z.maximum(1500)),
  }),
  "settings/read": z.strictObject({}),
  "settings/save": z.strictObject({ settings: settingsShape }),
} as const satisfies Record<RequestChannel, z.ZodMiniType>;

export type RequestOf<C extends RequestChannel> = z.output<(typeof REQUESTS)[C]>;
export type OrderDraft = z.output<typeof orderDraft>;
export type AmendDraft = z.output<typeof amendDraft>;
export type FlattenScope = z.output<typeof flattenScope>;
export type KillScope = z.output<typeof killScope>;
export type LimitsDraft = z.output<typeof limitsDraft>;
