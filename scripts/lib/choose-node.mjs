// Chooses the Node that runs Yoke: the one that npm installed beside it, or a machine's own that is new enough.
import { join } from "node:path";
import process from "node:process";
import { runsWell } from "./run.mjs";

/** The oldest Node with everything that the main process uses (node:sqlite without a flag). */
const OLDEST = [22, 13];
const PROBE_MS = 5000;

/** Answers `{ path }`, or `{ problem }` with what to install. `runs(path)` says whether that Node starts here. */
export function chooseNode({ root, platform, arch, running, runningPath, runs }) {
  const folder = `node-${platform === "win32" ? "win" : platform}-${arch}`;
  const ours = join(root, "node_modules", folder, "bin", platform === "win32" ? "node.exe" : "node");
  if (runs(ours)) return { path: ours };
  if (isNewEnough(running)) return { path: runningPath };
  return {
    problem: `Yoke needs Node ${OLDEST.join(".")} or later on this machine, and this is ${running}: install Node 24 from https://nodejs.org and start again.`,
  };
}

/** The Node for this machine, or throws with what to install. */
export function nodeForThisMachine(root) {
  const choice = chooseNode({
    root,
    platform: process.platform,
    arch: process.arch,
    running: process.versions.node,
    runningPath: process.execPath,
    runs: (path) => runsWell(path, ["--version"], PROBE_MS),
  });
  if (choice.path === undefined) throw new Error(choice.problem);
  return choice.path;
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
