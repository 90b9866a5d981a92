// What a machine must have before the whole suite can run: a browser, and on Linux a Secret Service to test keys against.
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { outputOf } from "./run.mjs";

const BROWSER_PACKAGES = ["chromium", "fonts-dejavu-core"];
const SECRET_PACKAGES = ["libsecret-1-0", "gnome-keyring", "dbus"];
const SCREEN_PACKAGES = ["xvfb", "xauth"];

const PACKAGES = [...BROWSER_PACKAGES, ...SECRET_PACKAGES, ...SCREEN_PACKAGES];

/**
 * What to do about a machine: `ready`; `apt` (install `packages`); `playwright` (fetch its own browser); or `ask` for the line a person must run.
 * `missing` are Debian packages; `hasBrowser` says that Playwright's own browser is there.
 */
export function planMachine({ platform, distribution, isRoot, missing, hasBrowser }) {
  if (platform !== "linux") return hasBrowser ? { step: "ready" } : { step: "playwright" };
  if (missing.length === 0) return { step: "ready" };
  if (distribution === "debian" && isRoot) return { step: "apt", packages: missing };
  const forSecrets = missing.filter((name) => SECRET_PACKAGES.includes(name));
  if (forSecrets.length === 0) return hasBrowser ? { step: "ready" } : { step: "playwright" };
  return { step: "ask", line: `sudo apt-get install -y --no-install-recommends ${forSecrets.join(" ")}` };
}

/** The facts of this machine, for `planMachine`. `browserPath` is where Playwright would keep its own browser. */
export function lookAtMachine(browserPath) {
  return {
    platform: process.platform,
    distribution: distributionId(),
    isRoot: process.getuid?.() === 0,
    missing: process.platform === "linux" ? PACKAGES.filter((name) => !isInstalled(name)) : [],
    hasBrowser: existsSync(browserPath),
  };
}

function isInstalled(name) {
  return outputOf("dpkg-query", ["-W", "-f=${Status}", name])?.includes("install ok installed") ?? false;
}

function distributionId() {
  const file = "/etc/os-release";
  if (!existsSync(file)) return undefined;
  return /^ID="?([^"\n]+)"?$/m.exec(readFileSync(file, "utf8"))?.[1];
}
