// From a target to a trade: the band decides how far, the lot rounds toward what is held, and minimums may stop it.
import { Decimal, ZERO } from "../money/decimal.ts";
import { type Holding, unitNotional } from "./account-market.ts";
import type { RebalanceListing, RebalanceReason } from "./rebalance-request.ts";
import type { TargetNotional } from "./targets.ts";

/** Fractions of equity: where a deviation is traded from, and back to. */
export interface BandEdges {
  readonly trigger: Decimal;
  readonly tradeTo: Decimal;
}

export type TradeSize = Pick<RebalanceReason, "ideal" | "quantity" | "limitedBy" | "detail">;

const IDEAL_DIGITS = 18;
const HUNDRED = Decimal.of("100");

/** The signed quantity that brings the holding to its target, or to the edge of its band, never past either. */
export function sizeTrade(
  holding: Holding,
  target: TargetNotional,
  edges: BandEdges,
  equity: Decimal,
): TradeSize {
  const unit = unitNotional(holding.listing);
  // Everything times `of`: comparisons stay exact.
  const gap = target.part.minus(holding.notional.times(target.of));
  const ideal = gap.dividedBy(target.of.times(unit), IDEAL_DIGITS, "down");
  if (gap.isZero()) return idle(ideal, "none", "At its target.");
  const scale = equity.times(target.of);
  if (gap.abs().atMost(edges.trigger.times(scale))) {
    const width = percent(edges.trigger);
    return idle(
      ideal,
      "band",
      `Within ${width} % of equity of its target: trading costs more than the drift.`,
    );
  }
  const wanted = gap.abs().minus(edges.tradeTo.times(scale));
  const lot = sizeUnits(holding.listing, holding.listing.lot);
  const steps = wanted.inSteps(target.of.times(unit).times(lot), "down");
  const whole = lot.times(Decimal.fromInteger(steps));
  return bounded(holding, { ideal, wanted: whole, buys: gap.isPositive(), toEdge: edges.tradeTo });
}

interface Wanted {
  readonly ideal: Decimal;
  readonly wanted: Decimal;
  readonly buys: boolean;
  readonly toEdge: Decimal;
}

function bounded(holding: Holding, { ideal, wanted, buys, toEdge }: Wanted): TradeSize {
  const { listing } = holding;
  const lot = sizeUnits(listing, listing.lot);
  if (wanted.isZero()) return idle(ideal, "lot", `Less than the lot ${lot.toString()} is missing.`);
  const most = listing.maxQuantity === undefined ? wanted : sizeUnits(listing, listing.maxQuantity);
  const quantity = wanted.min(most).toStep(lot, "down");
  const signed = buys ? quantity : quantity.negated();
  const least = leastQuantity(listing, isReducing(holding.quantity, signed));
  if (quantity.lessThan(least) || quantity.isZero()) {
    return idle(
      ideal,
      "minimum",
      `${wanted.toString()} is less than the venue's minimum ${least.toString()}.`,
    );
  }
  if (quantity.lessThan(wanted)) {
    const detail = `The venue takes at most ${most.toString()} an order. Rebalance again after it filled.`;
    return { ideal, quantity: signed, limitedBy: "cap", detail };
  }
  if (toEdge.isPositive()) {
    const detail = `Traded back to ${percent(toEdge)} % of equity from its target.`;
    return { ideal, quantity: signed, limitedBy: "band", detail };
  }
  if (quantity.equals(ideal.abs())) {
    return { ideal, quantity: signed, limitedBy: "none", detail: "Brings it to its target." };
  }
  const detail = `Rounded toward what is held, to the lot ${lot.toString()}.`;
  return { ideal, quantity: signed, limitedBy: "lot", detail };
}

/** Whether the trade only shrinks what is held: neither opens nor turns it around. */
export function isReducing(held: Decimal, tradedSigned: Decimal): boolean {
  return held.sign() * tradedSigned.sign() === -1 && tradedSigned.abs().atMost(held.abs());
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
