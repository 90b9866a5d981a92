// Where lots differ, parts move between accounts in unequal steps: the nearest answer is a small knapsack.
// Solved exactly: lots of one size are interchangeable, so only the number of round-ups per size is searched.
import { Rational, RATIONAL_ZERO, sumRationals } from "../money/rational.ts";

/** Above this many candidates the lots are too varied to be searched exactly. */
const MAX_CANDIDATES = 100_000;

/** An account that may be rounded up: `spare` is its share above the lots below it, more than 0 and at most one lot. */
interface RoundUp {
  readonly index: number;
  readonly spare: Rational;
}

interface LotSize {
  readonly lot: Rational;
  /** Those whose rounding up does not lengthen the total distance, the most worth while first. */
  readonly worthwhile: readonly RoundUp[];
}

/** A choice of round-ups per lot size: what it takes of the spare quantity, and what it saves in distance. */
interface Candidate {
  readonly used: Rational;
  readonly saved: Rational;
  readonly ups: readonly number[];
}

/**
 * Lots per account such that no account is further than one own lot from its share and the parts stay within the
 * sum of the shares; of such answers the least total distance, then the least left over, then the group's order.
 * Undefined when more than `MAX_CANDIDATES` would have to be compared.
 */
export function roundUnlikeLots(
  shares: readonly Rational[],
  lots: readonly Rational[],
): bigint[] | undefined {
  const below = shares.map((share, index) => lotsBelow(share, lotAt(lots, index)));
  const spares = shares.map((share, index) => share.minus(times(lotAt(lots, index), below[index] ?? 0n)));
  const sizes = bySize(spares, lots);
  const chosen = bestCandidate(sizes, sumRationals(spares));
  if (chosen === undefined) return undefined;
  const answer = [...below];
  sizes.forEach(({ worthwhile }, size) => {
    for (const { index } of worthwhile.slice(0, chosen.ups[size])) answer[index] = (answer[index] ?? 0n) + 1n;
  });
  return answer;
}

/** A share that lies on its lot counts from one lot below, so that it may give that lot up to a better use. */
function lotsBelow(share: Rational, lot: Rational): bigint {
  return share.isZero() ? 0n : share.dividedBy(lot).ceil() - 1n;
}

function bySize(spares: readonly Rational[], lots: readonly Rational[]): LotSize[] {
  const sizes: { lot: Rational; worthwhile: RoundUp[] }[] = [];
  spares.forEach((spare, index) => {
    const lot = lotAt(lots, index);
    if (spare.isZero() || savedBy({ index, spare }, lot).compare(RATIONAL_ZERO) < 0) return;
    const size = sizes.find((known) => known.lot.compare(lot) === 0);
    if (size === undefined) sizes.push({ lot, worthwhile: [{ index, spare }] });
    else size.worthwhile.push({ index, spare });
  });
  return sizes.map(({ lot, worthwhile }) => ({
    lot,
    worthwhile: worthwhile.toSorted((a, b) => b.spare.compare(a.spare)),
  }));
}

/** Distance when left below minus distance when rounded up: `spare - (lot - spare)`. */
function savedBy({ spare }: RoundUp, lot: Rational): Rational {
  return spare.plus(spare).minus(lot);
}

function bestCandidate(sizes: readonly LotSize[], budget: Rational): Candidate | undefined {
  let candidates: Candidate[] = [{ used: RATIONAL_ZERO, saved: RATIONAL_ZERO, ups: [] }];
  for (const size of sizes) {
    candidates = undominated(candidates.flatMap((candidate) => extensions(candidate, size, budget)));
    if (candidates.length > MAX_CANDIDATES) return undefined;
  }
  return candidates.at(-1);
}

function extensions(from: Candidate, { lot, worthwhile }: LotSize, budget: Rational): Candidate[] {
  const found: Candidate[] = [{ ...from, ups: [...from.ups, 0] }];
  let { used, saved } = from;
  for (const [position, up] of worthwhile.entries()) {
    used = used.plus(lot);
    if (used.compare(budget) > 0) break;
    saved = saved.plus(savedBy(up, lot));
    found.push({ used, saved, ups: [...from.ups, position + 1] });
  }
  return found;
}

/**
 * Ordered by use; one that uses more without saving at least as much is dropped. Equal savings stay, since at the
 * end the one that leaves least over wins. So the last of the list is the best.
 */
function undominated(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates.toSorted(byUseThenSaving)) {
    const last = kept.at(-1);
    if (last === undefined) kept.push(candidate);
    else if (last.used.compare(candidate.used) < 0 && last.saved.compare(candidate.saved) <= 0)
      kept.push(candidate);
  }
  return kept;
}

function byUseThenSaving(a: Candidate, b: Candidate): number {
  return a.used.compare(b.used) || b.saved.compare(a.saved) || earlierFirst(a.ups, b.ups);
}

/** Sizes stand in the order of their first account: more round-ups there come first. */
function earlierFirst(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((ups, index) => ups !== b[index]);
  return differing === -1 ? 0 : (b[differing] ?? 0) - (a[differing] ?? 0);
}

function lotAt(lots: readonly Rational[], index: number): Rational {
  const lot = lots[index];
  if (lot === undefined) throw new Error("Invariant: one lot per share");
  return lot;
}

function times(lot: Rational, count: bigint): Rational {
  return lot.times(Rational.ratio(count, 1n));
}
