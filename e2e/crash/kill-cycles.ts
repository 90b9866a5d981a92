// Kills a trading terminal with SIGKILL at seeded moments, starts it again on the same journal, and judges at the venue.
// node e2e/crash/kill-cycles.ts [--cycles 200] [--seed 1]; prints one line of JSON, exits with 1 on a violation.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { decodeRecord } from "../../src-core/journal/codec.ts";
import { scan } from "../../src-main/adapters/journal-log/journal-log.ts";
import { NODE_24 } from "../fixtures/node-24.ts";
import { truthOf } from "./belief.ts";
import type { Belief } from "./messages.ts";
import { randomOf } from "./random.ts";
import { openVenueHost, type VenueHost } from "./venue-host.ts";

/** A start that takes longer than this has hung. */
const START_PATIENCE_MS = 60_000;
const MAX_LIFE_MS = 250;

interface Tally {
  cycles: number;
  orders: number;
  violations: string[];
}

const words = process.argv.slice(2);
const cycles = numberAfter("--cycles", 200);
const seed = numberAfter("--seed", 1);
const random = randomOf(seed);
const folder = mkdtempSync(join(tmpdir(), "yoke-crash-"));
const venue = await openVenueHost(`crash-${String(seed)}`);
const tally: Tally = { cycles: 0, orders: 0, violations: [] };
try {
  for (let cycle = 0; cycle < cycles && tally.violations.length === 0; cycle += 1) {
    await liveAndDie(venue, cycle);
    judgeJournal(venue, cycle);
    tally.cycles += 1;
  }
  if (tally.violations.length === 0) await settle(venue);
} finally {
  await venue.close();
  rmSync(folder, { recursive: true });
}
tally.orders = new Set(venue.arrived).size;
process.stdout.write(`${JSON.stringify({ seed, ...tally })}\n`);
process.exit(tally.violations.length === 0 && tally.cycles === cycles ? 0 : 1);

/** A last start, after which nothing may be in doubt. */
async function settle(host: VenueHost): Promise<void> {
  const child = startTrader(host, cycles, "settle");
  const gone = once(child, "exit");
  const ready = comparedWithTruth(host, cycles, "nothing in doubt");
  if (!(await within(START_PATIENCE_MS, ready, child))) tally.violations.push("an order stays in doubt");
  child.kill("SIGKILL");
  await gone;
}

function startTrader(host: VenueHost, cycle: number, ...mode: readonly string[]): ChildProcess {
  const life = String(seed * 100_003 + cycle);
  const trader = join(import.meta.dirname, "trader.ts");
  const stdio = ["ignore", "ignore", "inherit"] as const;
  return spawn(NODE_24, [trader, folder, String(host.port), life, ...mode], { stdio: [...stdio] });
}

/** One life: start, reconcile, compare, trade, and die at a moment or at the arrival of an order that the seed chose. */
async function liveAndDie(host: VenueHost, cycle: number): Promise<void> {
  const child = startTrader(host, cycle);
  const gone = once(child, "exit");
  const started = await within(START_PATIENCE_MS, comparedWithTruth(host, cycle), child);
  if (!started) {
    tally.violations.push(`cycle ${String(cycle)}: the terminal did not come back`);
    child.kill("SIGKILL");
  } else await killAtSomeMoment(host, child);
  await gone;
}

/** Resolves when the terminal has said what it believes, and that was compared with the venue's truth. */
function comparedWithTruth(host: VenueHost, cycle: number, doubt?: "nothing in doubt"): Promise<void> {
  return new Promise((done) => {
    host.onReady = (belief, go) => {
      void compare(host, belief, cycle, doubt).then(() => {
        go();
        done();
      });
    };
  });
}

async function compare(
  host: VenueHost,
  belief: Belief,
  cycle: number,
  doubt?: "nothing in doubt",
): Promise<void> {
  const truth = truthOf(await host.truth());
  for (const key of ["positions", "working"] as const) {
    const [ours, theirs] = [belief[key].join("; "), truth[key].join("; ")];
    if (ours !== theirs)
      tally.violations.push(`cycle ${String(cycle)}: ${key} held ${ours}, the venue has ${theirs}`);
  }
  if (doubt === undefined) return;
  for (const clientId of belief.unknown)
    tally.violations.push(`cycle ${String(cycle)}: ${clientId} is still unknown`);
}

async function killAtSomeMoment(host: VenueHost, child: ChildProcess): Promise<void> {
  const kill = () => child.kill("SIGKILL");
  if (random() < 0.5) {
    await new Promise((done) => {
      setTimeout(done, random() * MAX_LIFE_MS);
    });
    kill();
    return;
  }
  let left = 1 + Math.floor(random() * 12);
  const late = setTimeout(kill, MAX_LIFE_MS * 4);
  host.onCreate = () => {
    left -= 1;
    if (left === 0) kill();
  };
  await once(child, "exit");
  clearTimeout(late);
  host.onCreate = () => undefined;
}

/** Nothing reached the venue that is not in the journal, nothing reached it twice, and the journal is whole up to a torn end. */
function judgeJournal(host: VenueHost, cycle: number): void {
  const { entries } = scan(readFileSync(join(folder, "journal.log")));
  const intents = new Set<string>();
  for (const { text } of entries) {
    const record = decodeRecord(text);
    if (!record.ok) {
      tally.violations.push(`cycle ${String(cycle)}: a record cannot be read`);
      return;
    }
    if (record.value.kind === "submitted")
      for (const { clientId } of record.value.intents) intents.add(clientId);
  }
  const seen = new Set<string>();
  for (const clientId of host.arrived) {
    if (seen.has(clientId)) tally.violations.push(`cycle ${String(cycle)}: ${clientId} was sent twice`);
    if (!intents.has(clientId))
      tally.violations.push(`cycle ${String(cycle)}: ${clientId} was sent and is not in the journal`);
    seen.add(clientId);
  }
}

/** False when it took too long or the process ended before. */
async function within(patienceMs: number, promise: Promise<void>, child: ChildProcess): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => {
      done(false);
    }, patienceMs);
    child.once("exit", () => {
      done(false);
    });
  });
  const answer = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return answer;
}

function numberAfter(name: string, otherwise: number): number {
  const at = words.indexOf(name);
  const value = at < 0 ? otherwise : Number(words[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} needs a whole number`);
  return value;
}
