// Preferences through electron-store, for the window host. Same file and shape as the console host's store.
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import ElectronStore from "electron-store";
import { readSettings } from "../../../src-core/settings/read-settings.ts";
import { DEFAULT_SETTINGS_FILE } from "../../../src-core/settings/settings.ts";
import type { SettingsStorePort } from "../../ports/settings-store.ts";

/** The store in `folder/settings.json`. A damaged file is kept beside it under another name, and defaults hold. */
export function electronSettings(folder: string): SettingsStorePort {
  const path = join(folder, "settings.json");
  const setAside = setDamagedAside(path);
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name: "settings",
    defaults: { ...DEFAULT_SETTINGS_FILE },
  });
  return {
    read() {
      const { settings, reset } = readSettings(JSON.stringify(store.store));
      return {
        settings,
        ...(setAside === undefined ? {} : { setAside }),
        ...(reset === undefined ? {} : { reset }),
      };
    },
    write(settings) {
      try {
        store.store = { ...settings };
        return true;
      } catch {
        return false;
      }
    },
  };
}

function setDamagedAside(path: string): string | undefined {
  if (!existsSync(path) || !readSettings(readFileSync(path, "utf8")).damaged) return undefined;
  const aside = `${path}.damaged`;
  renameSync(path, aside);
  return aside;
}
