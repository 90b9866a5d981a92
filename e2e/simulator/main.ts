// `yoke simulate`: plays a range of seeds and prints what came out. Exit code 1 when an invariant broke.
import { realMs } from "./virtual-globals.ts";
import { readArguments } from "./arguments.ts";
import { checkedOutCommit } from "./checked-out-commit.ts";
import { runSeed } from "./run-seed.ts";
import type { Summary } from "./seed-report.ts";
import { shrink } from "./shrink.ts";
import { simulate } from "./simulate.ts";

const SHRINK_SEEDS = 2;
const SHRINK_TRIALS = 40;
const TOLD_EVERY = 25;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The shortest way found to the same failure, as a trace. */
async function explain(seed: string, invariant: string, events: number): Promise<void> {
  const whole = await runSeed(BigInt(seed), { events });
  const fails = async (only: ReadonlySet<number>): Promise<boolean> => {
    const { violations } = await runSeed(BigInt(seed), { events, only });
    return violations.some((it) => it.invariant === invariant);
  };
  const actions = await shrink(whole.played, fails, SHRINK_TRIALS);
  const shortest = await runSeed(BigInt(seed), { events, only: new Set(actions) });
  say(
    `\nSeed ${seed}, ${invariant}: ${String(actions.length)} of ${String(whole.played.length)} actions are enough.`,
  );
  for (const line of shortest.trace) say(line);
  say(`Repeat: npm run --silent yoke -- simulate --seeds ${seed} --events ${String(events)}`);
}

function printed({ seeds, orders, faults, violations, hash, events }: Summary, seconds: number): string {
  const counts = Object.entries(faults).map(([name, count]) => `${name} ${String(count)}`);
  const found = violations.map(({ seed, invariant, detail }) => `  seed ${seed}: ${invariant} ${detail}`);
  return [
    `${String(seeds)} seeds, ${String(events)} events, ${String(orders)} orders, ${String(violations.length)} violations, ${seconds.toFixed(1)} s`,
    `faults that struck: ${counts.join(", ")}`,
    ...found,
    `hash ${hash}`,
  ].join("\n");
}

const commit = checkedOutCommit(import.meta.dirname);
const origin = { nowMs: realMs(), ...(commit === undefined ? {} : { commit }) };
const options = readArguments(process.argv.slice(2), origin);
if (typeof options === "string") {
  say(options);
  process.exitCode = 2;
} else {
  const startedMs = realMs();
  let finished = 0;
  const range = `${String(options.from)}..${String(options.to)}`;
  say(`Repeat: npm run --silent yoke -- simulate --seeds ${range} --events ${String(options.events)}`);
  const summary = await simulate(options, (report) => {
    finished += 1;
    if (report.violations.length > 0)
      say(`seed ${report.seed}: ${report.violations.map((it) => it.invariant).join(" ")}`);
    if (finished % TOLD_EVERY === 0)
      say(`${String(finished)} seeds, ${((realMs() - startedMs) / 1000).toFixed(0)} s`);
  });
  const { seeds, orders, faults, violations, hash } = summary;
  const all = options.to - options.from + 1n;
  if (BigInt(seeds) < all) say(`Time was up after ${String(seeds)} of ${String(all)} seeds.`);
  const found = { seeds, orders, faults, violations, hash };
  process.stdout.write(
    `${options.json ? JSON.stringify(found) : printed(summary, (realMs() - startedMs) / 1000)}\n`,
  );
  const failing = [...new Map(violations.map((it) => [it.seed, it])).values()].slice(0, SHRINK_SEEDS);
  for (const { seed, invariant } of failing)
    if (invariant !== "I20" && invariant !== "run") await explain(seed, invariant, options.events);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
