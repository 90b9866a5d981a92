// A seed with I20 looked after: now and then it is run again, and must leave the same trace.
import { runSeed } from "./run-seed.ts";
import { reportOf, type SeedReport } from "./seed-report.ts";

const AGAIN_EVERY = 25n;

/** I20 One seed, one trace. */
export async function runTwiceNowAndThen(
  seed: bigint,
  events: number,
  run: typeof runSeed = runSeed,
): Promise<SeedReport> {
  const first = reportOf(await run(seed, { events }), events);
  if (seed % AGAIN_EVERY !== 0n) return first;
  const again = await run(seed, { events });
  if (again.hash === first.hash) return first;
  const detail = `the same seed left two traces: ${first.hash} and ${again.hash}`;
  return { ...first, violations: [...first.violations, { invariant: "I20", detail }] };
}
