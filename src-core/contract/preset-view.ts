// Presets as the renderer shows them. Types only.
import type { Environment } from "../order-terms/order-terms.ts";
import type { PresetDraft } from "./preset-requests.ts";

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
