// Finds Electron's executable, checks that it starts, and fetches it where the network allows.
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectEnv, run, runsWell } from "./run.mjs";

const EXECUTABLE = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
const VERSION_MS = 4000;
const PROBE_MS = 3000;
const DOWNLOAD_MS = 120_000;
const TICK_MS = 5000;

/** Path of the executable, present or not. `ELECTRON_OVERRIDE_DIST_PATH` names another folder than Electron's own. */
export function electronPath(root, env = process.env, platform = process.platform) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, "node_modules", "electron", "dist");
  return join(folder, EXECUTABLE[platform] ?? "electron");
}

/** `ready`, `absent` or `broken`, and for `broken` the reason. A folder that was named by hand is taken at its word. */
export function findElectron(root) {
  const path = electronPath(root);
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined;
  if (!existsSync(path)) {
    return named
      ? { electron: "broken", electronProblem: `ELECTRON_OVERRIDE_DIST_PATH has no executable ${path}` }
      : { electron: "absent" };
  }
  if (named || runsWell(path, ["--version"], VERSION_MS)) return { electron: "ready" };
  return { electron: "broken", electronProblem: `${path} does not start on this machine` };
}

/** Fetches the binary by Electron's own checked download, unless its server is out of reach within 3 s. Answers as `findElectron`. */
export async function fetchElectron(root, node, say, output) {
  const server = downloadServer(process.env);
  const cached = process.env.electron_config_cache !== undefined;
  if (!cached && !(await answers(server))) {
    return unobtainable(`the Electron binary is not installed and ${new URL(server).host} is out of reach`);
  }
  say(`Fetching the Electron binary (about 110 MB) from ${server} ...`);
  const startedAtMs = Date.now();
  const ticking = setInterval(
    () => say(`  still fetching, ${Math.round((Date.now() - startedAtMs) / 1000)} s ...`),
    TICK_MS,
  );
  const code = await run(node, [join(root, "node_modules", "electron", "install.js")], {
    env: projectEnv(root),
    stdio: ["ignore", output, "ignore"],
    timeout: DOWNLOAD_MS,
  });
  clearInterval(ticking);
  return code === 0 ? findElectron(root) : unobtainable("the Electron binary could not be fetched");
}

function unobtainable(electronProblem) {
  return { electron: "unobtainable", electronProblem };
}

/** Where Electron's own installer downloads from. */
function downloadServer(env) {
  return env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? "https://github.com/electron/electron/";
}

async function answers(server) {
  try {
    await fetch(server, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}
