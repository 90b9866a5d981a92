// exposure: no new exposure at a venue that holds too much of the scope's equity already.
import { ZERO } from "../../money/decimal.ts";
import type { GateContext } from "../gate-context.ts";
import { deny, pass, scopeSubject } from "../reading.ts";
import { scopesAtStake, type ScopeTotal } from "../scope-accounts.ts";
import { venueShares } from "../venue-share.ts";
import type { RuleReading } from "../verdict.ts";

/** Percent of the scope's equity at each venue of the plan's increases. */
export function venueShare(context: GateContext): readonly RuleReading[] {
  return scopesAtStake(context, (limits) => limits.maxVenueSharePercent !== undefined).flatMap((total) =>
    ofScope(context, total),
  );
}

function ofScope(context: GateContext, { scoped, accounts }: ScopeTotal): readonly RuleReading[] {
  const { scope, label, limits } = scoped;
  const limit = limits.maxVenueSharePercent ?? ZERO;
  const subject = scopeSubject(scope);
  const shares = venueShares(accounts, context.input.readings.equities ?? {});
  if (!shares.known) {
    const message = `Where the equity of ${label} stands is not known: ${shares.missing} is missing. Wait for it.`;
    return [deny("exposure", subject, message, { scope, limit: limit.toString() })];
  }
  const ids = new Set(accounts.map(({ account }) => account.id));
  const legs = context.legs.filter((leg) => !leg.reduction.proven && ids.has(leg.of.account.id));
  return [...new Set(legs.map((leg) => leg.of.account.venue))].map((venue) => {
    const share = shares.percentByVenue.get(venue) ?? ZERO;
    const numbers = { scope, reading: share.toString(), limit: limit.toString() };
    const words = `${share.rounded(2, "up").toString()} % of the equity of ${label} is at ${venue}`;
    if (share.atMost(limit)) return pass("exposure", subject, `${words}.`, numbers);
    const message = `${words}, over the limit of ${limit.toString()} %. Trade at another venue or move funds.`;
    return deny("exposure", subject, message, numbers);
  });
}
