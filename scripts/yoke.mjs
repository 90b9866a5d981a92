// npm run yoke: the command line. Its stdout belongs to the command alone; all preparation goes to stderr.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { prepare, runScript } from "./lib/prepare.mjs";
import { projectEnv, run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runScript(async () => {
  const node = await prepare(root, process.stderr);
  const command = join(root, "out", "main", "cli.js");
  return run(node, [command, ...process.argv.slice(2)], { env: projectEnv(root) });
});
