// Which legs of a plan may leave now: pairs go in stages, everything else at once.
import { ZERO } from "../money/decimal.ts";
import { isWithin, type LegProgress, pairNet, WAITING, withLeg } from "./pair-net.ts";
import type { Leg, Pair, PlanBody } from "./plan.ts";

/** A pair of which a leg ended at another quantity than its own, so that no other of its legs may leave. */
export interface StoppedPair {
  readonly underlying: string;
  /** Indices of the legs that ended so. */
  readonly because: readonly number[];
  /** Indices of the legs that will not leave. */
  readonly unsent: readonly number[];
}

export interface LegsDue {
  /** Indices of the legs that may leave now, all of them at once. */
  readonly now: readonly number[];
  readonly stopped: readonly StoppedPair[];
}

/**
 * Asked anew whenever a leg's progress changes; `progress` is aligned with the legs. A leg of a pair is due when the net
 * stays within the bound whatever becomes of it and of all that is out. Legs in no pair are due at once.
 */
export function legsDue({ legs, envelope }: PlanBody, progress: readonly LegProgress[]): LegsDue {
  const pairs = envelope.pairs ?? [];
  const paired = new Set(pairs.flatMap(({ steps }) => steps.map(({ leg }) => leg)));
  const free = [...legs.keys()].filter((leg) => !paired.has(leg) && isWaiting(progress[leg]));
  const stopped = pairs.flatMap((pair) => stopOf(pair, legs, progress));
  const going = pairs.filter(({ underlying }) => !stopped.some((one) => one.underlying === underlying));
  return { now: [...free, ...going.flatMap((pair) => dueInPair(pair, legs, progress))], stopped };
}

/** In the order of the steps, as many as have room; the first that has none holds up those behind it. */
function dueInPair(pair: Pair, legs: readonly Leg[], progress: readonly LegProgress[]): readonly number[] {
  const due: number[] = [];
  let range = pairNet(pair, legs, progress);
  for (const step of pair.steps) {
    if (!isWaiting(progress[step.leg])) continue;
    range = withLeg(range, step, legs, { kind: "out", filled: ZERO });
    if (!isWithin(range, pair)) break;
    due.push(step.leg);
  }
  return due;
}

/** When one side stops the other stops. */
function stopOf(
  { underlying, steps }: Pair,
  legs: readonly Leg[],
  progress: readonly LegProgress[],
): readonly StoppedPair[] {
  const own = steps.map(({ leg }) => leg);
  const because = own.filter((leg) => endedOff(legs[leg], progress[leg]));
  if (because.length === 0) return [];
  return [{ underlying, because, unsent: own.filter((leg) => isWaiting(progress[leg])) }];
}

function endedOff(leg: Leg | undefined, progress: LegProgress = WAITING): boolean {
  return leg !== undefined && progress.kind === "ended" && !progress.filled.equals(leg.terms.quantity);
}

function isWaiting(progress: LegProgress = WAITING): boolean {
  return progress.kind === "waiting";
}
