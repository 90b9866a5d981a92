// A plan's costs and what would stand after it, at the prices of this moment; an unknown figure stays absent.
import type { Decimal } from "../money/decimal.ts";
import { knownField } from "../money/known-field.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { LegAssessment, PlanAssessment } from "./assessment.ts";
import { assumedLeverage } from "./assumed-leverage.ts";
import { legFee, legNotional, legSlippageBps } from "./leg-costs.ts";
import { allKnown, leverage } from "./leverage-after.ts";
import type { EquityOf } from "./leverage-after.ts";
import type { Leg, Plan } from "./plan.ts";
import { openedQuantity, positionChanges } from "./positions-after.ts";
import type { PositionChange } from "./positions-after.ts";
import { midPrice } from "./reference-price.ts";

const MONEY_DIGITS = 8;
const BPS_DIGITS = 2;

interface Setting {
  readonly portfolio: Portfolio;
  readonly changes: readonly PositionChange[];
  readonly equityOf: EquityOf;
}

/**
 * Positions after are those after all legs. Leverage of the whole is that of every account the plan considered.
 * Slippage of the whole is weighted by notional.
 */
export function assessPlan(
  plan: Plan,
  portfolio: Portfolio,
  nowMs: number,
  equityOf: EquityOf,
): PlanAssessment {
  const { legs } = plan.body;
  const accounts = [...new Set([...plan.reasons, ...legs].map(({ accountId }) => accountId))];
  const changes = positionChanges(portfolio, new Set(accounts), legs);
  const assessed = legs.map((leg) => assessLeg(leg, { portfolio, changes, equityOf }));
  return {
    legs: assessed,
    ...knownField("notional", allKnown(assessed.map(({ notional }) => notional))),
    ...knownField("fee", allKnown(assessed.map(({ fee }) => fee))),
    ...knownField("slippageBps", weightedSlippage(assessed)),
    ...knownField("leverageBefore", leverage(portfolio, accounts, changes, "before", equityOf)),
    ...knownField("leverageAfter", leverage(portfolio, accounts, changes, "after", equityOf)),
    ...knownField("referencePrice", referencePrice(portfolio, plan)),
    atMs: nowMs,
  };
}

function assessLeg(leg: Leg, setting: Setting): LegAssessment {
  const { accountId, terms } = leg;
  const { portfolio, equityOf } = setting;
  const change = changeOf(leg, setting.changes);
  const ownChanges = setting.changes.filter((other) => other.accountId === accountId);
  const base = {
    accountId,
    positionAfter: change.after,
    ...knownField("leverageAfter", leverage(portfolio, [accountId], ownChanges, "after", equityOf)),
  };
  const listing = portfolio.listings[terms.listing];
  if (listing === undefined) return base;
  const quote = portfolio.quotes.get(terms.listing);
  const notional = legNotional(terms, listing, quote);
  const fee = notional === undefined ? undefined : legFee(notional, terms, listing, quote);
  return {
    ...base,
    ...knownField("notional", notional),
    ...knownField("margin", marginOf(leg, change, notional, portfolio)),
    ...knownField("fee", fee),
    ...knownField("slippageBps", legSlippageBps(terms, quote)),
  };
}

/** Initial margin of what the leg opens; what it closes needs none. Rounded up. */
function marginOf(
  { accountId, terms }: Leg,
  change: PositionChange,
  notional: Decimal | undefined,
  portfolio: Portfolio,
): Decimal | undefined {
  const listing = portfolio.listings[terms.listing];
  if (notional === undefined || listing === undefined) return undefined;
  const rate = assumedLeverage(portfolio.accounts[accountId], listing, terms.positionSide);
  const opened = openedQuantity(change).min(terms.quantity);
  return notional.times(opened).dividedBy(terms.quantity.times(rate), MONEY_DIGITS, "up");
}

function changeOf({ accountId, terms }: Leg, changes: readonly PositionChange[]): PositionChange {
  const found = changes.find(
    (change) =>
      change.accountId === accountId &&
      change.listing === terms.listing &&
      change.positionSide === terms.positionSide,
  );
  if (found === undefined) throw new Error("Invariant: every leg changes a position");
  return found;
}

function weightedSlippage(legs: readonly LegAssessment[]): Decimal | undefined {
  const notional = allKnown(legs.map((leg) => leg.notional));
  const weighted = allKnown(
    legs.map((leg) => (leg.notional === undefined ? undefined : leg.slippageBps?.times(leg.notional))),
  );
  if (weighted === undefined || notional?.isPositive() !== true) return undefined;
  return weighted.dividedBy(notional, BPS_DIGITS, "half-even");
}

/** Mark, else mid, else last of the plan's listing. */
function referencePrice(portfolio: Portfolio, plan: Plan): Decimal | undefined {
  const quote = portfolio.quotes.get(plan.listing);
  return quote?.mark ?? midPrice(quote) ?? quote?.last;
}
