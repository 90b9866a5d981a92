// One run: set up, let the script happen, let faults stop, wait, and compare everything with the venue.
import { hold, release } from "./virtual-globals.ts";
import { goBeneathCcxt, useNetwork } from "./beneath-ccxt.ts";
import { FAULTS_BY_NAME, FAULT_NAMES, type FaultKind } from "./faults.ts";
import { GESTURES, resumeAll, type GestureName } from "./gestures.ts";
import { walkMarket } from "./market-walk.ts";
import { disagreements } from "./judge/agreement.ts";
import { fillDifferences } from "./judge/screen.ts";
import { JUDGES } from "./judge/judges.ts";
import { Scene, type Violation } from "./scene.ts";
import { makeScript, type Action } from "./script.ts";
import { setUp } from "./set-up.ts";
import { Trader } from "./trader.ts";

export interface RunOptions {
  readonly events: number;
  /** Only these actions of the script; all of them when absent. */
  readonly only?: ReadonlySet<number>;
  /** In place of the seed's own script. */
  readonly script?: readonly Action[];
}

export interface RunResult {
  readonly seed: string;
  readonly events: number;
  /** Creates that reached the venue. */
  readonly orders: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  readonly hash: string;
  readonly trace: readonly string[];
  /** The actions that happened. */
  readonly played: readonly Action[];
  readonly simulatedMs: number;
}

const SET_UP_MS = 60_000;
const ACTIONS_PER_EVENT = 1 / 4;

/** Plays a seed. The same seed, events and actions give the same result to the last letter. */
export async function runSeed(seed: number | bigint, options: RunOptions): Promise<RunResult> {
  await goBeneathCcxt();
  const scene = new Scene(seed);
  const chance = scene.random("ccxt");
  hold({ world: scene.world, wallMs: () => scene.desk.wallMs(), random: chance.next });
  try {
    const played = await play(scene, options);
    const { desk, trace, violations, world } = scene;
    if (desk.runs) {
      const closed = desk.close();
      await world.runUntil(world.nowMs() + 120_000);
      await closed;
    }
    return {
      seed: String(seed),
      events: trace.events,
      orders: scene.venue.truth.creates.length,
      faults: Object.fromEntries([...scene.faults].sort(([a], [b]) => (a < b ? -1 : 1))),
      violations,
      hash: trace.digest(),
      trace: trace.lines,
      played,
      simulatedMs: world.nowMs(),
    };
  } finally {
    release();
    useNetwork(undefined);
  }
}

async function play(scene: Scene, options: RunOptions): Promise<readonly Action[]> {
  const { world, trace } = scene;
  const trader = new Trader(scene);
  scene.watches.push(...Object.values(JUDGES).map((judge) => judge(scene, trader)));
  walkMarket(scene);
  await begin(scene, trader);
  const startMs = world.nowMs();
  const script = options.script ?? makeScript(scene.seed, Math.ceil(options.events * ACTIONS_PER_EVENT));
  const played: Action[] = [];
  for (const action of script) {
    if (trace.events >= options.events) break;
    if (options.only !== undefined && !options.only.has(action.index)) continue;
    await world.runUntil(startMs + action.atMs);
    played.push(action);
    trace.add("action", `${String(action.index)} ${action.name}`);
    perform(trader, action);
  }
  await calmDown(scene, trader);
  return played;
}

function perform(trader: Trader, action: Action): void {
  const chance = trader.scene.random(`action ${String(action.index)}`);
  const fault = FAULT_NAMES.find((name) => name === action.name);
  if (fault === undefined) GESTURES[action.name as GestureName](trader, chance);
  else FAULTS_BY_NAME[fault satisfies FaultKind](trader, chance);
}

async function begin(scene: Scene, trader: Trader): Promise<void> {
  const { desk, world } = scene;
  desk.start();
  await world.runUntil(world.nowMs() + 1000, () => desk.runs);
  const end: { done: boolean; failed?: unknown } = { done: false };
  world.schedule(0, desk.owner, () => {
    setUp(scene, trader).then(
      () => {
        end.done = true;
      },
      (error: unknown) => {
        end.failed = error;
      },
    );
  });
  await world.runUntil(world.nowMs() + SET_UP_MS, () => end.done || end.failed !== undefined);
  if (!end.done) throw new Error(`Invariant: a run was not set up: ${String(end.failed)}`);
  await world.runUntil(world.nowMs() + 5000);
}

/** Longest after the last fault, or the end of the longest ban, until the screen and the venue agree. */
const AGREE_WITHIN_MS = 90_000;
const LONGEST_BAN_MS = 120_000;
const LOOK_EVERY_MS = 5_000;
const LOOKS_A_RETRY = 4;

/** Faults stop, a person looks after what waits for him, and after a while everything agrees. */
async function calmDown(scene: Scene, trader: Trader): Promise<void> {
  const { world } = scene;
  scene.heal();
  await world.runUntil(world.nowMs() + LOOK_EVERY_MS);
  resumeAll(trader);
  const banned = (scene.faults.get("F14") ?? 0) + (scene.faults.get("F15") ?? 0) > 0;
  const untilMs = world.nowMs() + AGREE_WITHIN_MS + (banned ? LONGEST_BAN_MS : 0);
  let apart: readonly string[] = ["not looked at"];
  for (let looks = 1; world.nowMs() < untilMs; looks += 1) {
    await world.runUntil(world.nowMs() + LOOK_EVERY_MS);
    if (!scene.desk.runs) scene.desk.start();
    // An account that could not be connected says so and waits for a person.
    if (looks % LOOKS_A_RETRY === 0) resumeAll(trader);
    apart = disagreements(scene);
    if (apart.length === 0 && settled(scene) && fillDifferences(scene).length === 0) break;
  }
  for (const difference of apart) scene.violate("I4", difference);
  for (const watch of scene.watches) watch.quiet?.();
}

/** No order of ours is on its way any more. */
function settled(scene: Scene): boolean {
  return !scene.desk
    .entities("order")
    .some(({ status }) => status === "INTENT" || status === "SENDING" || status === "ACCEPTED");
}
