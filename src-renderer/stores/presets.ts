// One gesture for what was saved: a preset and a side, or a saved rebalance. Everything else is the plan desk's.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PresetView } from "../../src-core/contract/preset-view.ts";
import type { Client } from "../bridge/client.ts";
import type { Clock } from "./clock.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";
import { freshPreview } from "./plan-state.ts";
import { loadRebalance } from "./rebalance.ts";
import type { Terminal } from "./terminal.ts";
import { showPanel, showSide, type WorkspaceStore } from "./workspace.ts";

type Side = "buy" | "sell";

/** What main said of the plan on the desk. */
export interface PresetRun {
  readonly planId?: string;
  /** Why it waits for Submit, where it does. */
  readonly waitsBecause?: string;
}

export interface PresetRoom {
  readonly desk: PlanDesk;
  readonly run: StoreApi<PresetRun>;
  /** The next question is a gesture's: only its answer may be sent at once. False for the second click of a double click. */
  gesture(): boolean;
}

/** A plan that arrives later than this after its gesture waits: nobody expects it any more. */
const ONE_CLICK_WITHIN_MS = 2_000;
/** A second click within this belongs to the first gesture. */
const ONE_GESTURE_MS = 1_000;

/** The desk of the preset that the workspace shows. A renewed or repeated question never sends. */
export function createPresetRoom(client: Client, clock: Clock, workspace: WorkspaceStore): PresetRoom {
  const run = createStore<PresetRun>(() => ({}));
  let gestureAtMs: number | undefined;
  let lastGestureMs = Number.NEGATIVE_INFINITY;
  let firing: string | undefined;
  const desk = createPlanDesk(client, clock, () => {
    const { side } = workspace.getState();
    const askedAtMs = gestureAtMs;
    gestureAtMs = undefined;
    firing = undefined;
    if (side.kind !== "preset") return undefined;
    const { presetId, orderSide } = side;
    return client.request("plan/preview-preset", { presetId, side: orderSide }).then((answer) => {
      if (!answer.ok) return answer;
      const { plan, fires, waitsBecause } = answer.value;
      run.setState({ planId: plan.planId, ...(waitsBecause === undefined ? {} : { waitsBecause }) }, true);
      const inTime = askedAtMs !== undefined && clock.now() - askedAtMs <= ONE_CLICK_WITHIN_MS;
      // Whoever left the panel meanwhile has taken the gesture back.
      if (fires && inTime && workspace.getState().side === side) firing = plan.planId;
      return { ok: true, value: plan } as const;
    });
  });
  desk.store.subscribe((state) => {
    if (firing === undefined || freshPreview(state)?.planId !== firing) return;
    firing = undefined;
    void desk.submit();
  });
  return {
    desk,
    run,
    gesture: () => {
      const now = clock.now();
      if (now - lastGestureMs < ONE_GESTURE_MS) return false;
      lastGestureMs = now;
      gestureAtMs = now;
      return true;
    },
  };
}

/** Makes the plan of a preset; armed and without objection it is sent at once. Ignored while the one before is on its way. */
export function runPreset(terminal: Terminal, view: PresetView, orderSide: Side): void {
  const { presets, workspace } = terminal;
  const before = presets.desk.store.getState();
  if (before.asking || before.submission?.state === "sending") return;
  const { name } = view.preset;
  if (before.submission?.state === "unanswered") {
    // What is unanswered stays on the screen until a person has looked into it.
    if (workspace.getState().side.kind !== "preset") {
      showSide(workspace, { kind: "preset", presetId: view.id, orderSide, title: name });
    }
    return;
  }
  if (!presets.gesture()) return;
  showSide(workspace, { kind: "preset", presetId: view.id, orderSide, title: name });
  presets.desk.clear();
  presets.desk.ask();
}

/** Makes the plan of a saved rebalance again, in its panel. */
export function runSavedRebalance(terminal: Terminal, { id, preset }: PresetView): void {
  if (preset.kind !== "rebalance") return;
  showPanel(terminal.workspace, "rebalance");
  showSide(terminal.workspace, { kind: "rebalance" });
  loadRebalance(terminal.rebalance, id, preset.groupId, preset.draft);
}

export interface PresetAction {
  readonly id: string;
  readonly title: string;
  readonly run: () => void;
}

/** What a list of actions can offer of the environment shown: each preset's two sides, each saved rebalance. */
export function presetActions(terminal: Terminal): readonly PresetAction[] {
  const { environment } = terminal.workspace.getState();
  const presets = Object.values(terminal.entities.preset.getState().byId);
  const groups = terminal.entities.group.getState().byId;
  return presets
    .filter((view) => view.environment === environment && view.voidBecause === undefined)
    .flatMap((view): readonly PresetAction[] => {
      const { name, groupId, kind } = view.preset;
      const of = `${name}, ${groups[groupId]?.name ?? groupId}`;
      if (kind === "rebalance") {
        const title = `Rebalance: ${of}`;
        return [{ id: `preset/${view.id}`, title, run: () => runSavedRebalance(terminal, view) }];
      }
      return (["buy", "sell"] as const).map((side) => ({
        id: `preset/${view.id}/${side}`,
        title: `${side === "buy" ? "Buy" : "Sell"}: ${of}`,
        run: () => runPreset(terminal, view, side),
      }));
    });
}
