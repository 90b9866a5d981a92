// Reads preferences from text that may be missing, damaged or from a newer version: what fits is taken, the rest is default.
import { DEFAULT_SETTINGS, DENSITIES, SIDE_PALETTES, THEMES, type Settings } from "./settings.ts";

const MAX_LAYOUT_LENGTH = 65_536;
const MAX_ID_LENGTH = 128;

export interface SettingsText {
  readonly settings: Settings;
  /** The text was no preferences file of this version: keep it aside, defaults hold. */
  readonly damaged: boolean;
}

/** Missing text is no damage. A field that does not fit falls back alone; a file that is no object, or newer, as a whole. */
export function readSettings(text: string | undefined): SettingsText {
  if (text === undefined) return { settings: DEFAULT_SETTINGS, damaged: false };
  const value = parsed(text);
  if (value?.["version"] !== 1) return { settings: DEFAULT_SETTINGS, damaged: true };
  const settings: Settings = {
    version: 1,
    theme: oneOf(THEMES, value["theme"], DEFAULT_SETTINGS.theme),
    sides: oneOf(SIDE_PALETTES, value["sides"], DEFAULT_SETTINGS.sides),
    density: oneOf(DENSITIES, value["density"], DEFAULT_SETTINGS.density),
    lastListing: shortText(value["lastListing"], MAX_ID_LENGTH),
    lastGroup: shortText(value["lastGroup"], MAX_ID_LENGTH),
    layout: shortText(value["layout"], MAX_LAYOUT_LENGTH),
  };
  return { settings, damaged: false };
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

function shortText(value: unknown, maxLength: number): string {
  return typeof value === "string" && value.length <= maxLength ? value : "";
}
