// How a preset is read back from the journal.
import { QUANTITY_KINDS } from "../allocation/group-order.ts";
import { TIMES_IN_FORCE } from "../order-terms/order-terms.ts";
import { DENIAL_POLICIES, FAILURE_POLICIES, LEFTOVER_POLICIES } from "../plan/plan.ts";
import { ALLOCATION_METHODS } from "../portfolio/account.ts";
import { PRESET_TYPES, type Preset, type PresetTerms } from "../presets/preset.ts";
import type { BandDraft, MarketDraft, RebalanceDraft, TargetDraft } from "../rebalance/rebalance-draft.ts";
import { dictionary, flag, key, list, number, object, oneOf, optional, tagged, text, word } from "./shape.ts";

const TERMS = object<PresetTerms>({
  type: oneOf(PRESET_TYPES),
  quantity: text,
  quantityIn: oneOf(QUANTITY_KINDS),
  offsetBps: optional(text),
  stopPercent: optional(text),
  annualVolatility: optional(text),
  timeInForce: oneOf(TIMES_IN_FORCE),
  postOnly: flag,
  reduceOnly: flag,
  method: oneOf(ALLOCATION_METHODS),
  leftover: oneOf(LEFTOVER_POLICIES),
  denial: oneOf(DENIAL_POLICIES),
  failure: oneOf(FAILURE_POLICIES),
});

const DRAFT = object<RebalanceDraft>({
  markets: list(object<MarketDraft>({ listing: key, weight: optional(text) })),
  target: tagged<TargetDraft>({
    weights: { others: word<"keep" | "close">({ keep: true, close: true }) },
    leverage: { leverage: text },
    exposure: { percent: text },
    equal: {},
    mirror: { accountId: key },
    flat: {},
  }),
  band: tagged<BandDraft>({
    none: {},
    fixed: { widthPercent: text },
    optimal: { volatilityPercent: text, penalty: text },
  }),
  exposureBound: optional(text),
});

const KEPT = {
  id: key,
  format: oneOf(["1"] as const),
  groupId: key,
  name: text,
  listingVersions: dictionary(number),
};

export const PRESET = tagged<Preset>({
  order: { ...KEPT, listing: key, terms: TERMS },
  rebalance: { ...KEPT, draft: DRAFT },
});
