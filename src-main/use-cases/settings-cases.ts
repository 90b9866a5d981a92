// Preferences: read once, saved whole; losing them loses nothing that protects money.
import type { Answer } from "../../src-core/contract/answers.ts";
import type { Settings } from "../../src-core/settings/settings.ts";
import { answer, refusal } from "./answer.ts";
import type { Runtime } from "./runtime.ts";

/** Saves preferences beside the price alerts, which are not a window's to change; a full disk is said, and the old ones stay on disk. */
export function saveSettings(runtime: Runtime, settings: Settings): Answer<null> {
  const store = runtime.ports.settings;
  if (store.write({ ...settings, alerts: store.read().settings.alerts })) return answer(null);
  return refusal(
    "settings-not-written",
    "settings",
    "The preferences could not be saved to disk.",
    "Free some space.",
  );
}
