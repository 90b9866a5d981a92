// One line of lives over one data folder and one venue: each starts, reconciles, is compared, trades, and is killed.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { NODE_24 } from "../fixtures/node-24.ts";
import { weatherAt } from "./bad-line.ts";
import { beginLife, chooseDeath, MAX_LIFE_MS, maybeCutPower, type Death } from "./death.ts";
import { differences } from "./differences.ts";
import { judgeJournal } from "./judge-journal.ts";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";
import { aimWord, type Stage } from "./stages.ts";
import { openVenueHost, type VenueHost } from "./venue-host.ts";
import { readNote, writeNote } from "./whereabouts.ts";

/** A start that takes longer than this has hung. */
const START_PATIENCE_MS = 60_000;
/** What fills or ends between a belief and the truth is a matter of moments: after as many looks they have to agree. */
const LOOKS = 40;
const LOOK_EVERY_MS = 50;

export interface LaneOptions {
  readonly trader: string;
  readonly folder: string;
  readonly seed: number;
  readonly cycles: number;
}

export interface LaneTally {
  cycles: number;
  orders: number;
  amends: number;
  /** How many lives ended in which step, as the process noted it itself. */
  killedIn: Partial<Record<Stage, number>>;
  /** Deaths after which written bytes that were not durable were gone. */
  powerCuts: number;
  /** Commands that the line lost, or whose answers it lost or held back. */
  badLines: number;
  violations: string[];
}

interface Lane extends LaneOptions {
  readonly host: VenueHost;
  readonly tally: LaneTally;
  readonly random: () => number;
}

/** Lives and dies as often as asked, or until something breaks. */
export async function runLane(options: LaneOptions): Promise<LaneTally> {
  const host = await openVenueHost(`crash-${String(options.seed)}`);
  const tally: LaneTally = {
    cycles: 0,
    orders: 0,
    amends: 0,
    killedIn: {},
    powerCuts: 0,
    badLines: 0,
    violations: [],
  };
  const lane: Lane = { ...options, host, tally, random: seededRandom(options.seed) };
  writeNote(options.folder, { stage: "start", durableBytes: 0, isHaltAnswered: false });
  letWeatherIn(lane);
  try {
    for (let cycle = 0; cycle < options.cycles && tally.violations.length === 0; cycle += 1) {
      await liveAndDie(lane, cycle);
      for (const found of judgeJournal(host, options.folder)) violate(lane, cycle, found);
      tally.cycles += 1;
    }
    if (tally.violations.length === 0) await settle(lane);
  } finally {
    await host.close();
  }
  tally.orders = new Set(host.arrived).size;
  tally.amends = host.amended.length;
  return tally;
}

/** How many commands a life sends is a matter of speed: their weather has a row of numbers of its own. */
function letWeatherIn({ host, tally, seed }: Lane): void {
  const random = seededRandom(seed + 1);
  host.weather = () => {
    const weather = weatherAt(random());
    if (weather !== "fair") tally.badLines += 1;
    return weather;
  };
}

function violate({ tally, seed }: Lane, cycle: number, found: string): void {
  tally.violations.push(`lane ${String(seed)}, cycle ${String(cycle)}: ${found}`);
}

/** A last start, after which nothing may be in doubt. */
async function settle(lane: Lane): Promise<void> {
  lane.host.weather = () => "fair";
  beginLife(lane.folder);
  const child = startTrader(lane, lane.cycles, "settle");
  const gone = once(child, "exit");
  const comparing = comparedWithTruth(lane, lane.cycles, "nothing in doubt");
  if ((await firstOf(comparing, gone)) !== "ready") violate(lane, lane.cycles, "an order stays in doubt");
  child.kill("SIGKILL");
  await gone;
}

function startTrader(lane: Lane, cycle: number, ...mode: readonly string[]): ChildProcess {
  const { trader, folder, host, seed } = lane;
  const life = String((seed * 100_003 + cycle) % 2 ** 32);
  return spawn(NODE_24, [trader, folder, String(host.port), life, ...mode], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** One life: start, reconcile, compare, trade, and die as the seed chose; then what the disk keeps of it. */
async function liveAndDie(lane: Lane, cycle: number): Promise<void> {
  const { random, folder, tally, host } = lane;
  const death = chooseDeath(random, cycle === 0);
  beginLife(folder);
  const child = startTrader(lane, cycle, ...(death.kind === "aimed" ? [aimWord(death.aim)] : []));
  const gone = once(child, "exit");
  const early = death.kind === "early" ? killAfter(child, death.afterMs) : undefined;
  const outcome = await firstOf(comparedWithTruth(lane, cycle), gone);
  if (outcome === "ready") await endLife(host, child, death, gone);
  if (outcome === "late") {
    violate(lane, cycle, "the terminal did not come back");
    child.kill("SIGKILL");
  }
  const [code, signal] = (await gone) as [number | null, string | null];
  clearTimeout(early);
  host.onCommand = () => undefined;
  if (signal !== "SIGKILL") violate(lane, cycle, `the terminal ended by itself with ${String(code)}`);
  const { stage } = readNote(folder);
  tally.killedIn[stage] = (tally.killedIn[stage] ?? 0) + 1;
  if (maybeCutPower(folder, random) > 0) tally.powerCuts += 1;
}

/** Resolves when the terminal has said what it believes, and that was compared with the venue's truth. */
function comparedWithTruth(lane: Lane, cycle: number, doubt?: "nothing in doubt"): Promise<void> {
  const { host, folder } = lane;
  let looks = 0;
  return new Promise((done) => {
    host.onReady = (belief, reply) => {
      const { isHaltAnswered } = readNote(folder);
      void differences({ truth: host.truth, isHaltAnswered }, belief, doubt).then(async (found) => {
        looks += 1;
        if (found.length > 0 && looks < LOOKS) {
          await pause(LOOK_EVERY_MS);
          reply("again");
          return;
        }
        for (const difference of found) violate(lane, cycle, difference);
        reply("go");
        done();
      });
    };
  });
}

/** Kills a terminal that trades, unless it ends itself; what does not come in time is replaced by a moment. */
async function endLife(
  host: VenueHost,
  child: ChildProcess,
  death: Death,
  gone: Promise<unknown>,
): Promise<void> {
  const timer = killAfter(child, death.kind === "moment" ? death.afterMs : MAX_LIFE_MS * 5);
  if (death.kind === "arrival") {
    let left = death.nth;
    host.onCommand = (command) => {
      if (command === death.command) left -= 1;
      if (command === death.command && left === 0) child.kill("SIGKILL");
    };
  }
  await gone;
  clearTimeout(timer);
}

function killAfter(child: ChildProcess, afterMs: number): ReturnType<typeof setTimeout> {
  return setTimeout(() => child.kill("SIGKILL"), afterMs);
}

/** Whether the terminal became ready, ended before, or did neither in time. */
async function firstOf(ready: Promise<void>, gone: Promise<unknown>): Promise<"ready" | "gone" | "late"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((done) => {
    timer = setTimeout(() => {
      done("late");
    }, START_PATIENCE_MS);
  });
  const outcome = await Promise.race([
    ready.then(() => "ready" as const),
    gone.then(() => "gone" as const),
    late,
  ]);
  clearTimeout(timer);
  return outcome;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
