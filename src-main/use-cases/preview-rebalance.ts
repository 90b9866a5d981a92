// A rebalance as a plan on the screen: targets beside what is held, what would be traded, or why nothing is.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { RebalancePreview } from "../../src-core/contract/rebalance-view.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { ListingKey } from "../../src-core/market/listing.ts";
import type { Group } from "../../src-core/portfolio/account.ts";
import { type RebalanceDraft, readExposureBound } from "../../src-core/rebalance/rebalance-draft.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { planWithin } from "./exposure-bound.ts";
import { readyPreset } from "./manage-presets.ts";
import { standPlan } from "./preview-plan.ts";
import { onForm, rebalanceInput, rebalanceListings } from "./rebalance-input.ts";
import type { Runtime } from "./runtime.ts";
import { rebalanceView } from "./views/rebalance-view.ts";

type Request = RequestOf<"plan/preview-rebalance">;

interface Asked {
  readonly group: Group;
  readonly draft: RebalanceDraft;
}

/** Plans a rebalance as typed or as saved. Doing nothing is an answer; what is missing is a failure at its field. */
export function previewRebalance(runtime: Runtime, request: Request): Answer<RebalancePreview> {
  const asked = askedOf(runtime, request);
  if (!asked.ok) return asked;
  const { group, draft } = asked.value;
  const bound = readExposureBound(draft);
  if (!bound.ok) return refuse(bound.failure);
  const { portfolio } = runtime.state;
  const nowMs = runtime.ports.clock.nowMs();
  const input = rebalanceInput(portfolio, group, draft, nowMs);
  if (!input.ok) return input;
  const made = { ...input.value, planId: runtime.ports.ids.id(), groupId: group.id, nowMs };
  const planned = planWithin(runtime, group, made, bound.value);
  if (!planned.ok) return refuse(onForm(group, planned.failure));
  const { plan, read, answer: answered, stages } = planned.value;
  const parts = { portfolio, read, answered, nowMs };
  if (plan === undefined) return answer({ rebalance: rebalanceView(parts) });
  const shown = rebalanceView({ ...parts, plan });
  return answer({
    rebalance: stages === "" ? shown : { ...shown, stages },
    plan: standPlan(runtime, plan, false),
  });
}

/** What a rebalance needs the prices of, beyond what is held. */
export function pricedByRebalance(runtime: Runtime, request: Request): readonly ListingKey[] {
  const asked = askedOf(runtime, request);
  if (!asked.ok) return [];
  return rebalanceListings(runtime.state.portfolio, asked.value.group, asked.value.draft);
}

function askedOf(runtime: Runtime, request: Request): Answer<Asked> {
  if ("draft" in request) return withGroup(runtime, request.groupId, request.draft);
  const preset = readyPreset(runtime, request.presetId);
  if (!preset.ok) return preset;
  if (preset.value.kind !== "rebalance") {
    return refusal("not-a-rebalance", "presetId", "This preset is an order, not a rebalance.");
  }
  return withGroup(runtime, preset.value.groupId, preset.value.draft);
}

function withGroup(runtime: Runtime, groupId: string, draft: RebalanceDraft): Answer<Asked> {
  const group = runtime.state.portfolio.groups[groupId];
  if (group !== undefined) return answer({ group, draft });
  return refusal("unknown-group", "groupId", "This group is not known.", "Choose a group.");
}
