// position: the accounts of one user id of a venue together stay under their limit in a listing; the venue counts them so too.
import { lowestAmount } from "../binding-limits.ts";
import { ONE, ZERO, type Decimal } from "../../money/decimal.ts";
import type { PositionSide } from "../../order-terms/order-terms.ts";
import { heldSigned } from "../../plan/held-quantity.ts";
import type { AccountState } from "../../portfolio/portfolio.ts";
import { accountBook, inScaleOf, type BookedOrder } from "../account-book.ts";
import { highestMarketPrice } from "../exposure-price.ts";
import type { GateContext, LegContext } from "../gate-context.ts";
import { holdingKey } from "../holding.ts";
import { deny, dollars, legSubject, limitAmount, pass } from "../reading.ts";
import type { RuleReading } from "../verdict.ts";
import { worstCaseValue } from "../worst-case.ts";

/** Dollars, both ways, over every account of the leg's venue, user id and environment. Proven reductions are exempt. */
export function masterPosition(context: GateContext): readonly RuleReading[] {
  return context.legs.flatMap((leg) => {
    const binding = lowestAmount(leg.of.scopes, (limits) => limits.maxMasterPositionNotional);
    if (binding === undefined || leg.reduction.proven) return [];
    const { scope } = binding;
    const limit = binding.value.toString();
    const reached = furthestTogether(context, leg);
    if (typeof reached === "string") return [deny("position", legSubject(leg), reached, { scope, limit })];
    const numbers = { scope, reading: reached.toString(), limit };
    const words = `All accounts of user ${leg.of.account.master} in ${leg.listing.name} could reach ${dollars(reached)}`;
    if (reached.atMost(binding.value)) return [pass("position", legSubject(leg), `${words}.`, numbers)];
    const message = `${words} together, over the limit of ${limitAmount(binding.value)} for ${binding.label}.`;
    return [deny("position", legSubject(leg), message, numbers)];
  });
}

const SIDES: readonly PositionSide[] = ["both", "long", "short"];

function furthestTogether(context: GateContext, leg: LegContext): Decimal | string {
  const { listing, quote, rate } = leg;
  const price =
    listing.kind === "inverse" ? ONE : quote === undefined ? undefined : highestMarketPrice(quote);
  if (price === undefined || rate === undefined)
    return `No fresh price for ${listing.name}, so the positions have no value. Wait for the price.`;
  let [long, short] = [ZERO, ZERO];
  for (const state of sharing(context, leg)) {
    for (const side of listing.kind === "spot" ? SIDES.slice(0, 1) : SIDES) {
      const held = heldSigned(state, listing, side);
      if (held === undefined)
        return `The position of ${state.account.name} is not known. Wait until the account is synced.`;
      const worst = worstCaseValue(held, inScaleOf(listing, ordersOf(context, state, leg, side)), price);
      long = long.plus(worst.highestSigned.max(ZERO));
      short = short.plus(worst.lowestSigned.negated().max(ZERO));
    }
  }
  return long.max(short).times(rate);
}

function sharing(context: GateContext, { of: { account } }: LegContext): readonly AccountState[] {
  return Object.values(context.input.portfolio.accounts).filter(
    (state) =>
      state.account.venue === account.venue &&
      state.account.master === account.master &&
      state.account.environment === account.environment,
  );
}

function ordersOf(
  context: GateContext,
  state: AccountState,
  { listing }: LegContext,
  side: PositionSide,
): readonly BookedOrder[] {
  const key = holdingKey(listing, side);
  const working = accountBook(context.input.portfolio.listings, state.working).byHolding.get(key) ?? [];
  return [...working, ...(context.accounts.get(state.account.id)?.legsByHolding.get(key) ?? [])];
}
