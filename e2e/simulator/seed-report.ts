// One seed's result as it is kept, and the sum over many.
import { createHash } from "node:crypto";
import type { RunResult } from "./run-seed.ts";
import type { Violation } from "./scene.ts";

export interface SeedReport {
  readonly seed: string;
  /** How long the run was asked to be: reports of other lengths do not add up with it. */
  readonly asked: number;
  readonly events: number;
  readonly orders: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  readonly hash: string;
}

export interface Summary {
  readonly seeds: number;
  readonly events: number;
  readonly orders: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly (Violation & { readonly seed: string })[];
  /** Over the hashes of all traces, in the order of the seeds. */
  readonly hash: string;
}

export function reportOf(result: RunResult, asked: number): SeedReport {
  const { seed, events, orders, faults, violations, hash } = result;
  return { seed, asked, events, orders, faults, violations, hash };
}

/** Adds up; the order in which seeds were finished does not matter. */
export function summarise(reports: readonly SeedReport[]): Summary {
  const sorted = [...reports].sort((a, b) => (BigInt(a.seed) < BigInt(b.seed) ? -1 : 1));
  const faults = new Map<string, number>();
  const hash = createHash("sha256");
  for (const report of sorted) {
    for (const [name, count] of Object.entries(report.faults))
      faults.set(name, (faults.get(name) ?? 0) + count);
    hash.update(`${report.seed} ${report.hash}\n`);
  }
  const number = (name: string): number => Number(name.slice(1));
  return {
    seeds: sorted.length,
    events: sorted.reduce((sum, it) => sum + it.events, 0),
    orders: sorted.reduce((sum, it) => sum + it.orders, 0),
    faults: Object.fromEntries([...faults].sort(([a], [b]) => number(a) - number(b))),
    violations: sorted.flatMap(({ seed, violations }) => violations.map((it) => ({ seed, ...it }))),
    hash: hash.digest("hex"),
  };
}
