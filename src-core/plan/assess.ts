// A plan's costs and what would stand after it, at the prices of this moment; an unknown figure stays absent.
import { valuationPrice } from "../market/valuation-price.ts";
import type { Decimal } from "../money/decimal.ts";
import { knownOnly, sumKnown, timesKnown } from "../money/known.ts";
import { liquidationPrices, pricedPositions } from "../portfolio/account-liquidation.ts";
import type { AccountId } from "../portfolio/account.ts";
import { type Portfolio, positionKey } from "../portfolio/portfolio.ts";
import { signedQuantity } from "../portfolio/position-fill.ts";
import { usdRate } from "../portfolio/usd-rate.ts";
import { type AccountValue, ratio, valueAccount } from "../portfolio/valuation.ts";
import type { LegAssessment, PlanAssessment } from "./assessment.ts";
import { assumedLeverage } from "./assumed-leverage.ts";
import { heldSigned, openedQuantity } from "./held-quantity.ts";
import { BPS_DIGITS, feeRate, legNotional, legSlippageBps } from "./leg-costs.ts";
import type { Leg, Plan } from "./plan.ts";
import { portfolioAfter } from "./portfolio-after.ts";
import { type SweptTogether, sweptTogether } from "./swept-together.ts";

const MARGIN_SCALE = 8;

/**
 * Figures after the plan assume that every leg fills at its limit price, trigger or far touch and pays its fee. The
 * leverage of the whole is that of every account the plan considered; its slippage is weighted by notional.
 */
export function assessPlan(plan: Plan, portfolio: Portfolio, nowMs: number): PlanAssessment {
  const legs = plan.body.legs.map((leg) => stillToTrade(leg, portfolio));
  const after = portfolioAfter(portfolio, legs);
  const accounts = [...new Set([...plan.reasons, ...legs].map(({ accountId }) => accountId))];
  const valuesAfter = valuesOf(after, accounts);
  const assessed = inStages(plan, legs).flatMap((stage, index, stages) => {
    const then = stages.length === 1 ? after : portfolioAfter(portfolio, stages.slice(0, index + 1).flat());
    const values = stages.length === 1 ? valuesAfter : valuesOf(then, accounts);
    return stage.map((leg) =>
      assessLeg(leg, portfolio, then, values, () => sweptTogether(legs, leg, portfolio, nowMs)),
    );
  });
  return knownOnly<PlanAssessment>({
    legs: assessed,
    notional: sumKnown(assessed.map(({ notional }) => notional)),
    fee: sumKnown(assessed.map(({ fee }) => fee)),
    slippageBps: weightedSlippage(assessed),
    leverageBefore: leverageOf(valuesOf(portfolio, accounts)),
    leverageAfter: leverageOf(valuesAfter),
    referencePrice: valuationPrice(portfolio.quotes.get(plan.listing)),
    atMs: nowMs,
  });
}

/** A reverse has closed before it opens; the legs of other plans are reckoned together. */
function inStages({ body }: Plan, legs: readonly Leg[]): readonly (readonly Leg[])[] {
  if (body.gesture !== "reverse") return [legs];
  return [legs.filter(({ effect }) => effect === "close"), legs.filter(({ effect }) => effect === "open")];
}

/** What an amended order filled before is in the position already. */
function stillToTrade(leg: Leg, portfolio: Portfolio): Leg {
  const { change, accountId, terms } = leg;
  const filled =
    change?.kind === "amend" ? portfolio.accounts[accountId]?.working[change.clientId]?.filled : undefined;
  const rest = filled === undefined ? terms.quantity : terms.quantity.minus(filled);
  return rest.isPositive() ? { ...leg, terms: { ...terms, quantity: rest } } : leg;
}

type Values = ReadonlyMap<AccountId, AccountValue | undefined>;

function valuesOf(portfolio: Portfolio, accounts: readonly AccountId[]): Values {
  const entries = accounts.map((accountId) => {
    const state = portfolio.accounts[accountId];
    return [accountId, state === undefined ? undefined : valueAccount(portfolio, state)] as const;
  });
  return new Map(entries);
}

function leverageOf(values: Values): Decimal | undefined {
  const rows = [...values.values()];
  return ratio(sumKnown(rows.map((value) => value?.gross)), sumKnown(rows.map((value) => value?.equity)));
}

function assessLeg(
  leg: Leg,
  portfolio: Portfolio,
  after: Portfolio,
  valuesAfter: Values,
  swept: () => SweptTogether | undefined,
): LegAssessment {
  const { accountId, terms } = leg;
  const listing = portfolio.listings[terms.listing];
  const quote = portfolio.quotes.get(terms.listing);
  const notional =
    listing &&
    timesKnown(
      legNotional(terms, listing, quote),
      usdRate(portfolio, listing.quote, "exposure", listing.venue),
    );
  return knownOnly<LegAssessment>({
    accountId,
    notional,
    margin: marginOf(leg, portfolio, after, notional),
    fee: listing && timesKnown(notional, feeRate(terms, listing, quote)),
    slippageBps: legSlippageBps(terms, quote, swept),
    positionAfter: heldAfter(leg, after),
    leverageAfter: valuesAfter.get(accountId)?.leverage,
    liquidationAfter: liquidationAfter(leg, after),
  });
}

/** Initial margin of what the leg opens, rounded up; what it closes needs none. */
function marginOf(
  { accountId, terms }: Leg,
  portfolio: Portfolio,
  after: Portfolio,
  notional: Decimal | undefined,
): Decimal | undefined {
  const state = portfolio.accounts[accountId];
  const listing = portfolio.listings[terms.listing];
  const stateAfter = after.accounts[accountId];
  if (notional === undefined || state === undefined || listing === undefined || stateAfter === undefined) {
    return undefined;
  }
  const held = heldSigned(state, listing, terms.positionSide);
  const heldThen = heldSigned(stateAfter, listing, terms.positionSide);
  if (held === undefined || heldThen === undefined) return undefined;
  const opened = openedQuantity(held, heldThen).min(terms.quantity);
  const leverage = assumedLeverage(state, listing, terms.positionSide);
  return notional.times(opened).dividedBy(terms.quantity.times(leverage), MARGIN_SCALE, "up");
}

/** Signed; where the account was never read, the leg alone. */
function heldAfter({ accountId, terms }: Leg, after: Portfolio): Decimal {
  const state = after.accounts[accountId];
  const listing = after.listings[terms.listing];
  const held =
    state === undefined || listing === undefined ? undefined : heldSigned(state, listing, terms.positionSide);
  return held ?? signedQuantity(terms);
}

function liquidationAfter({ accountId, terms }: Leg, after: Portfolio): Decimal | undefined {
  const state = after.accounts[accountId];
  const row = state?.positions[positionKey(terms.listing, terms.positionSide)];
  if (state === undefined || row === undefined || row.quantitySigned.isZero()) return undefined;
  const priced = pricedPositions(after, state);
  return liquidationPrices(state, priced)[priced.findIndex(({ position }) => position === row)];
}

function weightedSlippage(legs: readonly LegAssessment[]): Decimal | undefined {
  const notional = sumKnown(legs.map((leg) => leg.notional));
  const weighted = sumKnown(legs.map((leg) => timesKnown(leg.notional, leg.slippageBps)));
  if (weighted === undefined || notional?.isPositive() !== true) return undefined;
  return weighted.dividedBy(notional, BPS_DIGITS, "half-even");
}
