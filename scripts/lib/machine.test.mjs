import { expect, test } from "vitest";
import { planMachine } from "./machine.mjs";

const ci = {
  platform: "linux",
  distribution: "debian",
  isRoot: true,
  missing: ["chromium", "dbus"],
  hasBrowser: false,
};

test.each([
  ["Debian as root installs what is missing", {}, { step: "apt", packages: ["chromium", "dbus"] }],
  ["a complete machine is ready", { missing: [] }, { step: "ready" }],
  [
    "without root a missing Secret Service is asked for, by the exact line",
    { isRoot: false },
    { step: "ask", line: "sudo apt-get install -y --no-install-recommends dbus" },
  ],
  [
    "without root a missing browser is fetched",
    { isRoot: false, missing: ["chromium"] },
    { step: "playwright" },
  ],
  [
    "a fetched browser will do",
    { isRoot: false, missing: ["chromium", "xvfb"], hasBrowser: true },
    { step: "ready" },
  ],
  [
    "Ubuntu's chromium package is not a browser, so root there fetches one too",
    { distribution: "ubuntu", missing: ["chromium"] },
    { step: "playwright" },
  ],
  ["macOS fetches a browser", { platform: "darwin", missing: [] }, { step: "playwright" }],
  ["macOS with a browser is ready", { platform: "darwin", missing: [], hasBrowser: true }, { step: "ready" }],
])("%s", (_law, change, expected) => {
  expect(planMachine({ ...ci, ...change })).toEqual(expected);
});
