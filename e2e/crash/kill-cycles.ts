// Kills a trading terminal with SIGKILL at seeded moments, starts it again on the same journal, and judges at the venue.
// node e2e/crash/kill-cycles.ts [--cycles 200] [--seed 1 | --fresh] [--lanes 6]; the cycles are shared by lanes side by side.
// Prints one line of JSON, exits with 1 on a violation, or when nobody died where something can be lost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bundleTrader } from "./bundle-trader.ts";
import { runLane } from "./lane.ts";
import { missedStages, STAGES } from "./stages.ts";

const words = process.argv.slice(2);
const cycles = numberAfter("--cycles", 200);
/** Fresh: the minute of the start, so that every run tries other moments. */
const seed = words.includes("--fresh") ? Math.floor(Date.now() / 60_000) : numberAfter("--seed", 1);
const lanes = Math.max(1, numberAfter("--lanes", 6));
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
  const died = sumOf(tallies.map(({ killedIn }) => killedIn));
  const missed = missedStages(died);
  const sum = {
    seed,
    cycles: tallies.reduce((total, tally) => total + tally.cycles, 0),
    orders: tallies.reduce((total, tally) => total + tally.orders, 0),
    amends: tallies.reduce((total, tally) => total + tally.amends, 0),
    killedIn: Object.fromEntries(STAGES.map((stage) => [stage, died[stage] ?? 0])),
    powerCuts: tallies.reduce((total, tally) => total + tally.powerCuts, 0),
    badLines: tallies.reduce((total, tally) => total + tally.badLines, 0),
    violations: tallies.flatMap(({ violations }) => violations),
    seconds: Math.round((performance.now() - startedMs) / 1_000),
  };
  process.stdout.write(`${JSON.stringify(sum)}\n`);
  if (missed.length > 0)
    process.stderr.write(`Nobody died in ${missed.join(", ")}: the run did not try what it is for.\n`);
  const passed = sum.violations.length === 0 && missed.length === 0 && sum.cycles === cycles;
  const words = [`--cycles ${String(cycles)}`, `--seed ${String(seed)}`, `--lanes ${String(lanes)}`];
  if (!passed) process.stderr.write(`Repeat: node e2e/crash/kill-cycles.ts ${words.join(" ")}\n`);
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function sumOf<K extends string>(
  counts: readonly Readonly<Partial<Record<K, number>>>[],
): Partial<Record<K, number>> {
  const sum: Partial<Record<K, number>> = {};
  for (const count of counts)
    for (const name of Object.keys(count) as K[]) sum[name] = (sum[name] ?? 0) + (count[name] ?? 0);
  return sum;
}

function numberAfter(name: string, otherwise: number): number {
  const at = words.indexOf(name);
  const value = at < 0 ? otherwise : Number(words[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} needs a whole number`);
  return value;
}
