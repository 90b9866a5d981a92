// The next round of a reverse: close until the venue shows flat, then open once, and never more than this plan closed.
import type { Decimal } from "../money/decimal.ts";
import type { LegUse } from "../plan/leg-use.ts";
import { positionKey } from "../portfolio/portfolio.ts";
import { flattenRound, type FlattenRound, type LegEnd, type RoundInput } from "./flatten-round.ts";
import type { FollowUpLeg } from "../plan/follow-up.ts";

export interface ReverseInput extends RoundInput {
  /** Legs for which an order was made, whatever became of it. */
  readonly tried: ReadonlySet<number>;
}

/** How many positions a reverse turns: its closing legs come first, and as many opening legs in the same order. */
export function turnedCount({ legs }: RoundInput["root"]["body"]): number {
  return legs.length / 2;
}

/**
 * What to do for each position now. An opening order is sent once and not repeated: what of it does not fill is told. A
 * position that somebody else closed, turned or enlarged meanwhile gets no opening order for that part.
 */
export function reverseRound(input: ReverseInput): FlattenRound {
  const { root, busy, tried } = input;
  const count = turnedCount(root.body);
  const pairs = Array.from({ length: count }, (_, close) => ({ close, open: close + count }));
  const idle = pairs.filter(({ close, open }) => tried.has(open) || busy.has(close) || busy.has(open));
  const away = pairs.flatMap(({ open }) => [open]).concat(idle.map(({ close }) => close));
  const closing = flattenRound({ ...input, busy: new Set([...busy, ...away]) });
  const flat = closing.ends.filter(({ end }) => end === "flat" || end === "dust");
  const turns = flat.map((end) => openingOf(input, end, end.leg + count));
  const settled = pairs.filter(({ open }) => tried.has(open) && !busy.has(open));
  return {
    legs: [...closing.legs, ...turns.flatMap((turn) => ("order" in turn ? [turn] : []))],
    own: closing.own,
    ends: [
      ...closing.ends.filter((end) => !flat.includes(end)).map(withoutOpening),
      ...turns.flatMap((turn) => ("end" in turn ? [turn] : [])),
      ...settled.map(({ close, open }) => endOfOpening(input, close, open)),
    ],
  };
}

function openingOf({ root, use, portfolio }: RoundInput, closed: LegEnd, open: number): FollowUpLeg | LegEnd {
  const leg = root.body.legs[open];
  const filled = filledOf(use, closed.leg);
  const listing = leg && portfolio.listings[leg.terms.listing];
  if (leg === undefined || filled === undefined || listing === undefined) {
    return { ...closed, end: "gone", detail: "Its instrument is no longer known. Nothing is opened." };
  }
  const quantity = filled.min(leg.terms.quantity).toStep(listing.lot, "down");
  if (!quantity.isPositive()) {
    return { ...closed, end: "short", detail: "It was closed by someone else. Nothing is opened." };
  }
  const key = positionKey(listing.key, leg.terms.positionSide);
  const held = portfolio.accounts[leg.accountId]?.positions[key]?.quantitySigned;
  if (held !== undefined && isOnItsSide(held, leg.terms.side)) {
    const detail = `${held.toString()} is open on the other side already. Nothing is opened.`;
    return { ...closed, end: "turned", detail };
  }
  return { leg: open, order: { ...leg, terms: { ...leg.terms, quantity } } };
}

/** Whether what is held already lies on the side that an order would take it to. */
function isOnItsSide(held: Decimal, side: "buy" | "sell"): boolean {
  return side === "buy" ? held.isPositive() : held.isNegative();
}

function withoutOpening(end: LegEnd): LegEnd {
  return { ...end, detail: `${end.detail} Nothing is opened.` };
}

function endOfOpening({ root, use }: RoundInput, close: number, open: number): LegEnd {
  const [opened, closed] = [filledOf(use, open), filledOf(use, close)];
  const wanted = root.body.legs[open]?.terms.quantity;
  if (opened === undefined || closed === undefined || wanted === undefined) {
    throw new Error("Invariant: one use for each leg");
  }
  if (opened.atLeast(wanted)) return { leg: close, end: "reversed", detail: "Reversed." };
  const detail = `Closed ${closed.toString()}, opened ${opened.toString()} of ${wanted.toString()} on the other side.`;
  return { leg: close, end: "short", detail };
}

function filledOf(use: readonly LegUse[], leg: number): Decimal | undefined {
  return use[leg]?.filled;
}
