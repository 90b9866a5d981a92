import { spawnSync } from "node:child_process";
import { expect, test } from "../fixtures/host.ts";
import { NODE_24 } from "../fixtures/node-24.ts";

test("a second host on the same data folder names the first and ends", async ({ host }) => {
  const terminal = await host.start();
  await terminal.ready(3);
  const words = ["out/main/console.js", "--port", "0", "--data-dir", host.dataFolder, "--no-open"];
  const second = spawnSync(NODE_24, words, { encoding: "utf8", timeout: 20_000 });
  expect(second.status).toBe(1);
  expect(second.stdout).toBe("");
  expect(second.stderr).toMatch(/already uses .*Close it first/);
  expect(second.stderr).toMatch(/process \d+/);
});
