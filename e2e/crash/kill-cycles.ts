// Kills a trading terminal with SIGKILL at seeded moments, starts it again on the same journal, and judges at the venue.
// node e2e/crash/kill-cycles.ts [--cycles 200] [--seed 1 | --fresh] [--lanes 2]; the cycles are shared by lanes that run side by side.
// Prints one line of JSON, exits with 1 on a violation.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bundleTrader } from "./bundle-trader.ts";
import { runLane } from "./lane.ts";

const words = process.argv.slice(2);
const cycles = numberAfter("--cycles", 200);
/** Fresh: the minute of the start, so that every run tries other moments. */
const seed = words.includes("--fresh") ? Math.floor(Date.now() / 60_000) : numberAfter("--seed", 1);
const lanes = Math.max(1, numberAfter("--lanes", 2));
const startedMs = performance.now();
const folder = mkdtempSync(join(tmpdir(), "yoke-crash-"));
try {
  const trader = await bundleTrader(folder);
  const shares = Array.from({ length: lanes }, (_, lane) => ({
    seed: seed * 100 + lane,
    cycles: Math.floor(cycles / lanes) + (lane < cycles % lanes ? 1 : 0),
  }));
  const tallies = await Promise.all(
    shares.map((share) => runLane({ ...share, trader, folder: mkdtempSync(join(folder, "lane-")) })),
  );
  const sum = {
    seed,
    cycles: tallies.reduce((total, tally) => total + tally.cycles, 0),
    orders: tallies.reduce((total, tally) => total + tally.orders, 0),
    amends: tallies.reduce((total, tally) => total + tally.amends, 0),
    killedAt: sumOf(tallies.map(({ killedAt }) => killedAt)),
    violations: tallies.flatMap(({ violations }) => violations),
    seconds: Math.round((performance.now() - startedMs) / 1_000),
  };
  process.stdout.write(`${JSON.stringify(sum)}\n`);
  if (sum.violations.length > 0)
    process.stderr.write(
      `Repeat: node e2e/crash/kill-cycles.ts --cycles ${String(cycles)} --seed ${String(seed)}\n`,
    );
  process.exitCode = sum.violations.length === 0 && sum.cycles === cycles ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function sumOf(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const count of counts)
    for (const [name, times] of Object.entries(count)) sum[name] = (sum[name] ?? 0) + times;
  return sum;
}

function numberAfter(name: string, otherwise: number): number {
  const at = words.indexOf(name);
  const value = at < 0 ? otherwise : Number(words[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} needs a whole number`);
  return value;
}
