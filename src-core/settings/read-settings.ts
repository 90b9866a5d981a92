// Reads preferences from text that may be missing, damaged or from a newer version: what fits is taken, the rest is default.
import { MAX_ALERTS, type PriceAlert, readAlert } from "../alerts/price-alert.ts";
import { readAttention } from "./attention.ts";
import { readHotkeys } from "./hotkeys.ts";
import {
  DEFAULT_SETTINGS_FILE,
  DENSITIES,
  MAX_RECENT_ACTIONS,
  SIDE_PALETTES,
  THEMES,
  type SettingsFile,
} from "./settings.ts";

const MAX_LAYOUT_LENGTH = 65_536;
const MAX_ID_LENGTH = 128;

export interface SettingsText {
  readonly settings: SettingsFile;
  /** The text was no preferences file of this version: keep it aside, defaults hold. */
  readonly damaged: boolean;
  /** Parts that were there, did not fit, and are back at their defaults: a person is told. */
  readonly reset?: readonly ResetPart[];
}

export type ResetPart = "hotkeys" | "attention";

/** Missing text is no damage. A field that does not fit falls back alone; a file that is no object, or newer, as a whole. */
export function readSettings(text: string | undefined): SettingsText {
  if (text === undefined) return { settings: DEFAULT_SETTINGS_FILE, damaged: false };
  const value = parsed(text);
  if (value?.["version"] !== 1) return { settings: DEFAULT_SETTINGS_FILE, damaged: true };
  const hotkeys = readHotkeys(value["hotkeys"]);
  const attention = readAttention(value["attention"]);
  const reset: readonly ResetPart[] = [
    ...(hotkeys === undefined && value["hotkeys"] !== undefined ? (["hotkeys"] as const) : []),
    ...(attention === undefined && value["attention"] !== undefined ? (["attention"] as const) : []),
  ];
  const settings: SettingsFile = {
    version: 1,
    theme: oneOf(THEMES, value["theme"], DEFAULT_SETTINGS_FILE.theme),
    sides: oneOf(SIDE_PALETTES, value["sides"], DEFAULT_SETTINGS_FILE.sides),
    density: oneOf(DENSITIES, value["density"], DEFAULT_SETTINGS_FILE.density),
    lastListing: shortText(value["lastListing"], MAX_ID_LENGTH),
    lastGroup: shortText(value["lastGroup"], MAX_ID_LENGTH),
    layout: shortText(value["layout"], MAX_LAYOUT_LENGTH),
    hotkeys: hotkeys ?? DEFAULT_SETTINGS_FILE.hotkeys,
    recentActions: ids(value["recentActions"]),
    attention: attention ?? DEFAULT_SETTINGS_FILE.attention,
    // A file from before the first steps is from a person who needs none.
    welcomed: value["welcomed"] !== false,
    alerts: alertsIn(value["alerts"]),
  };
  return reset.length === 0 ? { settings, damaged: false } : { settings, damaged: false, reset };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function oneOf<const T extends string>(known: readonly T[], value: unknown, fallback: T): T {
  return known.find((each) => each === value) ?? fallback;
}

function ids(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.filter(
    (each): each is string => typeof each === "string" && each.length <= MAX_ID_LENGTH,
  );
  return texts.slice(0, MAX_RECENT_ACTIONS);
}

function alertsIn(value: unknown): readonly PriceAlert[] {
  return Array.isArray(value) ? value.flatMap((each) => readAlert(each) ?? []).slice(0, MAX_ALERTS) : [];
}

function shortText(value: unknown, maxLength: number): string {
  return typeof value === "string" && value.length <= maxLength ? value : "";
}
