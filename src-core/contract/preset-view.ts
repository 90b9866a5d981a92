// Presets as the renderer shows them, and what running one answers. Types only.
import type { Environment } from "../order-terms/order-terms.ts";
import type { PresetDraft } from "./preset-requests.ts";
import type { PlanPreview } from "./views.ts";

export interface PresetView {
  readonly id: string;
  readonly environment: Environment;
  readonly preset: PresetDraft;
  /** Its instrument, or what a rebalance brings about, in words. */
  readonly summary: string;
  /** One click sends; gone at restart. */
  readonly armed: boolean;
  /** Why it may not run until a person has confirmed it. */
  readonly voidBecause?: string;
}

/** A preset's plan; `fires`: it is armed and leaves nothing to read, so it is submitted at once. */
export interface PresetPreview {
  readonly plan: PlanPreview;
  readonly fires: boolean;
  /** Why it waits for Submit, where it does. */
  readonly waitsBecause?: string;
}
