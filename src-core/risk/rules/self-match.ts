// self-match: an order must not trade with another order of the same owner at the same listing.
import type { OrderTerms, Side } from "../../order-terms/order-terms.ts";
import { accountBook } from "../account-book.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { canMeet, priceReach } from "../price-reach.ts";
import { deny, legSubject } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

interface Opposite {
  readonly terms: OrderTerms;
  readonly account: string;
  readonly inPlan: boolean;
}

/**
 * Looks at every order that is open, unanswered, unknown or untriggered in any account of the owner in the plan's
 * environment, and at the plan's earlier legs. Reductions are not exempt: the trade would be with oneself all the same.
 */
export function selfMatch(context: GateContext): readonly RuleReading[] {
  const opposites = rememberedOpposites(context);
  return context.legs.flatMap((leg) => {
    const reach = priceReach(leg.leg.terms, leg.quote);
    const met = [...opposites(leg), ...earlierLegs(context, leg)].find(({ terms }) =>
      canMeet(reach, priceReach(terms, leg.quote)),
    );
    if (met === undefined) return [];
    const own = `${met.inPlan ? "the plan's own" : "the open"} ${met.terms.side} of ${met.account}`;
    const at = met.terms.price ?? met.terms.trigger;
    const price = at === undefined ? "at market" : `at ${at.toString()}`;
    const message = `The order could trade with ${own} ${price} in ${leg.listing.name}: both belong to ${leg.of.account.owner}. Cancel that order or change the price.`;
    return [deny("self-match", legSubject(leg), message)];
  });
}

/** Orders of the leg's owner on the other side of its listing, gathered once per owner, listing and side. */
function rememberedOpposites(context: GateContext): (leg: LegContext) => readonly Opposite[] {
  const known = new Map<string, readonly Opposite[]>();
  return (leg) => {
    const { owner } = leg.of.account;
    const { side } = leg.leg.terms;
    const key = `${side}|${leg.listing.key}|${owner}`;
    const found = known.get(key) ?? workingOpposites(context, owner, leg.listing.key, side);
    known.set(key, found);
    return found;
  };
}

function workingOpposites(
  context: GateContext,
  owner: string,
  listing: string,
  side: Side,
): readonly Opposite[] {
  const { portfolio, plan } = context.input;
  return Object.values(portfolio.accounts).flatMap(({ account, working }) => {
    if (account.owner !== owner || account.environment !== plan.body.environment) return [];
    const orders = accountBook(portfolio.listings, working).byListing.get(listing) ?? [];
    return orders
      .filter((order) => order.side !== side)
      .flatMap(({ terms, amending, triggered }) =>
        [terms, ...(amending === undefined ? [] : [amending])].map((either) =>
          triggered === undefined ? either : fired(either),
        ),
      )
      .map((terms) => ({ terms, account: account.name, inPlan: false }));
  });
}

/** What the trigger made: an order like any other, which rests where it has a price. */
function fired({ trigger: _, ...terms }: OrderTerms): OrderTerms {
  return { ...terms, type: terms.price === undefined ? "market" : "limit" };
}

function earlierLegs(context: GateContext, leg: LegContext): readonly Opposite[] {
  const { side, listing } = leg.leg.terms;
  const { owner } = leg.of.account;
  return context.legs
    .filter((other) => other.index < leg.index && other.of.account.owner === owner)
    .filter(({ leg: { terms } }) => terms.listing === listing && terms.side !== side)
    .map((other) => ({ terms: other.leg.terms, account: other.of.account.name, inPlan: true }));
}
