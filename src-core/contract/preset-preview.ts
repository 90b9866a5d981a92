// What running a preset answers. Types only.
import type { PlanPreview } from "./views.ts";

/** A preset's plan; `fires`: it is armed and leaves nothing to read, so it is submitted at once. */
export interface PresetPreview {
  readonly plan: PlanPreview;
  readonly fires: boolean;
  /** Why it waits for Submit, where it does. */
  readonly waitsBecause?: string;
}
