// Preferences: what a person likes, never what protects money.
import type { PriceAlert } from "../alerts/price-alert.ts";
import { type AttentionSettings, DEFAULT_ATTENTION } from "./attention.ts";
import { type Hotkeys, NO_HOTKEYS } from "./hotkeys.ts";

export const THEMES = ["dark", "light"] as const;
export const SIDE_PALETTES = ["classic", "safe"] as const;
export const DENSITIES = ["dense", "regular", "roomy"] as const;

/** Everything here may be lost without harm. `version` names the shape of the file. */
export interface Settings {
  readonly version: 1;
  readonly theme: (typeof THEMES)[number];
  readonly sides: (typeof SIDE_PALETTES)[number];
  readonly density: (typeof DENSITIES)[number];
  /** The listing on the chart and in the ticket when the terminal opens; empty: the first one. */
  readonly lastListing: string;
  readonly lastGroup: string;
  /** Opaque to main: the workspace validates it and falls back to its own default. */
  readonly layout: string;
  readonly hotkeys: Hotkeys;
  /** Ids of actions, the last used first. */
  readonly recentActions: readonly string[];
  readonly attention: AttentionSettings;
  /** The first steps were seen or left. */
  readonly welcomed: boolean;
}

/** The file: preferences, and the price alerts that main keeps beside them. */
export interface SettingsFile extends Settings {
  readonly alerts: readonly PriceAlert[];
}

export const MAX_RECENT_ACTIONS = 12;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  theme: "dark",
  sides: "classic",
  density: "regular",
  lastListing: "",
  lastGroup: "",
  layout: "",
  hotkeys: NO_HOTKEYS,
  recentActions: [],
  attention: DEFAULT_ATTENTION,
  welcomed: false,
};

export const DEFAULT_SETTINGS_FILE: SettingsFile = { ...DEFAULT_SETTINGS, alerts: [] };
