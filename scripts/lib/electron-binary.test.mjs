import { join } from "node:path";
import { expect, test } from "vitest";
import { electronPath } from "./electron-binary.mjs";

test.each([
  ["linux", "electron"],
  ["win32", "electron.exe"],
  ["darwin", "Electron.app/Contents/MacOS/Electron"],
])("on %s the executable is %s", (platform, executable) => {
  expect(electronPath("/yoke", {}, platform)).toBe(join("/yoke/node_modules/electron/dist", executable));
});

test("a folder that was named by hand is used instead", () => {
  expect(electronPath("/yoke", { ELECTRON_OVERRIDE_DIST_PATH: "/other" }, "linux")).toBe("/other/electron");
});
