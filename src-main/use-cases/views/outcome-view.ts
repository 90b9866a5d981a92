// Plan against outcome as the renderer sees it, and the question that a failure policy leaves to a person.
import type { LegOutcomeView, PlanQuestionView } from "../../../src-core/contract/outcome-views.ts";
import { notional } from "../../../src-core/market/contract-math.ts";
import { type Decimal, sum } from "../../../src-core/money/decimal.ts";
import { knownOnly, sumKnown } from "../../../src-core/money/known.ts";
import { opposite } from "../../../src-core/order-terms/order-terms.ts";
import { averagePrice } from "../../../src-core/orders/average-price.ts";
import { failureStep } from "../../../src-core/orders/failure-step.ts";
import { planOutcome, type LegOutcome, type PlanFamily } from "../../../src-core/orders/plan-outcome.ts";
import type { Pursuit } from "../../../src-core/journal/pursuit.ts";
import type { Leg } from "../../../src-core/plan/plan.ts";
import { marketPrice } from "../../../src-core/plan/reference-price.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { exact } from "./texts.ts";

type Market = Pick<Portfolio, "listings" | "quotes">;

/** One line for each leg of the plan. */
export function outcomeViews(family: PlanFamily, { listings }: Market): readonly LegOutcomeView[] {
  return planOutcome(family).map((outcome) => {
    const leg = family.root.body.legs[outcome.leg];
    return knownOnly<LegOutcomeView>({
      accountId: leg?.accountId ?? "",
      planned: outcome.planned.toString(),
      filled: outcome.filled.toString(),
      missing: outcome.missing.toString(),
      unwound: outcome.unwound.toString(),
      state: outcome.state,
      averagePrice: exact(averagePrice(outcome.orders, listings[leg?.terms.listing ?? ""])),
      reason: outcome.reason,
    });
  });
}

/** The open question of a plan whose policy is to ask; undefined while there is none. */
export function questionView(
  family: PlanFamily,
  { choice, settled }: Pursuit,
  market: Market,
  nowMs: number,
): PlanQuestionView | undefined {
  const { root, followUps } = family;
  if (settled !== undefined || (choice ?? root.body.policies.failure) !== "ask") return undefined;
  const outcome = planOutcome(family);
  const { listings } = market;
  const given = { plan: root, outcome, listings, nowMs, followUps: followUps.length };
  if (failureStep({ ...given, choice: "ask" }).kind !== "ask") return undefined;
  const of = (quantity: (leg: LegOutcome) => Decimal, back: boolean) =>
    knownOnly<{ quantity: string; cost?: string }>({
      quantity: sum(outcome.map(quantity)).toString(),
      cost: exact(costOf(family, outcome, quantity, back, market)),
    });
  return {
    choices: [
      { choice: "leave", quantity: "0" },
      { choice: "complete", ...of(({ missing }) => missing, false) },
      { choice: "unwind", ...of(({ filled, back }) => filled.minus(back), true) },
    ],
  };
}

/** Taker fees at the market of this moment, quote currency; undefined where a price is not known. */
function costOf(
  { root }: PlanFamily,
  outcome: readonly LegOutcome[],
  quantity: (leg: LegOutcome) => Decimal,
  back: boolean,
  market: Market,
): Decimal | undefined {
  return sumKnown(
    outcome.map((leg) => {
      const planned = root.body.legs[leg.leg];
      return planned === undefined ? undefined : feeOf(planned, quantity(leg), back, market);
    }),
  );
}

function feeOf({ terms }: Leg, quantity: Decimal, back: boolean, market: Market): Decimal | undefined {
  const listing = market.listings[terms.listing];
  const price = marketPrice(market.quotes.get(terms.listing), back ? opposite(terms.side) : terms.side);
  if (listing === undefined || price === undefined) return undefined;
  return notional(listing.kind, quantity, price).times(listing.takerFee);
}
