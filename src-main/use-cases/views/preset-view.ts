// A preset as the renderer shows it.
import type { PresetView } from "../../../src-core/contract/preset-view.ts";
import type { PresetDraft } from "../../../src-core/contract/preset-requests.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import type { Preset } from "../../../src-core/presets/preset.ts";
import { presetStanding } from "../../../src-core/presets/preset-standing.ts";
import type { RebalanceDraft } from "../../../src-core/rebalance/rebalance-draft.ts";
import { listingName } from "./listing-view.ts";

/** One preset of a known group; undefined when its group is gone. */
export function presetView(preset: Preset, portfolio: Portfolio, armed: boolean): PresetView | undefined {
  const group = portfolio.groups[preset.groupId];
  if (group === undefined) return undefined;
  const standing = presetStanding(preset, portfolio.listings);
  return knownOnly<PresetView>({
    id: preset.id,
    environment: group.environment,
    preset: draftOf(preset),
    summary: summaryOf(preset, portfolio),
    armed,
    voidBecause: standing.kind === "void" ? standing.because : undefined,
  });
}

function draftOf(preset: Preset): PresetDraft {
  const { groupId, name } = preset;
  if (preset.kind === "order")
    return { kind: "order", groupId, name, listing: preset.listing, terms: preset.terms };
  const { draft } = preset;
  return { kind: "rebalance", groupId, name, draft: { ...draft, markets: [...draft.markets] } };
}

function summaryOf(preset: Preset, { listings, accounts }: Portfolio): string {
  if (preset.kind === "order") {
    const { type, quantity, method } = preset.terms;
    return `${listingName(listings, preset.listing)}, ${type}, ${quantity === "" ? "sizes of the group" : quantity}, ${method}`;
  }
  const { markets } = preset.draft;
  const names = markets.map(({ listing }) => listingName(listings, listing)).join(", ");
  const model = preset.draft.target.kind === "mirror" ? preset.draft.target.accountId : "";
  return `${targetWords(preset.draft.target, accounts[model]?.account.name ?? model)} in ${names === "" ? "everything held" : names}`;
}

function targetWords(target: RebalanceDraft["target"], model: string): string {
  switch (target.kind) {
    case "weights":
      return "Weights of equity";
    case "leverage":
      return `Leverage ${target.leverage}×`;
    case "exposure":
      return `Net exposure ${target.percent} %`;
    case "equal":
      return "Equal across the group";
    case "mirror":
      return `Mirror of ${model}`;
    case "flat":
      return "Flat";
  }
}
