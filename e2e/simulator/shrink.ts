// Delta debugging over the actions of a failing run: leaves out what is not needed for the same invariant to break.
import type { Action } from "./script.ts";

/** Whether a run of these actions alone still fails in the same way. */
export type Fails = (only: ReadonlySet<number>) => Promise<boolean>;

/** The smallest set of actions found that still fails; `trials` bounds how often it is tried. */
export async function shrink(
  actions: readonly Action[],
  fails: Fails,
  trials: number,
): Promise<readonly number[]> {
  let kept = actions.map(({ index }) => index);
  let parts = 2;
  let left = trials;
  while (kept.length > 1 && left > 0) {
    const size = Math.ceil(kept.length / parts);
    let smaller: number[] | undefined;
    for (let from = 0; from < kept.length && smaller === undefined && left > 0; from += size) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)];
      left -= 1;
      if (await fails(new Set(without))) smaller = without;
    }
    if (smaller !== undefined) {
      kept = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) break;
    else parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}
