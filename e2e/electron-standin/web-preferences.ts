// What a window's page may be: only what Electron's own defaults protect.
import { notModelled } from "./not-modelled.ts";

export interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly webSecurity?: boolean;
  readonly webviewTag?: boolean;
  readonly spellcheck?: boolean;
}

/** The one value of each switch that the stand-in has; another would weaken the page, or is not there. */
const HELD: Readonly<Record<string, boolean>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
};
const FREE = new Set(["preload", "spellcheck"]);

/** Refuses preferences that weaken the page, or that are not known here. */
export function checkWebPreferences(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(preferences)) {
    if (FREE.has(name) || HELD[name] === value) continue;
    notModelled(`webPreferences ${name}: ${String(value)}`);
  }
}
