// The next round of a flatten: what is still open is read again and clamped, until nothing is left that may be sent.
import { ZERO } from "../money/decimal.ts";
import type { FollowUpLeg } from "../plan/follow-up.ts";
import type { LegUse } from "../plan/leg-use.ts";
import type { Leg, Plan } from "../plan/plan.ts";
import { positionKey, type Portfolio, type Position } from "../portfolio/portfolio.ts";
import { flattenBlockers, type FlattenBlocker, type PositionRef } from "./flatten-blockers.ts";
import { flattenPart } from "./flatten-leg.ts";

export interface RoundInput {
  readonly root: Plan;
  /** One per leg of the plan. */
  readonly use: readonly LegUse[];
  /** Legs with an order that is not settled: nothing more is sent for them meanwhile. */
  readonly busy: ReadonlySet<number>;
  /** Just read again, and complete. */
  readonly portfolio: Portfolio;
}

/**
 * `turned`: the position points the other way now. `grown`: it is larger than what was confirmed. Of a reverse only:
 * `reversed`: closed and opened as planned; `short`: less than planned was opened.
 */
export type LegEndKind = "flat" | "dust" | "blocked" | "turned" | "grown" | "gone" | "reversed" | "short";

export interface LegEnd {
  readonly leg: number;
  readonly end: LegEndKind;
  readonly detail: string;
}

export interface FlattenRound {
  /** To be sent now; in hedge mode one side of an instrument at a time, alternating. */
  readonly legs: readonly FollowUpLeg[];
  /** Our own exits in the way: cancelled before anything is sent for their legs. */
  readonly own: readonly FlattenBlocker[];
  /** Legs for which nothing more will be sent. */
  readonly ends: readonly LegEnd[];
}

/**
 * A reverse, and a flatten that must clear the way first or whose sides take turns, send nothing at their submit: all
 * their orders are rounds.
 */
export function startsInRounds({ body }: Plan): boolean {
  if (body.follows !== undefined) return false;
  if (body.gesture === "reverse") return true;
  if (body.gesture !== "flatten") return false;
  if ((body.clears ?? []).length > 0) return true;
  const sides = body.legs.map(({ accountId, terms }) => `${accountId} ${terms.listing}`);
  return new Set(sides).size < sides.length;
}

type Step =
  | { readonly kind: "wait" }
  | { readonly kind: "end"; readonly end: LegEnd }
  | { readonly kind: "own"; readonly own: readonly FlattenBlocker[] }
  | { readonly kind: "send"; readonly send: FollowUpLeg };

/** What to do for each leg of the plan, given what the venue holds now. */
export function flattenRound(input: RoundInput): FlattenRound {
  const steps = input.root.body.legs.map((leg, index) => stepOf(input, leg, index));
  const sends = steps.flatMap((step) => (step.kind === "send" ? [step.send] : []));
  return {
    legs: sends.filter((send) => isItsTurn(input, sends, send)),
    own: steps.flatMap((step) => (step.kind === "own" ? step.own : [])),
    ends: steps.flatMap((step) => (step.kind === "end" ? [step.end] : [])),
  };
}

function stepOf(input: RoundInput, leg: Leg, index: number): Step {
  if (input.busy.has(index)) return { kind: "wait" };
  const { portfolio } = input;
  const ref = { accountId: leg.accountId, key: positionKey(leg.terms.listing, leg.terms.positionSide) };
  const state = portfolio.accounts[leg.accountId];
  if (state === undefined) return ended(index, "gone", "The account is no longer connected here.");
  const position = state.positions[ref.key];
  if (position === undefined || position.quantitySigned.isZero()) return ended(index, "flat", "Flat.");
  if (position.quantitySigned.isPositive() !== (leg.terms.side === "sell")) {
    return ended(index, "turned", `The position turned to ${held(position)}: it was traded by someone else.`);
  }
  const blockers = flattenBlockers(portfolio, [ref]);
  const own = blockers.filter(({ ours }) => ours);
  if (own.length > 0) return { kind: "own", own };
  return sized(input, ref, index, position, blockers);
}

function sized(
  input: RoundInput,
  ref: PositionRef,
  index: number,
  position: Position,
  blockers: readonly FlattenBlocker[],
): Step {
  const part = flattenPart(input.portfolio, ref, blockers);
  if (part.leg === undefined) {
    return ended(index, part.reason.limitedBy === "denied" ? "blocked" : "dust", part.reason.detail);
  }
  const lot = input.portfolio.listings[position.listing]?.lot;
  const maximum = input.root.body.envelope.maximumByLeg[index] ?? ZERO;
  const room = maximum.minus(input.use[index]?.there ?? ZERO).max(ZERO);
  const quantity = lot === undefined ? ZERO : part.leg.terms.quantity.min(room).toStep(lot, "down");
  if (!quantity.isPositive()) {
    const detail = `${held(position)} is still open: more than the ${maximum.toString()} that was confirmed. Flatten again.`;
    return ended(index, "grown", detail);
  }
  const order = { ...part.leg, terms: { ...part.leg.terms, quantity } };
  return { kind: "send", send: { leg: index, order } };
}

/** In hedge mode the two sides of an instrument take turns while both can go: the less used one first, then the earlier leg. */
function isItsTurn(
  { root, use, busy }: RoundInput,
  sends: readonly FollowUpLeg[],
  send: FollowUpLeg,
): boolean {
  const { leg, order } = send;
  if (order.terms.positionSide === "both") return true;
  const other = root.body.legs.findIndex(
    ({ accountId, effect, terms }, index) =>
      index !== leg &&
      effect === "close" &&
      accountId === order.accountId &&
      terms.listing === order.terms.listing,
  );
  if (busy.has(other)) return false;
  if (!sends.some((sent) => sent.leg === other)) return true;
  const [mine, its] = [use[leg]?.there ?? ZERO, use[other]?.there ?? ZERO];
  return mine.equals(its) ? leg < other : mine.lessThan(its);
}

function held({ quantitySigned }: Position): string {
  return quantitySigned.toString();
}

function ended(leg: number, end: LegEndKind, detail: string): Step {
  return { kind: "end", end: { leg, end, detail } };
}
