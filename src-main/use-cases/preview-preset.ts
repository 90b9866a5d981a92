// A preset and a side as a plan on the screen; armed and without a word of objection it may be sent at once.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { OrderDraft } from "../../src-core/contract/requests.ts";
import type { PresetPreview } from "../../src-core/contract/preset-preview.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Side } from "../../src-core/order-terms/order-terms.ts";
import { oneClickObstacle } from "../../src-core/presets/one-click.ts";
import { presetOrder } from "../../src-core/presets/preset-order.ts";
import type { PresetId } from "../../src-core/presets/preset.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { readyPreset } from "./manage-presets.ts";
import { listingsOf, previewOrder } from "./preview-order.ts";
import { judge } from "./preview-plan.ts";
import type { Runtime } from "./runtime.ts";

/** The plan of a preset, made as the ticket would make it, and whether it waits for a person. */
export function previewPreset(runtime: Runtime, presetId: PresetId, side: Side): Answer<PresetPreview> {
  const draft = presetDraftNow(runtime, presetId, side);
  if (!draft.ok) return draft;
  const previewed = previewOrder(runtime, draft.value);
  if (!previewed.ok) return previewed;
  const plan = previewed.value;
  const stands = runtime.state.standing.get(plan.planId);
  if (stands === undefined) throw new Error("Invariant: a previewed plan stands");
  const armed = runtime.state.armedPresets.has(presetId);
  const waitsBecause = oneClickObstacle(stands.plan, judge(runtime, stands), armed);
  return answer(waitsBecause === undefined ? { plan, fires: true } : { plan, fires: false, waitsBecause });
}

/** The listings whose prices a preset's plan needs. */
export function pricedByPreset({ state }: Runtime, presetId: PresetId): readonly ListingKey[] {
  const preset = state.durable.presets[presetId];
  if (preset?.kind !== "order") return [];
  return listingsOf(state.portfolio, { groupId: preset.groupId, listing: preset.listing });
}

function presetDraftNow(runtime: Runtime, presetId: PresetId, side: Side): Answer<OrderDraft> {
  const preset = readyPreset(runtime, presetId);
  if (!preset.ok) return preset;
  if (preset.value.kind !== "order") {
    return refusal("not-an-order", "presetId", "This preset is a rebalance and has no side.");
  }
  const { groupId, listing: key, terms } = preset.value;
  const { listings, quotes } = runtime.state.portfolio;
  const listing = listings[key];
  if (listing === undefined) return refusal("unknown-listing", "presetId", "Its instrument is not known.");
  const draft = presetOrder(terms, side, listing, quotes.get(key));
  return draft.ok ? answer({ ...draft.value, groupId, listing: key }) : refuse(draft.failure);
}
