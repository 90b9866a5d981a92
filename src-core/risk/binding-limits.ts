// Which limit binds: every scope that reaches an account is asked, and the tightest answer holds.
import type { Decimal } from "../money/decimal.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import type { Account } from "../portfolio/account.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { STARTING_LIMITS, type LimitBook, type Limits, type LimitScope } from "./limits.ts";

/** One scope's limits with the words a person knows it by, ready for "over the limit for ...". */
export interface ScopedLimits {
  readonly scope: LimitScope;
  readonly label: string;
  readonly limits: Limits;
}

/** The words for a scope: its account's or group's name, its venue, its environment. */
export function scopeName(portfolio: Pick<Portfolio, "accounts" | "groups">, scope: string): string {
  const [kind = "", ...rest] = scope.split(":");
  const id = rest.join(":");
  if (kind === "environment") return `${id} accounts`;
  const name = kind === "account" ? portfolio.accounts[id]?.account.name : portfolio.groups[id]?.name;
  return `${kind} ${name ?? id}`;
}

export interface Binding<T> {
  readonly value: T;
  readonly scope: LimitScope;
  readonly label: string;
}

/** The limits of an environment; the starting limits hold where the book has none. */
function environmentLimits(book: LimitBook, environment: Environment): ScopedLimits {
  const scope: LimitScope = `environment:${environment}`;
  return { scope, label: `${environment} accounts`, limits: book[scope] ?? STARTING_LIMITS };
}

/** The limits of the account, its groups, its venue and its environment, narrowest scope first. */
export function scopedLimits(
  book: LimitBook,
  portfolio: Portfolio,
  account: Account,
): readonly ScopedLimits[] {
  const scopes: ScopedLimits[] = [];
  const add = (scope: LimitScope, label: string): void => {
    const limits = book[scope];
    if (limits !== undefined) scopes.push({ scope, label, limits });
  };
  add(`account:${account.id}`, `account ${account.name}`);
  for (const group of Object.values(portfolio.groups)) {
    const member = group.members.some((each) => each.accountId === account.id);
    if (member) add(`group:${group.id}`, `group ${group.name}`);
  }
  add(`venue:${account.venue}`, `venue ${account.venue}`);
  scopes.push(environmentLimits(book, account.environment));
  return scopes;
}

/** The lowest of the amounts that the scopes set; undefined when none sets one. Ties go to the narrowest scope. */
export function lowestAmount(
  scopes: readonly ScopedLimits[],
  pick: (limits: Limits) => Decimal | undefined,
): Binding<Decimal> | undefined {
  return tightest(scopes, pick, (a, b) => a.lessThan(b));
}

/** The highest of the floors that the scopes set; undefined when none sets one. */
export function highestAmount(
  scopes: readonly ScopedLimits[],
  pick: (limits: Limits) => Decimal | undefined,
): Binding<Decimal> | undefined {
  return tightest(scopes, pick, (a, b) => a.greaterThan(b));
}

/** The lowest of the counts that the scopes set; undefined when none sets one. */
export function lowestCount(
  scopes: readonly ScopedLimits[],
  pick: (limits: Limits) => number | undefined,
): Binding<number> | undefined {
  return tightest(scopes, pick, (a, b) => a < b);
}

/** The widest of the windows that the scopes set: for a window, wider is tighter. */
export function widestWindow(
  scopes: readonly ScopedLimits[],
  pick: (limits: Limits) => number | undefined,
): Binding<number> | undefined {
  return tightest(scopes, pick, (a, b) => a > b);
}

function tightest<T>(
  scopes: readonly ScopedLimits[],
  pick: (limits: Limits) => T | undefined,
  isTighter: (a: T, b: T) => boolean,
): Binding<T> | undefined {
  let best: Binding<T> | undefined;
  for (const { scope, label, limits } of scopes) {
    const value = pick(limits);
    if (value !== undefined && (best === undefined || isTighter(value, best.value)))
      best = { value, scope, label };
  }
  return best;
}
