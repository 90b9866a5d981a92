// From a target to a trade: the band decides how far, the lot rounds toward what is held, and minimums may stop it.
import { Decimal, ONE, ZERO } from "../money/decimal.ts";
import { type Holding, type TargetNotional, unitNotional } from "./account-market.ts";
import type { RebalanceListing, RebalanceReason } from "./rebalance-request.ts";

/** Fractions of equity: where a deviation is traded from, and back to; and the words for both. */
export interface BandEdges {
  readonly trigger: Decimal;
  readonly tradeTo: Decimal;
  readonly idleText: string;
  readonly tradedText: string;
}

export const NO_BAND: BandEdges = { trigger: ZERO, tradeTo: ZERO, idleText: "", tradedText: "" };

/** The edges with what a trade says that they held. */
export function edgesOf(trigger: Decimal, tradeTo: Decimal): BandEdges {
  return {
    trigger,
    tradeTo,
    idleText: `Within ${percent(trigger)} % of equity of its target: trading costs more than the drift.`,
    tradedText: `Traded back to ${percent(tradeTo)} % of equity from its target.`,
  };
}

export type TradeSize = Pick<RebalanceReason, "ideal" | "quantity" | "limitedBy" | "detail">;

/** A target's distance from what is held: `gap / of` in the quote currency, positive where buying closes it. */
export interface Distance {
  readonly gap: Decimal;
  readonly of: Decimal;
}

/** How far the holding is from its target, exactly. */
export function distanceOf({ notional }: Holding, { part, of }: TargetNotional): Distance {
  return { gap: part.minus(of === ONE ? notional : notional.times(of)), of };
}

const IDEAL_DIGITS = 18;
const HUNDRED = Decimal.of("100");

/** The signed quantity that brings the holding to its target, or to the edge of its band, never past either. */
export function sizeTrade(
  holding: Holding,
  { gap, of }: Distance,
  edges: BandEdges,
  equity: Decimal,
): TradeSize {
  const unit = unitNotional(holding.listing);
  // Everything times `of`: comparisons stay exact.
  const whole = of === ONE;
  if (gap.isZero()) return idle(ZERO, "none", "At its target.");
  const price = whole ? unit : unit.times(of);
  const ideal = gap.dividedBy(price, IDEAL_DIGITS, "down");
  const missing = gap.abs();
  const banded = edges.trigger.isPositive() || edges.tradeTo.isPositive();
  const base = banded && !whole ? equity.times(of) : equity;
  if (edges.trigger.isPositive() && missing.atMost(edges.trigger.times(base))) {
    return idle(ideal, "band", edges.idleText);
  }
  const wanted = edges.tradeTo.isPositive() ? missing.minus(edges.tradeTo.times(base)) : missing;
  const lot = sizeUnits(holding.listing, holding.listing.lot);
  const lots = wanted.inSteps(price.times(lot), "down");
  if (lots === 0n) return idle(ideal, "lot", `Less than the lot ${lot.toString()} is missing.`);
  return bounded(
    holding,
    { ideal, wanted: lot.times(Decimal.fromInteger(lots)), buys: gap.isPositive() },
    edges,
  );
}

interface Wanted {
  readonly ideal: Decimal;
  /** A positive multiple of the lot. */
  readonly wanted: Decimal;
  readonly buys: boolean;
}

function bounded(holding: Holding, { ideal, wanted, buys }: Wanted, edges: BandEdges): TradeSize {
  const { listing } = holding;
  const most = listing.maxQuantity === undefined ? undefined : sizeUnits(listing, listing.maxQuantity);
  const capped = most?.lessThan(wanted) === true;
  const lot = sizeUnits(listing, listing.lot);
  const quantity = capped ? most.toStep(lot, "down") : wanted;
  const signed = buys ? quantity : quantity.negated();
  if (quantity.isZero() || isBelowLeast(listing, quantity, isReducing(holding.quantity, signed))) {
    const least = leastQuantity(listing, isReducing(holding.quantity, signed));
    return idle(
      ideal,
      "minimum",
      `${quantity.toString()} is less than the venue's minimum ${least.toString()}.`,
    );
  }
  if (capped) {
    const detail = `The venue takes at most ${most.toString()} an order. Rebalance again after it filled.`;
    return { ideal, quantity: signed, limitedBy: "cap", detail };
  }
  if (edges.tradeTo.isPositive()) {
    return { ideal, quantity: signed, limitedBy: "band", detail: edges.tradedText };
  }
  if (signed.equals(ideal)) {
    return { ideal, quantity: signed, limitedBy: "none", detail: "Brings it to its target." };
  }
  const detail = `Rounded toward what is held, to the lot ${lot.toString()}.`;
  return { ideal, quantity: signed, limitedBy: "lot", detail };
}

/** Whether the trade only shrinks what is held: neither opens nor turns it around. */
export function isReducing(held: Decimal, tradedSigned: Decimal): boolean {
  return held.sign() * tradedSigned.sign() === -1 && tradedSigned.abs().atMost(held.abs());
}

/** Whether a multiple of the lot is less than the venue takes. */
export function isBelowLeast(listing: RebalanceListing, quantity: Decimal, reducing: boolean): boolean {
  const { minQuantity, minNotional } = listing;
  if (minQuantity !== undefined && quantity.lessThan(sizeUnits(listing, minQuantity))) return true;
  if (minNotional === undefined || (reducing && listing.kind !== "spot")) return false;
  return quantity.times(unitNotional(listing)).lessThan(minNotional);
}

/** The least quantity that the venue takes, as a multiple of the lot; size units. */
export function leastQuantity(listing: RebalanceListing, reducing: boolean): Decimal {
  const lot = sizeUnits(listing, listing.lot);
  const byQuantity = sizeUnits(listing, listing.minQuantity ?? ZERO).toStep(lot, "ceil");
  const exempt = reducing && listing.kind !== "spot";
  if (exempt || listing.minNotional === undefined) return byQuantity.max(lot);
  const unit = unitNotional(listing);
  const steps = listing.minNotional.inSteps(unit.times(lot), "ceil");
  return lot.times(Decimal.fromInteger(steps)).max(byQuantity).max(lot);
}

/** A listing's lot, minimum or maximum in size units. */
export function sizeUnits(listing: RebalanceListing, quantity: Decimal): Decimal {
  return listing.contractSize === undefined ? quantity : quantity.times(listing.contractSize);
}

function idle(ideal: Decimal, limitedBy: TradeSize["limitedBy"], detail: string): TradeSize {
  return { ideal, quantity: ZERO, limitedBy, detail };
}

function percent(fraction: Decimal): string {
  return fraction.times(HUNDRED).rounded(3, "half-even").toString();
}
