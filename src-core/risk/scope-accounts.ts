// Which accounts a scope's aggregate limits add up, and whether the plan asks for new exposure among them.
import type { Environment } from "../order-terms/order-terms.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import type { ScopedLimits } from "./binding-limits.ts";
import type { GateContext } from "./gate-context.ts";
import type { Limits } from "./limits.ts";

/** A scope that sets one of the asked limits, with all accounts that count towards it. */
export interface ScopeTotal {
  readonly scoped: ScopedLimits;
  readonly accounts: readonly AccountState[];
}

/**
 * Scopes that set a wanted limit and hold an account on which the plan has a leg that is not proven to reduce. A scope
 * never adds accounts of another environment: paper does not mix with live.
 */
export function scopesAtStake(
  context: GateContext,
  wanted: (limits: Limits) => boolean,
): readonly ScopeTotal[] {
  const found = new Map<string, ScopeTotal>();
  for (const leg of context.legs) {
    if (leg.reduction.proven) continue;
    for (const scoped of leg.of.scopes) {
      if (found.has(scoped.scope) || !wanted(scoped.limits)) continue;
      found.set(scoped.scope, {
        scoped,
        accounts: accountsIn(context.input.portfolio, leg.of.account.environment, scoped.scope),
      });
    }
  }
  return [...found.values()];
}

/** The accounts of an environment that a scope holds. */
export function accountsIn(
  { accounts, groups }: Pick<Portfolio, "accounts" | "groups">,
  environment: Environment,
  scope: string,
): readonly AccountState[] {
  const [kind, ...rest] = scope.split(":");
  const id = rest.join(":");
  const members = new Set(
    kind === "group" ? (groups[id]?.members ?? []).map((member) => member.accountId) : [],
  );
  return Object.values(accounts).filter(({ account }) => {
    if (account.environment !== environment) return false;
    if (kind === "account") return account.id === id;
    if (kind === "group") return members.has(account.id);
    return kind === "venue" ? account.venue === id : true;
  });
}
