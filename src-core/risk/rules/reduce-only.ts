// reduce-only: what is meant to close must not increase or flip a position, also beside the exits that already rest.
import type { GateContext, LegContext } from "../gate-context.ts";
import { ZERO } from "../../money/decimal.ts";
import { heldSigned } from "../../plan/held-quantity.ts";
import { isClamped } from "../holding.ts";
import type { ReductionGap } from "../proven-reduction.ts";
import { deny, legSubject, warn } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Holds for closing legs, for what a reverse opens, for reduce-only orders, and for the closing side of a hedge-mode position. */
export function reduceOnly(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const { terms, effect } = leg.leg;
    if (context.input.plan.body.gesture === "reverse" && effect === "open") return opensFromFlat(leg);
    const closesHedgeSide = terms.positionSide !== "both" && isClamped(leg.listing, terms);
    if (effect !== "close" && !terms.reduceOnly && !closesHedgeSide) return [];
    if (leg.reduction.proven) return raisedNet(leg);
    const held = leg.heldSigned?.toString();
    const numbers = {
      reading: terms.quantity.toString(),
      ...(held === undefined ? {} : { limit: held.replace("-", "") }),
    };
    return [deny("reduce-only", legSubject(leg), wordsFor(leg.reduction.gap, leg), numbers)];
  });
}

function wordsFor(gap: ReductionGap, leg: LegContext): string {
  const name = leg.listing.name;
  const account = leg.of.account.name;
  const size = leg.heldSigned?.abs().toString() ?? "";
  switch (gap) {
    case "unknown-position":
      return `The position of ${account} in ${name} is not known. Wait until the account is synced.`;
    case "no-position":
      return `${account} has no position in ${name} to close.`;
    case "same-side":
      return `A ${leg.leg.terms.side} would add to the position of ${account} in ${name}, not close it.`;
    case "beyond-position":
      return `${leg.leg.terms.quantity.toString()} is more than the position of ${size} in ${name}. Close at most ${size}.`;
    case "stale":
      return `The position of ${account} in ${name} may have changed, and the venue does not hold the order to it. Wait until the account is synced.`;
    case "exits":
      return `With the exits that already rest, the order could flip the position of ${size} in ${name}. Cancel them first or close less.`;
  }
}

/** A reverse ends at most at the opposite size: what it opens never adds to a position that is there. */
function opensFromFlat(leg: LegContext): readonly RuleReading[] {
  const { heldSigned: held, listing, of } = leg;
  const name = `${of.account.name} in ${listing.name}`;
  if (held === undefined) {
    const message = `The position of ${name} is not known. Wait until the account is synced.`;
    return [deny("reduce-only", legSubject(leg), message)];
  }
  const adds = leg.leg.terms.side === "buy" ? held.isPositive() : held.isNegative();
  if (!adds) return [];
  const message = `The position of ${name} is ${held.toString()} already: a reverse does not add to it.`;
  return [deny("reduce-only", legSubject(leg), message, { reading: held.toString(), limit: "0" })];
}

/** A hedge-mode close that leaves the account more one-sided is allowed, and named. */
function raisedNet(leg: LegContext): readonly RuleReading[] {
  const { terms } = leg.leg;
  if (terms.positionSide === "both" || leg.listing.kind === "spot") return [];
  const otherSide = terms.positionSide === "long" ? "short" : "long";
  const other = heldSigned(leg.of.state, leg.listing, otherSide) ?? ZERO;
  const before = (leg.heldSigned ?? ZERO).plus(other);
  const after = terms.side === "sell" ? before.minus(terms.quantity) : before.plus(terms.quantity);
  if (after.abs().atMost(before.abs())) return [];
  const message = `Closing this ${terms.positionSide} side takes the net position in ${leg.listing.name} from ${before.toString()} to ${after.toString()}.`;
  return [
    warn("reduce-only", legSubject(leg), message, { reading: after.toString(), limit: before.toString() }),
  ];
}
