// How each figure of a preview comes about, in words with its own numbers: what a person reads on hover.
import type { LegWords, PlanWords } from "../../../src-core/contract/preview-words.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { knownOnly } from "../../../src-core/money/known.ts";
import { assumedLeverage } from "../../../src-core/plan/assumed-leverage.ts";
import type { LegAssessment, PlanAssessment } from "../../../src-core/plan/assessment.ts";
import { heldSigned } from "../../../src-core/plan/held-quantity.ts";
import { feeRate } from "../../../src-core/plan/leg-costs.ts";
import type { Leg, LegReason, Plan } from "../../../src-core/plan/plan.ts";
import type { Listing } from "../../../src-core/market/listing.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { signedQuantity } from "../../../src-core/portfolio/position-fill.ts";
import { percentText } from "./texts.ts";

const MONEY_DIGITS = 2;
const PRICE_DIGITS = 4;

/** The words of one leg; a figure that is not known has none. */
export function explainLeg(
  leg: Leg,
  reason: LegReason,
  figures: LegAssessment,
  portfolio: Portfolio,
): LegWords {
  const listing = portfolio.listings[leg.terms.listing];
  const ideal = reason.ideal.rounded(PRICE_DIGITS * 2, "half-even").toString();
  const share = `${reason.detail} Ideal ${ideal}, sent ${reason.quantity.toString()}.`;
  if (listing === undefined) return { quantity: share };
  return knownOnly<LegWords>({
    quantity: share,
    notional: notionalWords(leg, listing, figures),
    margin: marginWords(leg, listing, figures, portfolio),
    fee: feeWords(leg, listing, figures, portfolio),
    positionAfter: positionWords(leg, listing, figures, portfolio),
    leverageAfter:
      figures.leverageAfter &&
      `Gross exposure of the account after this plan ÷ its equity then = ${figures.leverageAfter.toString()}.`,
    liquidationAfter:
      figures.liquidationAfter &&
      `At ${figures.liquidationAfter.toString()} the account's equity would meet its maintenance margin.`,
  });
}

/** The words of the whole plan. */
export function explainPlan({ body }: Plan, assessment: PlanAssessment): PlanWords {
  const { legs, notional, fee, slippageBps, leverageBefore, leverageAfter } = assessment;
  const sumOf = (word: string, parts: readonly (Decimal | undefined)[], total: Decimal): string =>
    `${word} of ${String(body.legs.length)} legs: ${parts.map((part) => money(part)).join(" + ")} = ${money(total)} USD.`;
  return knownOnly<PlanWords>({
    notional:
      notional &&
      sumOf(
        "Notional",
        legs.map((leg) => leg.notional),
        notional,
      ),
    fee:
      fee &&
      sumOf(
        "Fees",
        legs.map((leg) => leg.fee),
        fee,
      ),
    slippageBps:
      slippageBps === undefined
        ? "Not known: the book has not come, or does not show this much."
        : `Half the spread and the walk through the book of all legs that take there, over the mid price and weighted by notional = ${slippageBps.toString()} bp; 0 for what rests.`,
    leverageBefore:
      leverageBefore && `Gross exposure ÷ equity of the plan's accounts now = ${leverageBefore.toString()}.`,
    leverageAfter:
      leverageAfter &&
      `Gross exposure ÷ equity of the plan's accounts when every leg has filled = ${leverageAfter.toString()}.`,
  });
}

function notionalWords({ terms }: Leg, listing: Listing, { notional }: LegAssessment): string | undefined {
  if (notional === undefined) return undefined;
  const quantity = terms.quantity.toString();
  if (listing.kind === "inverse") return `${quantity} ${listing.quote}: the size is its value.`;
  const each = notional.dividedBy(terms.quantity, PRICE_DIGITS, "half-even").toString();
  return `${quantity} ${listing.base} × ${each} USD, the highest of limit, trigger, mark, last, bid and ask = ${money(notional)} USD.`;
}

function marginWords(
  { accountId, terms }: Leg,
  listing: Listing,
  { margin, notional }: LegAssessment,
  portfolio: Portfolio,
): string | undefined {
  if (margin === undefined || notional === undefined) return undefined;
  if (margin.isZero()) return "What a leg closes needs no margin.";
  const leverage = assumedLeverage(portfolio.accounts[accountId], listing, terms.positionSide);
  return `What opens of ${money(notional)} USD ÷ leverage ${leverage.toString()} = ${money(margin)} USD.`;
}

function feeWords(
  { terms }: Leg,
  listing: Listing,
  { fee, notional }: LegAssessment,
  portfolio: Portfolio,
): string | undefined {
  if (fee === undefined || notional === undefined) return undefined;
  const rate = percentText(feeRate(terms, listing, portfolio.quotes.get(listing.key))) ?? "";
  return `${money(notional)} USD × ${rate} % = ${money(fee)} USD: the maker rate for what is sure to rest, else the taker rate.`;
}

function positionWords(
  { accountId, terms }: Leg,
  listing: Listing,
  { positionAfter }: LegAssessment,
  portfolio: Portfolio,
): string {
  const state = portfolio.accounts[accountId];
  const held = state === undefined ? undefined : heldSigned(state, listing, terms.positionSide);
  const sign = terms.side === "buy" ? "+" : "−";
  const before = positionAfter.minus(signedQuantity(terms));
  const word = held === undefined || held.equals(before) ? "Held" : "Then";
  return `${word} ${(word === "Held" ? held : before)?.toString() ?? "?"} ${sign} ${terms.quantity.toString()} = ${positionAfter.toString()} when the leg has filled.`;
}

function money(amount: Decimal | undefined): string {
  return amount?.toFixed(MONEY_DIGITS) ?? "?";
}
