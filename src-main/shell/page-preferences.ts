// What the page of the window may be: the strictest that Electron has, said aloud so that no default can change it.
import type { WebPreferences } from "electron";

/** Preferences of the terminal's page. `preload` is the path of its one script with access to the main process. */
export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  };
}
