// self-match: an order must not trade with another order of the same owner at the same listing.
import type { OrderTerms } from "../../order-terms/order-terms.ts";
import type { AccountState } from "../../portfolio/portfolio.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { canMeet, priceReach, type PriceReach } from "../price-reach.ts";
import { deny, legSubject } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

interface Opposite {
  readonly terms: OrderTerms;
  readonly owner: string;
  readonly account: string;
  /** Present for the plan's own legs. */
  readonly leg?: number;
}

/**
 * Looks at every order that is open, unanswered, unknown or untriggered in any account of the owner in the plan's
 * environment, and at the plan's earlier legs. Reductions are not exempt: the trade would be with oneself all the same.
 */
export function selfMatch(context: GateContext): readonly RuleReading[] {
  const byListing = gather(context);
  return context.legs.flatMap((leg) => {
    const reach = priceReach(leg.leg.terms, leg.quote);
    const met = byListing.get(leg.listing.key)?.find((other) => meets(leg, reach, other));
    if (met === undefined) return [];
    const own =
      met.leg === undefined
        ? `the open ${met.terms.side} of ${met.account}`
        : `the plan's own ${met.terms.side} on ${met.account}`;
    const at = met.terms.price ?? met.terms.trigger;
    const price = at === undefined ? "at market" : `at ${at.toString()}`;
    const message = `The order could trade with ${own} ${price} in ${leg.listing.name}: both belong to ${leg.of.account.owner}. Cancel that order or change the price.`;
    return [deny("self-match", legSubject(leg), message)];
  });
}

function meets(leg: LegContext, reach: PriceReach, other: Opposite): boolean {
  if (other.owner !== leg.of.account.owner || other.terms.side === reach.side) return false;
  if (other.leg !== undefined && other.leg >= leg.index) return false;
  return canMeet(reach, priceReach(other.terms, leg.quote));
}

function gather(context: GateContext): ReadonlyMap<string, readonly Opposite[]> {
  const byListing = new Map<string, Opposite[]>();
  const owners = new Set<string>();
  for (const { listing, of } of context.legs) {
    byListing.set(listing.key, []);
    owners.add(of.account.owner);
  }
  for (const state of Object.values(context.input.portfolio.accounts)) {
    if (state.account.environment !== context.input.plan.body.environment || !owners.has(state.account.owner))
      continue;
    gatherWorking(state, byListing);
  }
  for (const { leg, of, index } of context.legs) {
    byListing
      .get(leg.terms.listing)
      ?.push({ terms: leg.terms, owner: of.account.owner, account: of.account.name, leg: index });
  }
  return byListing;
}

function gatherWorking(state: AccountState, byListing: ReadonlyMap<string, Opposite[]>): void {
  const { owner, name } = state.account;
  for (const id in state.working) {
    const terms = state.working[id]?.terms;
    if (terms !== undefined) byListing.get(terms.listing)?.push({ terms, owner, account: name });
  }
}
