// Builds renderer, main and preload into out/, each where its entry exists, and stamps what they were built from.
import { existsSync, rmSync } from "node:fs";
import process from "node:process";
import { build } from "vite";
import { sourceStamp, writeStamp } from "./lib/stamp.mjs";

const BUILDS = [
  { name: "renderer", entries: ["src-renderer/index.html"] },
  { name: "main", entries: ["src-main/main.ts", "src-main/console.ts", "src-main/cli.ts"] },
  { name: "preload", entries: ["src-main/preload.ts"] },
];

const root = process.cwd();
const stamp = sourceStamp(root);
rmSync("out", { recursive: true, force: true });
for (const { name, entries } of BUILDS) {
  const startedAt = performance.now();
  if (!entries.some((entry) => existsSync(entry))) {
    console.log(`build ${name}: skipped, none of ${entries.join(", ")} exists`);
    continue;
  }
  await build({ configFile: `vite.${name}.config.ts`, logLevel: "warn" });
  console.log(`build ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
writeStamp(root, stamp);
