// Tells whether node_modules is what package-lock.json says, and installs when it is not.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { run } from "./run.mjs";

const TICK_MS = 10_000;

/** True when every package that the lock demands is installed in its version. Packages for other platforms may be missing. */
export function lockIsInstalled(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed.packages[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/** Installs what is missing. `say` gets progress lines; throws when npm fails. */
export async function ensureInstalled(root, say, output) {
  const lock = readJson(join(root, "package-lock.json"));
  const installed = readJson(join(root, "node_modules", ".package-lock.json"));
  if (installed !== undefined && lockIsInstalled(lock, installed)) return;

  const startedAtMs = Date.now();
  const seconds = () => Math.round((Date.now() - startedAtMs) / 1000);
  say("Installing the packages (about half a minute) ...");
  const ticking = setInterval(() => say(`  still installing, ${seconds()} s ...`), TICK_MS);
  const code = await npm(["ci", "--include=dev", "--include=optional", "--loglevel=error"], root, output);
  clearInterval(ticking);
  if (code !== 0) throw new Error("npm could not install the packages; its own message is above.");
  say(`Installed in ${seconds()} s.`);
}

function npm(args, root, output) {
  const options = { cwd: root, stdio: ["ignore", output, "inherit"] };
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.js$/.test(script)) {
    return run(process.execPath, [script, ...args], options);
  }
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
