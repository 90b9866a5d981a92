// npm start: from a bare clone to a running terminal, in Electron's window or, where that cannot be, in a browser.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { chooseHost } from "./lib/choose-host.mjs";
import { electronPath, fetchElectron, findElectron } from "./lib/electron-binary.mjs";
import { readHostArguments } from "./lib/host-arguments.mjs";
import { prepare, runScript } from "./lib/prepare.mjs";
import { projectEnv, run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line) => console.log(line);

async function decide(node) {
  const place = {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasDisplay: Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
  };
  const first = chooseHost({ ...place, ...findElectron(root) });
  if (first.host !== "download") return first;
  return chooseHost({ ...place, ...(await fetchElectron(root, node, say, process.stdout.fd)) });
}

await runScript(async () => {
  const { args, problem } = readHostArguments(process.argv.slice(2));
  if (problem !== undefined) throw new Error(problem);
  const node = await prepare(root, process.stdout);
  const { host, why } = await decide(node);
  const options = { cwd: root, env: projectEnv(root) };
  if (host === "electron") {
    // An editor's own terminal may set this, and Electron would then be a bare Node.
    delete options.env.ELECTRON_RUN_AS_NODE;
    return run(electronPath(root), [root, ...args], options);
  }
  say(`Yoke opens in the browser: ${why}.`);
  return run(node, [join(root, "out", "main", "console.js"), ...args], options);
});
