// `flatten`: what closes each position and what stays, by the same functions as the plan behind the flatten button.
import { flattenBlockers } from "../../src-core/flatten/flatten-blockers.ts";
import { flattenPart } from "../../src-core/flatten/flatten-leg.ts";
import { succeed, type Outcome } from "../../src-core/money/outcome.ts";
import type { Portfolio } from "../../src-core/portfolio/portfolio.ts";
import { positionKey } from "../../src-core/portfolio/portfolio.ts";
import { flattenFault, flattenInput, portfolioOf } from "./flatten-input.ts";
import type { FlattenInput } from "./flatten-input.ts";
import { documentVerb } from "./verb.ts";

export const flattenVerb = documentVerb({
  name: "flatten",
  summary: "Closes positions with reduce-only market orders that never turn one around.",
  input: flattenInput,
  output:
    "{legs:[{account, listing, positionSide, side, quantity, limitedBy}], dust:[{account, listing, positionSide, quantity, detail}], blocked:[{account, listing, positionSide, quantity, by:[order]}], cancelFirst:[order]}",
  answer,
});

function answer(input: FlattenInput): Outcome<object> {
  const fault = flattenFault(input);
  if (fault !== undefined) return fault;
  const portfolio = portfolioOf(input);
  const rows = input.positions
    .filter(({ quantity }) => !quantity.isZero())
    .map((position) => rowOf(portfolio, position));
  return succeed({
    legs: rows.flatMap(({ leg }) => leg),
    dust: rows.flatMap(({ dust }) => dust),
    blocked: rows.flatMap(({ blocked }) => blocked),
    cancelFirst: rows.flatMap(({ cancelFirst }) => cancelFirst),
  });
}

interface Row {
  readonly leg: readonly object[];
  readonly dust: readonly object[];
  readonly blocked: readonly object[];
  readonly cancelFirst: readonly string[];
}

/** A position's leg, what stays of it, and the exits that must go first: others' exits block it, our own are cancelled. */
function rowOf(portfolio: Portfolio, position: FlattenInput["positions"][number]): Row {
  const ref = { accountId: position.account, key: positionKey(position.listing, position.positionSide) };
  const exits = flattenBlockers(portfolio, [ref]);
  const foreign = exits.filter(({ ours }) => !ours);
  const { leg, reason } = flattenPart(portfolio, ref, foreign);
  const where = { account: position.account, listing: position.listing, positionSide: position.positionSide };
  const held = position.quantity.abs();
  const rest = held.minus(reason.quantity);
  const { limitedBy, detail } = reason;
  const by = foreign.map(({ orderId }) => orderId);
  return {
    leg:
      leg === undefined ? [] : [{ ...where, side: leg.terms.side, quantity: leg.terms.quantity, limitedBy }],
    dust: limitedBy === "lot" || limitedBy === "minimum" ? [{ ...where, quantity: rest, detail }] : [],
    blocked: limitedBy === "denied" ? [{ ...where, quantity: held, by }] : [],
    cancelFirst: leg === undefined ? [] : exits.filter(({ ours }) => ours).map(({ orderId }) => orderId),
  };
}
