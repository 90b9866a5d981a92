// instrument: the account, the listing and the environment are the ones that the plan was made for, and can trade.
import type { GateContext, LegContext } from "../gate-context.ts";
import { deny, legSubject, warn } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";

/** Denies unknown accounts and listings, foreign environments and venues, and increases where trading is not active. */
export function instrument(context: GateContext): readonly RuleReading[] {
  const unknown = context.unresolved.map(({ index, leg }) => {
    const known = Object.hasOwn(context.input.portfolio.accounts, leg.accountId);
    const message = known
      ? `Listing ${leg.terms.listing} is not known. Wait until the venue's listings are loaded.`
      : `Account ${leg.accountId} is not known. Make a new preview.`;
    return deny("instrument", { leg: index, accountId: leg.accountId }, message);
  });
  return [...unknown, ...context.legs.flatMap((leg) => ofLeg(context, leg))];
}

function ofLeg(context: GateContext, leg: LegContext): readonly RuleReading[] {
  const { account } = leg.of;
  const { environment } = context.input.plan.body;
  const { listing } = leg;
  const subject = legSubject(leg);
  if (account.environment !== environment) {
    const message = `${account.name} is a ${account.environment} account; the plan is for ${environment}. Make a new preview.`;
    return [deny("instrument", subject, message)];
  }
  if (listing.venue !== account.venue) {
    return [
      deny(
        "instrument",
        subject,
        `${listing.name} trades at ${listing.venue}; ${account.name} is at ${account.venue}.`,
      ),
    ];
  }
  if (listing.kind === "option" && !leg.reduction.proven) {
    return [
      deny("instrument", subject, `${listing.name} is an option. Options can be closed here, not opened.`),
    ];
  }
  if (listing.status === "active") return [];
  const message = `${listing.name} is ${listing.status} at the venue.`;
  if (leg.reduction.proven)
    return [warn("instrument", subject, `${message} The venue may refuse the order.`)];
  return [deny("instrument", subject, `${message} New exposure has to wait until it is active.`)];
}
