// What `import ... from "electron"` finds, in both kinds of module.
import { registerHooks } from "node:module";
import { app } from "./app.ts";
import { protocol } from "./app-scheme.ts";
import { BrowserWindow, webContents } from "./browser-window.ts";
import { dialog, Menu, powerMonitor, powerSaveBlocker, session, shell } from "./desk.ts";
import { ipcMain } from "./ipc-main.ts";
import { strict } from "./not-modelled.ts";

const ADDRESS = "standin:electron";
const PLACE = "electronStandin";

const members = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  webContents,
};

/** Makes `electron` resolve to the stand-in, for `import` and `require` alike. */
export function provideElectron(): void {
  Object.defineProperty(globalThis, PLACE, { value: strict(members, "electron") });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "electron" || specifier === "electron/main"
        ? { url: ADDRESS, format: "module", shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === ADDRESS ? { format: "module", shortCircuit: true, source: source() } : next(url, context),
  });
}

function source(): string {
  const names = Object.keys(members);
  return [
    `const electron = globalThis.${PLACE};`,
    `export const { ${names.join(", ")} } = electron;`,
    `export { electron as default, electron as "module.exports" };`,
  ].join("\n");
}
