// npm run verify: every check there is, fastest first, up to the first red one.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runScript } from "./lib/prepare.mjs";
import { projectEnv, run } from "./lib/run.mjs";
import { chooseSteps, commandOf, tableOf } from "./lib/verify-steps.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function runStep(step) {
  const missing = step.needs?.filter((path) => !existsSync(join(root, path))) ?? [];
  if (missing.length > 0) {
    console.log(
      `!!! ${step.name} SKIPPED: there is no ${missing.join(", no ")} yet, so it would say nothing !!!`,
    );
    return "SKIPPED";
  }
  const [command, args] = commandOf(step, process.platform);
  const code = await run(command, args, {
    cwd: root,
    env: projectEnv(root),
    shell: process.platform === "win32",
  });
  return code === 0 ? "green" : "RED";
}

await runScript(async () => {
  const { steps, problem } = chooseSteps(process.argv.slice(2));
  if (problem !== undefined) throw new Error(problem);
  const rows = [];
  for (const step of steps) {
    console.log(`\n--- ${step.name}`);
    const startedAt = performance.now();
    const outcome = await runStep(step);
    rows.push({ name: step.name, outcome, seconds: (performance.now() - startedAt) / 1000 });
    if (outcome === "RED") break;
  }
  console.log(`\n${tableOf(rows).join("\n")}`);
  return rows.some(({ outcome }) => outcome === "RED") ? 1 : 0;
});
