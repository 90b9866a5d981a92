// npm run yoke: the command line. Its stdout belongs to the command alone; all preparation goes to stderr.
// The simulator plays a venue, so it lives outside the product, and its verb starts here.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { prepare, runScript } from "./lib/prepare.mjs";
import { projectEnv, run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runScript(async () => {
  const node = await prepare(root, process.stderr);
  const [verb, ...words] = process.argv.slice(2);
  const command =
    verb === "simulate"
      ? [join(root, "e2e", "simulator", "main.ts"), ...words]
      : [join(root, "out", "main", "cli.js"), ...process.argv.slice(2)];
  return run(node, command, { env: projectEnv(root) });
});
