// What requests about rebalances and presets may carry.
import * as z from "zod/mini";
import { QUANTITY_KINDS } from "../allocation/group-order.ts";
import { PRESET_TYPES } from "../presets/preset.ts";
import { ORDER_MANNER } from "./order-manner.ts";
import { id, name, typed } from "./texts.ts";

const MAX_MARKETS = 20;

const targetDraft = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("weights"), others: z.enum(["keep", "close"]) }),
  z.strictObject({ kind: z.literal("leverage"), leverage: typed }),
  z.strictObject({ kind: z.literal("exposure"), percent: typed }),
  z.strictObject({ kind: z.literal("equal") }),
  z.strictObject({ kind: z.literal("mirror"), accountId: id }),
  z.strictObject({ kind: z.literal("flat") }),
]);

const bandDraft = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("fixed"), widthPercent: typed }),
  z.strictObject({ kind: z.literal("optimal"), volatilityPercent: typed, penalty: typed }),
]);

/** No market: everything that the group's accounts hold. */
const rebalanceDraft = z.strictObject({
  markets: z
    .array(z.strictObject({ listing: id, weight: z.optional(typed) }))
    .check(z.maxLength(MAX_MARKETS)),
  target: targetDraft,
  band: bandDraft,
  exposureBound: z.optional(typed),
});

const presetTerms = z.strictObject({
  type: z.enum(PRESET_TYPES),
  quantity: typed,
  quantityIn: z.enum(QUANTITY_KINDS),
  offsetBps: z.optional(typed),
  stopPercent: z.optional(typed),
  annualVolatility: z.optional(typed),
  ...ORDER_MANNER,
});

/** A rebalance as typed, or one that was saved. */
export const previewRebalanceRequest = z.union([
  z.strictObject({ groupId: id, draft: rebalanceDraft }),
  z.strictObject({ presetId: id }),
]);

/** What is kept with a group. */
export const presetDraft = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order"), groupId: id, name, listing: id, terms: presetTerms }),
  z.strictObject({ kind: z.literal("rebalance"), groupId: id, name, draft: rebalanceDraft }),
]);

export type RebalanceDraft = z.output<typeof rebalanceDraft>;
export type PresetTermsDraft = z.output<typeof presetTerms>;
export type PresetDraft = z.output<typeof presetDraft>;
