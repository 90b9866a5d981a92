// Orders that a plan amends: they leave the account's book, and its legs stand there at the worse of old and new.
import type { Leg, Plan } from "../plan/plan.ts";
import type { AccountState, WorkingOrder } from "../portfolio/portfolio.ts";

/** The order of ours that the leg changes in place; undefined for other legs, and when it works no more. */
export function amendedOrder(state: AccountState | undefined, leg: Leg): WorkingOrder | undefined {
  return leg.change?.kind === "amend" ? changedOrder(state, leg) : undefined;
}

/** The order of ours that the leg amends or replaces; undefined for new orders, and when it works no more. */
export function changedOrder(state: AccountState | undefined, leg: Leg): WorkingOrder | undefined {
  if (state === undefined || leg.change === undefined) return undefined;
  const { clientId } = leg.change;
  return Object.hasOwn(state.working, clientId) ? state.working[clientId] : undefined;
}

/** The account's working orders without those that the plan amends; the same object when it amends none. */
export function unamended(state: AccountState, plan: Plan): AccountState["working"] {
  const ids = new Set(
    plan.body.legs.flatMap((leg) =>
      leg.accountId === state.account.id && leg.change?.kind === "amend" ? leg.change.clientId : [],
    ),
  );
  if (ids.size === 0) return state.working;
  return Object.fromEntries(Object.entries(state.working).filter(([id]) => !ids.has(id)));
}
