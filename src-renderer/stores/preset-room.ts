// The desk of a preset, and the one rule by which a plan is sent without Submit.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Client } from "../bridge/client.ts";
import type { Clock } from "./clock.ts";
import { createPlanDesk, type PlanDesk } from "./plan-desk.ts";
import { freshPreview } from "./plan-state.ts";
import type { WorkspaceStore } from "./workspace.ts";

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
