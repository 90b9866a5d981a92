// How far the net of a pair may stand from where it began, counting the worst of every order that has left.
import { type Decimal, ZERO } from "../money/decimal.ts";
import type { Leg, Pair } from "./plan.ts";

/**
 * What is known of a leg's order. `waiting`: nothing has left. `out`: it may trade what is not filled yet, or may exist
 * (sending, accepted, open, partly filled, unknown). `ended`: it will trade no more than it filled. Size units.
 */
export type LegProgress =
  | { readonly kind: "waiting" }
  | { readonly kind: "out"; readonly filled: Decimal }
  | { readonly kind: "ended"; readonly filled: Decimal };

export const WAITING: LegProgress = { kind: "waiting" };

/** USD at the steps' prices: no outcome of the orders that are out leads lower or higher. */
export interface NetRange {
  readonly lowest: Decimal;
  readonly highest: Decimal;
}

/** Where the pair's net may come to stand, every order that is out filled by nothing more, by all, or by anything between. */
export function pairNet(pair: Pair, legs: readonly Leg[], progress: readonly LegProgress[]): NetRange {
  return pair.steps.reduce<NetRange>(
    (range, step) => withLeg(range, step, legs, progress[step.leg] ?? WAITING),
    { lowest: ZERO, highest: ZERO },
  );
}

/** The range with one more leg in it. */
export function withLeg(
  { lowest, highest }: NetRange,
  { leg, unitNotional }: Pair["steps"][number],
  legs: readonly Leg[],
  progress: LegProgress,
): NetRange {
  if (progress.kind === "waiting") return { lowest, highest };
  const terms = legs[leg]?.terms;
  if (terms === undefined) throw new Error("Invariant: a step names a leg of its plan");
  const done = progress.filled.times(unitNotional);
  const most = progress.kind === "ended" ? done : progress.filled.max(terms.quantity).times(unitNotional);
  return terms.side === "buy"
    ? { lowest: lowest.plus(done), highest: highest.plus(most) }
    : { lowest: lowest.minus(most), highest: highest.minus(done) };
}

/** Whether every outcome in the range is within the pair's bound. */
export function isWithin({ lowest, highest }: NetRange, { netBound }: Pair): boolean {
  return highest.atMost(netBound) && lowest.atLeast(netBound.negated());
}
