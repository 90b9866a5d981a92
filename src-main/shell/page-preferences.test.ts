import { expect, test } from "vitest";
import { pagePreferences } from "./page-preferences.ts";

test("the page is sandboxed, isolated and without Node, whatever Electron's defaults become", () => {
  expect(pagePreferences("/preload.cjs")).toEqual({
    preload: "/preload.cjs",
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
});
