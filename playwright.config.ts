// The same specs against every host that this machine has; a fixture reads the project's name to know which.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Chromium as Debian installs it; elsewhere Playwright's own. */
const SYSTEM_CHROMIUM = "/usr/bin/chromium";
/** Electron's installer writes this once the binary is unpacked. */
const ELECTRON_INSTALLED = "node_modules/electron/path.txt";
/** Specs of what a browser window on the console host cannot have. */
const DESKTOP_ONLY = "**/desktop.spec.ts";

/** What no host can change: the page's own roles and colours, and the command line. Once is enough. */
const HOST_INDEPENDENT = ["**/accessibility.spec.ts", "**/command-line.spec.ts", "**/screens.spec.ts"];

const hosts = ["console", "standin", ...(existsSync(ELECTRON_INSTALLED) ? ["electron"] : [])];

export default defineConfig({
  testDir: "e2e/specs",
  outputDir: "test-results",
  workers: 2,
  // Generous, because two browsers share two cores: nothing here is a measure of speed.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["line"], ["./scripts/lib/hosts-reporter.mjs"]],
  use: {
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: false },
    launchOptions: existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {},
  },
  projects: hosts.map((name) => ({ name, testIgnore: name === "console" ? DESKTOP_ONLY : HOST_INDEPENDENT })),
});
