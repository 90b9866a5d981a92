// What will happen in a run, made from the seed alone: when, and which gesture or fault. A part of it is a script too.
import { FAULT_NAMES, type FaultKind } from "./faults.ts";
import { GESTURES, type GestureName } from "./gestures.ts";
import { random } from "./random.ts";

export interface Action {
  /** Names its own source of chance, whatever else is left out. */
  readonly index: number;
  /** After the terminal has been set up. */
  readonly atMs: number;
  readonly name: GestureName | FaultKind;
}

const MEAN_GAP_MS = 400;

const WEIGHTS: Readonly<Record<GestureName, number>> = {
  order: 50,
  cancel: 16,
  query: 3,
  flatten: 6,
  kill: 2,
  resume: 5,
  restart: 0.6,
  jump: 5,
  amend: 14,
  choose: 3,
  rebalance: 4,
  preset: 6,
};

/** Every seed has its own temper: which faults it knows, and how many of them. Chosen anew so that rare pairs meet. */
export function makeScript(seed: number | bigint, count: number): readonly Action[] {
  const chance = random(seed, "script");
  const faults = FAULT_NAMES.filter(() => chance.chance(0.4));
  const faultShare = faults.length === 0 ? 0 : chance.pick([0, 0.02, 0.05, 0.1, 0.2]);
  let atMs = 0;
  return Array.from({ length: count }, (_, index) => {
    atMs += Math.round(-Math.log(1 - chance.next()) * MEAN_GAP_MS);
    const fault = chance.chance(faultShare) ? chance.pickFrom(faults) : undefined;
    return { index, atMs, name: fault ?? gesture(chance.next()) };
  });
}

function gesture(point: number): GestureName {
  const names = Object.keys(GESTURES) as GestureName[];
  let left = point * names.reduce((sum, name) => sum + WEIGHTS[name], 0);
  for (const name of names) {
    left -= WEIGHTS[name];
    if (left < 0) return name;
  }
  return "order";
}
