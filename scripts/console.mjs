// npm run console: the console host. Its own first line is the first on stdout; all preparation goes to stderr.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { readHostArguments } from "./lib/host-arguments.mjs";
import { prepare, runScript } from "./lib/prepare.mjs";
import { projectEnv, run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runScript(async () => {
  const { args, problem } = readHostArguments(process.argv.slice(2));
  if (problem !== undefined) throw new Error(problem);
  const node = await prepare(root, process.stderr);
  return run(node, [join(root, "out", "main", "console.js"), ...args], { env: projectEnv(root) });
});
