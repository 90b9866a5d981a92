// Shares, caps, lots and minimums brought together: who gets how many lots under the leftover policy.
import type { Decimal } from "../money/decimal.ts";
import { fail, succeed } from "../money/outcome.ts";
import type { Outcome } from "../money/outcome.ts";
import { Rational, RATIONAL_ZERO } from "../money/rational.ts";
import type { LeftoverPolicy } from "../plan/plan.ts";
import { roundEqualLots } from "./equal-lot-rounding.ts";
import type { MethodShares, ShareLine } from "./method-shares.ts";
import { smallestBelowMinimum } from "./minimums.ts";
import { roundUnlikeLots } from "./unlike-lot-rounding.ts";
import { waterFill } from "./water-filling.ts";

/** What limits one account, aligned with the shares. */
export interface Bounds {
  readonly lot: Decimal;
  /** Whole lots; absent when there is no cap. */
  readonly capLots?: bigint;
  readonly minimumLots: bigint;
}

export interface Division {
  /** Before caps, minimums and lots. */
  readonly ideals: readonly Rational[];
  /** After caps and minimums, before lots. */
  readonly shares: readonly Rational[];
  readonly lots: readonly bigint[];
  /** Accounts whose part was below their minimum. */
  readonly tooSmall: ReadonlySet<number>;
}

/** Divides as the method says. A Failure only where lots are too varied to be searched exactly. */
export function divide(
  method: MethodShares,
  bounds: readonly Bounds[],
  leftover: LeftoverPolicy,
): Outcome<Division> {
  if (method.kind === "own") return succeed(divideOwn(method.sizes, bounds));
  const total = Rational.fromDecimal(method.total);
  const ideals = waterFill(method.lines, total);
  if (leftover === "leave") return divideOnce(ideals, bounds);
  return divideAgain(method.lines, ideals, total, bounds);
}

/** Own sizes are floored to the lot: a size that follows from a risk is never exceeded. */
function divideOwn(ideals: readonly Rational[], bounds: readonly Bounds[]): Division {
  const shares = ideals.map((ideal, index) => capped(ideal, bounds[index]));
  const lots = shares.map((share, index) => share.dividedBy(lotOf(bounds, index)).floor());
  return withoutTooSmall({ ideals, shares, lots, tooSmall: new Set() }, bounds);
}

/** `leave`: what caps and minimums take away stays unallocated. */
function divideOnce(ideals: readonly Rational[], bounds: readonly Bounds[]): Outcome<Division> {
  const shares = ideals.map((ideal, index) => capped(ideal, bounds[index]));
  const lots = roundShares(shares, bounds);
  if (lots === undefined) return tooVaried();
  return succeed(withoutTooSmall({ ideals, shares, lots, tooSmall: new Set() }, bounds));
}

/** `redistribute`: the smallest part below its minimum goes to zero and all is shared again, until none is left. */
function divideAgain(
  lines: readonly ShareLine[],
  ideals: readonly Rational[],
  total: Rational,
  bounds: readonly Bounds[],
): Outcome<Division> {
  const tooSmall = new Set<number>();
  for (;;) {
    const open = lines.map((line, index) => (tooSmall.has(index) ? CLOSED : withCap(line, bounds[index])));
    const shares = waterFill(open, total);
    const lots = roundShares(shares, bounds);
    if (lots === undefined) return tooVaried();
    const next = smallest(lots, bounds);
    if (next === undefined) return succeed({ ideals, shares, lots, tooSmall });
    tooSmall.add(next);
  }
}

const CLOSED: ShareLine = { weight: RATIONAL_ZERO, offset: RATIONAL_ZERO };

function withCap(line: ShareLine, bound: Bounds | undefined): ShareLine & { readonly cap?: Rational } {
  return bound?.capLots === undefined ? line : { ...line, cap: capOf(bound, bound.capLots) };
}

function capped(share: Rational, bound: Bounds | undefined): Rational {
  return bound?.capLots === undefined ? share : share.min(capOf(bound, bound.capLots));
}

function capOf(bound: Bounds, capLots: bigint): Rational {
  return Rational.fromDecimal(bound.lot).times(Rational.ratio(capLots, 1n));
}

function withoutTooSmall(division: Division, bounds: readonly Bounds[]): Division {
  const lots = [...division.lots];
  const tooSmall = new Set<number>();
  for (let next = smallest(lots, bounds); next !== undefined; next = smallest(lots, bounds)) {
    tooSmall.add(next);
    lots[next] = 0n;
  }
  return { ...division, lots, tooSmall };
}

function smallest(lots: readonly bigint[], bounds: readonly Bounds[]): number | undefined {
  const minimums = bounds.map(({ minimumLots }) => minimumLots);
  return smallestBelowMinimum(
    lots,
    minimums,
    bounds.map(({ lot }) => lot),
  );
}

/** Equal lots by largest remainder; unlike lots by least distance. Accounts without a share have no say in which. */
function roundShares(shares: readonly Rational[], bounds: readonly Bounds[]): bigint[] | undefined {
  const sharing = [...shares.keys()].filter((index) => shares[index]?.isPositive() === true);
  const parts = sharing.map((index) => shares[index] ?? RATIONAL_ZERO);
  const lots = sharing.map((index) => lotOf(bounds, index));
  const first = lots[0];
  const alike = first === undefined || lots.every((lot) => lot.compare(first) === 0);
  const rounded = alike
    ? roundEqualLots(parts.map((part, index) => part.dividedBy(lots[index] ?? part)))
    : roundUnlikeLots(parts, lots);
  if (rounded === undefined) return undefined;
  const answer = shares.map(() => 0n);
  sharing.forEach((account, index) => {
    answer[account] = rounded[index] ?? 0n;
  });
  return answer;
}

function lotOf(bounds: readonly Bounds[], index: number): Rational {
  const bound = bounds[index];
  if (bound === undefined) throw new Error("Invariant: one bound per share");
  return Rational.fromDecimal(bound.lot);
}

function tooVaried(): ReturnType<typeof fail> {
  return fail(
    "lots-too-varied",
    "accounts",
    "The accounts' lots are too different to be shared exactly.",
    "Split the group into smaller ones.",
  );
}
