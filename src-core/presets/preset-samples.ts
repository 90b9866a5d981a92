// Presets for tests.
import type { OrderPreset, PresetTerms } from "./preset.ts";

/** A market order of 1, shared equally. */
export const PRESET_TERMS: PresetTerms = {
  type: "market",
  quantity: "1",
  quantityIn: "size",
  timeInForce: "GTC",
  postOnly: false,
  reduceOnly: false,
  method: "equal",
  leftover: "redistribute",
  denial: "reject-all",
  failure: "ask",
};

export function samplePreset(change: Partial<OrderPreset> = {}): OrderPreset {
  return {
    kind: "order",
    id: "p1",
    format: "1",
    groupId: "g",
    name: "Small",
    listing: "sim:BTCUSDT",
    listingVersions: { "sim:BTCUSDT": 1 },
    terms: PRESET_TERMS,
    ...change,
  };
}
