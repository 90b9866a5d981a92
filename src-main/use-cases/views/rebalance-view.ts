// A rebalance's answer as the renderer sees it: percentages of equity, and every figure with its making in words.
import type {
  RebalanceRowView,
  RebalanceStandingView,
  RebalanceView,
  StandingView,
} from "../../../src-core/contract/rebalance-view.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { sum, ZERO } from "../../../src-core/money/decimal.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import { portfolioAfter } from "../../../src-core/plan/portfolio-after.ts";
import type { Plan } from "../../../src-core/plan/plan.ts";
import type { AccountId } from "../../../src-core/portfolio/account.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { ratio, valueAccount } from "../../../src-core/portfolio/valuation.ts";
import { unitNotional } from "../../../src-core/rebalance/account-market.ts";
import type { PortfolioRequest } from "../../../src-core/rebalance/portfolio-request.ts";
import type {
  RebalanceAnswer,
  RebalanceLeg,
  RebalanceListing,
  RebalanceReason,
  Standing,
  TradeCost,
} from "../../../src-core/rebalance/rebalance-request.ts";
import { exact, percentText, ratioText } from "./texts.ts";

export interface RebalanceViewParts {
  readonly portfolio: Portfolio;
  readonly read: PortfolioRequest;
  readonly answered: RebalanceAnswer;
  /** Absent: nothing is traded. */
  readonly plan?: Plan;
  readonly nowMs: number;
}

/** Digits of money in a sentence. */
const MONEY_DIGITS = 4;

export function rebalanceView(parts: RebalanceViewParts): RebalanceView {
  const { answered, nowMs } = parts;
  const { cost } = answered;
  return knownOnly<RebalanceView>({
    rows: answered.reasons.map((reason) => rowView(parts, reason)),
    accounts: standingViews(parts),
    traded: sum(answered.legs.map(({ notional }) => notional)).toString(),
    turnoverPercent: percentText(answered.turnover),
    fee: cost.fee.toString(),
    spread: cost.spread.toString(),
    impact: exact(cost.impact),
    cost: wholeCost(cost).toString(),
    reason: answered.reason,
    atMs: nowMs,
  });
}

function rowView(parts: RebalanceViewParts, reason: RebalanceReason): RebalanceRowView {
  const { portfolio, read, answered } = parts;
  const { account: accountId, symbol, band } = reason;
  const account = portfolio.accounts[accountId]?.account;
  const listing = read.request.listings.find((one) => one.account === accountId && one.symbol === symbol);
  const traded = read.listingOf(accountId, symbol);
  const leg = answered.legs.find((one) => one.account === accountId && one.symbol === symbol);
  const equity = read.request.accounts.find(({ id }) => id === accountId)?.equity;
  const actual = weightIn(answered.before, reason);
  // What is missing to the target, as a fraction of equity: the planner's own ideal, never a second target rule.
  const missing = listing && ratio(reason.ideal.times(unitNotional(listing)), equity);
  const target = band === undefined || missing === undefined ? undefined : actual?.plus(missing);
  return knownOnly<RebalanceRowView>({
    accountId,
    digit: account?.digit ?? 0,
    name: account?.name ?? accountId,
    listing: traded?.key ?? symbol,
    symbol: traded?.name ?? symbol,
    actualPercent: percentText(actual),
    targetPercent: percentText(target),
    offPercent: band === undefined ? undefined : percentText(missing?.negated()),
    bandPercent: percentText(band?.trigger),
    bandToPercent: percentText(band?.tradeTo),
    afterPercent: percentText(weightIn(answered.after, reason)),
    tradeSigned: reason.quantity.toString(),
    notional: exact(leg?.notional),
    fee: exact(leg?.cost.fee),
    spread: exact(leg?.cost.spread),
    impact: exact(leg?.cost.impact),
    limitedBy: reason.limitedBy,
    detail: reason.detail,
    targetWords: targetWords(actual, target, equity, reason),
    costWords: leg === undefined || listing === undefined ? "Nothing is traded." : costWords(leg, listing),
  });
}

/** The weight of a symbol; what is not named is not held. */
function weightIn(standings: readonly Standing[], { account, symbol }: RebalanceReason): Decimal | undefined {
  const standing = standings.find((one) => one.account === account);
  if (standing?.leverage === undefined) return undefined;
  return standing.weights[symbol] ?? ZERO;
}

function targetWords(
  actual: Decimal | undefined,
  target: Decimal | undefined,
  equity: Decimal | undefined,
  { ideal, band }: RebalanceReason,
): string {
  const of = `${equity?.toFixed(2) ?? "?"} USD of equity`;
  if (target === undefined) return `Holds ${percentText(actual) ?? "?"} % of ${of}.`;
  const width =
    band?.trigger.isPositive() === true ? ` No trade within ±${percentText(band.trigger) ?? ""} %.` : "";
  const gap = `${ideal.rounded(MONEY_DIGITS * 2, "half-even").toString()} to the target`;
  return `Holds ${percentText(actual) ?? "?"} % of ${of}, target ${percentText(target) ?? "?"} %: ${gap}.${width}`;
}

function costWords({ notional, cost }: RebalanceLeg, { takerFee, halfSpread }: RebalanceListing): string {
  const part = (rate: Decimal, amount: Decimal): string =>
    `${percentText(rate) ?? ""} % of ${notional.toFixed(2)} = ${amount.toFixed(MONEY_DIGITS)}`;
  const impact =
    cost.impact === undefined
      ? "impact not known without the book's depth"
      : `impact ${cost.impact.toFixed(MONEY_DIGITS)} from the book`;
  return `Taker fee ${part(takerFee, cost.fee)}; half spread ${part(halfSpread, cost.spread)}; ${impact}.`;
}

function wholeCost({ fee, spread, impact }: TradeCost): Decimal {
  return fee.plus(spread).plus(impact ?? ZERO);
}

function standingViews({ portfolio, answered, plan }: RebalanceViewParts): readonly RebalanceStandingView[] {
  const after = plan === undefined ? portfolio : portfolioAfter(portfolio, plan.body.legs);
  return answered.before.map((before, index) => {
    const account = portfolio.accounts[before.account]?.account;
    return {
      accountId: before.account,
      digit: account?.digit ?? 0,
      name: account?.name ?? before.account,
      before: standingView(before, portfolio),
      after: standingView(answered.after[index] ?? before, after),
    };
  });
}

function standingView(standing: Standing, portfolio: Portfolio): StandingView {
  const { margin, equity } = marginOf(portfolio, standing.account);
  return knownOnly<StandingView>({
    leverage: ratioText(standing.leverage),
    netPercent: percentText(ratio(standing.net, equity)),
    trackingErrorPercent: percentText(standing.trackingError),
    marginPercent: percentText(ratio(margin, equity)),
  });
}

function marginOf(
  portfolio: Portfolio,
  accountId: AccountId,
): { readonly margin?: Decimal | undefined; readonly equity?: Decimal | undefined } {
  const state = portfolio.accounts[accountId];
  if (state === undefined) return {};
  const { initialMargin, equity } = valueAccount(portfolio, state);
  return { margin: initialMargin, equity };
}
