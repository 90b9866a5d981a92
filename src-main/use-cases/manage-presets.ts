// Presets: kept in the journal beside their groups; armed in memory only, so that a restart disarms them all.
import { listingAtVenue } from "../../src-core/allocation/order-seats.ts";
import type { Answer } from "../../src-core/contract/answers.ts";
import type { RequestOf } from "../../src-core/contract/requests.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { Listing, ListingKey } from "../../src-core/market/listing.ts";
import type { Group } from "../../src-core/portfolio/account.ts";
import { draftFaults, termsFaults } from "../../src-core/presets/check-preset.ts";
import type { Preset, PresetId } from "../../src-core/presets/preset.ts";
import { confirmPreset, presetStanding, versionsOf } from "../../src-core/presets/preset-standing.ts";
import { answer, refusal, refuse } from "./answer.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

type SaveRequest = RequestOf<"preset/save">;

/** More than a hand can tell apart on one group. */
const MAX_PRESETS_PER_GROUP = 20;

/** Makes or changes a preset; what is changed is disarmed. */
export async function savePreset(
  runtime: Runtime,
  request: SaveRequest,
): Promise<Answer<{ readonly presetId: PresetId }>> {
  const made = makePreset(runtime, request);
  if (!made.ok) return made;
  const saved = await keep(runtime, made.value);
  return saved.ok ? answer({ presetId: made.value.id }) : saved;
}

/** Binds a void preset to its listings as they are now: a person has seen what changed. It is disarmed. */
export async function confirmSaved(runtime: Runtime, presetId: PresetId): Promise<Answer<null>> {
  const preset = runtime.state.durable.presets[presetId];
  if (preset === undefined) return unknownPreset();
  return keep(runtime, confirmPreset(preset, runtime.state.portfolio.listings));
}

export async function removePreset(runtime: Runtime, presetId: PresetId): Promise<Answer<null>> {
  if (runtime.state.durable.presets[presetId] === undefined) return unknownPreset();
  return record(runtime, presetId, {
    kind: "preset-removed",
    presetId,
    atMs: runtime.ports.clock.nowMs(),
  });
}

/** Arms or disarms one-click sending. Only an order that is ready can be armed; disarming never fails. */
export function armPreset(runtime: Runtime, presetId: PresetId, armed: boolean): Answer<null> {
  if (!armed) {
    runtime.state.armedPresets.delete(presetId);
    runtime.audience.touchPresets();
    return answer(null);
  }
  const preset = readyPreset(runtime, presetId);
  if (!preset.ok) return preset;
  if (preset.value.kind === "rebalance") {
    return refusal("not-armable", "presetId", "A rebalance is always shown before it is sent.");
  }
  runtime.state.armedPresets.add(presetId);
  runtime.audience.touchPresets();
  return answer(null);
}

/** The preset if it may run now; a void one must be confirmed first. */
export function readyPreset(runtime: Runtime, presetId: PresetId): Answer<Preset> {
  const preset = runtime.state.durable.presets[presetId];
  if (preset === undefined) return unknownPreset();
  const standing = presetStanding(preset, runtime.state.portfolio.listings);
  switch (standing.kind) {
    case "ready":
      return answer(preset);
    case "unknown":
      return refusal("unknown-listing", "presetId", standing.because, "Wait until its venue is connected.");
    case "void":
      return refusal("preset-void", "presetId", standing.because, "Look at it, then confirm the preset.");
  }
}

function makePreset({ state, ports }: Runtime, { presetId, preset }: SaveRequest): Answer<Preset> {
  const { presets } = state.durable;
  const group = state.portfolio.groups[preset.groupId];
  if (group === undefined)
    return refusal("unknown-group", "groupId", "This group is not known.", "Choose a group.");
  if (presetId !== undefined && presets[presetId] === undefined) return unknownPreset();
  const others = Object.values(presets).filter(({ id, groupId }) => groupId === group.id && id !== presetId);
  if (others.some(({ name }) => name === preset.name)) {
    return refusal("name-taken", "name", `${group.name} has a preset called ${preset.name} already.`);
  }
  if (others.length >= MAX_PRESETS_PER_GROUP) {
    const most = String(MAX_PRESETS_PER_GROUP);
    return refusal("too-many", "name", `A group keeps at most ${most} presets.`, "Remove one first.");
  }
  const [fault, ...more] = preset.kind === "order" ? termsFaults(preset.terms) : draftFaults(preset.draft);
  if (fault !== undefined) return refuse(fault, ...more);
  const keys =
    preset.kind === "order" ? [preset.listing] : preset.draft.markets.map(({ listing }) => listing);
  const listings = listingsAt(state.portfolio, group, keys);
  if (listings === undefined) {
    return refusal(
      "unknown-listing",
      "listing",
      "This instrument is not known.",
      "Choose one from the list.",
    );
  }
  const kept = {
    id: presetId ?? ports.ids.id(),
    format: "1" as const,
    groupId: group.id,
    name: preset.name,
    listingVersions: versionsOf(listings),
  };
  if (preset.kind === "rebalance") return answer({ ...kept, kind: "rebalance", draft: preset.draft });
  return answer({ ...kept, kind: "order", listing: preset.listing, terms: preset.terms });
}

/** The instruments at every venue of the group; undefined when one is not known. */
function listingsAt(
  portfolio: Runtime["state"]["portfolio"],
  group: Group,
  keys: readonly ListingKey[],
): readonly Listing[] | undefined {
  const venues = new Set(
    group.members.flatMap(({ accountId }) => portfolio.accounts[accountId]?.account.venue ?? []),
  );
  const found: Listing[] = [];
  for (const key of keys) {
    const primary = portfolio.listings[key];
    if (primary === undefined) return undefined;
    found.push(primary, ...[...venues].flatMap((venue) => listingAtVenue(portfolio, primary, venue) ?? []));
  }
  return found;
}

function keep(runtime: Runtime, preset: Preset): Promise<Answer<null>> {
  return record(runtime, preset.id, { kind: "preset-saved", preset, atMs: runtime.ports.clock.nowMs() });
}

/** Journals a change of a preset; whatever it was, it is disarmed by it. */
async function record(runtime: Runtime, presetId: PresetId, change: JournalRecord): Promise<Answer<null>> {
  runtime.state.armedPresets.delete(presetId);
  runtime.audience.touchPresets();
  if (!(await runtime.keeper.commit([change]))) {
    return refusal(
      "journal-not-written",
      "journal",
      "The preset was not kept: the journal could not be written.",
    );
  }
  applyRecord(runtime, change);
  return answer(null);
}

function unknownPreset(): ReturnType<typeof refusal> {
  return refusal("unknown-preset", "presetId", "This preset is not known.");
}
