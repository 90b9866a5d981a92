// One line of lives over one data folder and one venue: each starts, reconciles, is compared, trades, and is killed.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { NODE_24 } from "../fixtures/node-24.ts";
import { truthOf } from "./belief.ts";
import { judgeJournal } from "./judge-journal.ts";
import { COMMANDS, type Belief, type Command } from "./messages.ts";
import { seededRandom } from "../venues/binance-usdm/seeded-random.ts";
import { openVenueHost, type VenueHost } from "./venue-host.ts";

/** A start that takes longer than this has hung. */
const START_PATIENCE_MS = 60_000;
const MAX_LIFE_MS = 250;
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
  /** How many lives ended at the arrival of which command; `moment`: at a time of their own. */
  killedAt: Partial<Record<Command | "moment", number>>;
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
  const tally: LaneTally = { cycles: 0, orders: 0, amends: 0, killedAt: {}, violations: [] };
  const lane: Lane = { ...options, host, tally, random: seededRandom(options.seed) };
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

function violate({ tally, seed }: Lane, cycle: number, found: string): void {
  tally.violations.push(`lane ${String(seed)}, cycle ${String(cycle)}: ${found}`);
}

/** A last start, after which nothing may be in doubt. */
async function settle(lane: Lane): Promise<void> {
  const child = startTrader(lane, lane.cycles, "settle");
  const gone = once(child, "exit");
  const ready = comparedWithTruth(lane, lane.cycles, "nothing in doubt");
  if (!(await within(START_PATIENCE_MS, ready, child))) violate(lane, lane.cycles, "an order stays in doubt");
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

/** One life: start, reconcile, compare, trade, and die at a moment or at the arrival of a command that the seed chose. */
async function liveAndDie(lane: Lane, cycle: number): Promise<void> {
  const child = startTrader(lane, cycle);
  const gone = once(child, "exit");
  if (await within(START_PATIENCE_MS, comparedWithTruth(lane, cycle), child))
    await killAtSomeMoment(lane, child);
  else {
    violate(lane, cycle, "the terminal did not come back");
    child.kill("SIGKILL");
  }
  await gone;
}

/** Resolves when the terminal has said what it believes, and that was compared with the venue's truth. */
function comparedWithTruth(lane: Lane, cycle: number, doubt?: "nothing in doubt"): Promise<void> {
  let looks = 0;
  return new Promise((done) => {
    lane.host.onReady = (belief, reply) => {
      void differences(lane.host, belief, doubt).then(async (found) => {
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

async function differences(
  host: VenueHost,
  belief: Belief,
  doubt?: "nothing in doubt",
): Promise<readonly string[]> {
  const venue = truthOf(await host.truth());
  // What is said to be in doubt may work at the venue.
  const doubted = (line: string): boolean => belief.doubted.some((id) => line.includes(id));
  const truth = { ...venue, working: venue.working.filter((line) => !doubted(line)) };
  const apart = (["positions", "working"] as const).flatMap((key) => {
    const [ours, theirs] = [belief[key].join("; "), truth[key].join("; ")];
    return ours === theirs ? [] : [`${key} held ${ours}, the venue has ${theirs}`];
  });
  const unknown = doubt === undefined ? [] : belief.unknown.map((clientId) => `${clientId} is still unknown`);
  return [...apart, ...unknown];
}

async function killAtSomeMoment(lane: Lane, child: ChildProcess): Promise<void> {
  const { host, random, tally } = lane;
  const kill = (at: Command | "moment"): void => {
    if (!child.kill("SIGKILL")) return;
    tally.killedAt[at] = (tally.killedAt[at] ?? 0) + 1;
  };
  if (random() < 0.4) {
    await pause(random() * MAX_LIFE_MS);
    kill("moment");
    return;
  }
  const awaited = COMMANDS[Math.floor(random() * COMMANDS.length)];
  let left = 1 + Math.floor(random() * (awaited === "create" ? 12 : 4));
  const late = setTimeout(() => {
    kill("moment");
  }, MAX_LIFE_MS * 4);
  host.onCommand = (command) => {
    if (command === awaited) left -= 1;
    if (command === awaited && left === 0) kill(command);
  };
  await once(child, "exit");
  clearTimeout(late);
  host.onCommand = () => undefined;
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

function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
