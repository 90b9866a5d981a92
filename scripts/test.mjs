// npm test: from a bare clone to the whole suite. Installs, makes the machine ready, then verifies.
import { dirname, join } from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { nodeForThisMachine } from "./lib/choose-node.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { lookAtMachine, planMachine } from "./lib/machine.mjs";
import { runScript } from "./lib/prepare.mjs";
import { projectEnv, run } from "./lib/run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const APT_TRIES = 6;
const APT_PAUSE_MS = 10_000;

/** Runs apt-get until it succeeds: on a machine that has just started, another apt may hold the lock. */
async function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (let attempt = 1; attempt <= APT_TRIES; attempt += 1) {
    if ((await run("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=60", ...args], { env })) === 0) return;
    if (attempt < APT_TRIES)
      console.log(`apt-get ${args[0]} failed; trying again in ${APT_PAUSE_MS / 1000} s ...`);
    if (attempt < APT_TRIES) await wait(APT_PAUSE_MS);
  }
  throw new Error(`apt-get ${args.join(" ")} failed ${APT_TRIES} times.`);
}

async function makeMachineReady() {
  // Imported late: before the packages are installed there is no Playwright to ask.
  const { chromium } = await import("@playwright/test");
  const plan = planMachine(lookAtMachine(chromium.executablePath()));
  if (plan.step === "apt") {
    console.log(`Installing ${plan.packages.join(", ")} ...`);
    await apt("update");
    await apt("install", "-y", "--no-install-recommends", ...plan.packages);
  } else if (plan.step === "playwright") {
    const code = await run("playwright", ["install", "chromium"], { env: projectEnv(root) });
    if (code !== 0) throw new Error("Playwright could not fetch its browser; its own message is above.");
  } else if (plan.step === "ask") {
    throw new Error(
      `The suite needs a Secret Service to test keys against. Run this once, then npm test again:\n  ${plan.line}`,
    );
  }
}

await runScript(async () => {
  await ensureInstalled(root, (line) => console.log(line), process.stdout.fd);
  await makeMachineReady();
  const node = nodeForThisMachine(root);
  const args = [join(root, "scripts", "verify.mjs"), ...process.argv.slice(2)];
  return run(node, args, { cwd: root, env: projectEnv(root) });
});
