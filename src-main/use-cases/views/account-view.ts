// Accounts and groups as the renderer sees them.
import type { DeadManView } from "../../../src-core/contract/dead-man-views.ts";
import type { AccountView, GroupView } from "../../../src-core/contract/views.ts";
import type { Decimal } from "../../../src-core/money/decimal.ts";
import { knownOnly, sumKnown } from "../../../src-core/money/known.ts";
import type { AccountId, Group } from "../../../src-core/portfolio/account.ts";
import type { AccountState, Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { type AccountValue, ratio } from "../../../src-core/portfolio/valuation.ts";
import { type Causes, effectiveState } from "../../../src-core/risk/risk-state.ts";
import { exact, percentText, ratioText } from "./texts.ts";

export interface AccountViewInput {
  readonly state: AccountState;
  readonly value: AccountValue;
  readonly venueTitle: string;
  readonly causes: Causes;
  readonly groups: Portfolio["groups"];
  /** Equity at the start of the day plus the net external flows since, USD. */
  readonly dayBaseline?: Decimal;
  /** The account's keys cannot be read from the keychain. */
  readonly keysLocked: boolean;
  /** Absent where the venue has no timer that cancels. */
  readonly deadMan?: DeadManView;
}

/** One account with its sums; every sum that is not known is absent. */
export function accountView(input: AccountViewInput): AccountView {
  const { state, value, causes } = input;
  const { account } = state;
  const reaching = causesOf(causes, account.id, account.environment);
  return knownOnly<AccountView>({
    id: account.id,
    digit: account.digit,
    name: account.name,
    venue: account.venue,
    venueTitle: input.venueTitle,
    environment: account.environment,
    positionMode: account.positionMode,
    health: healthOf(input),
    problem: state.problem,
    riskState: effectiveState(causes, account.id, account.environment),
    causes: reaching.map((cause) => cause.detail),
    equity: exact(value.equity),
    available: exact(value.available),
    dayPnl: exact(dayPnl(value.equity, input.dayBaseline)),
    marginUsePercent: percentText(ratio(value.initialMargin, value.equity)),
    leverage: ratioText(value.leverage),
    gross: exact(value.gross),
    net: exact(value.net),
    marginDistancePercent: percentText(value.distance),
    groups: groupsOf(input.groups, account.id),
    deadMan: input.deadMan,
  });
}

/** One group; its equity is absent when that of a member is. */
export function groupView(group: Group, values: ReadonlyMap<AccountId, AccountValue>): GroupView {
  return knownOnly<GroupView>({
    id: group.id,
    name: group.name,
    environment: group.environment,
    method: group.method,
    members: group.members.map(({ accountId, weight }) => ({ accountId, weight: weight.toString() })),
    equity: exact(sumKnown(group.members.map((member) => values.get(member.accountId)?.equity))),
  });
}

/** What the day made, USD; absent without a baseline. */
export function dayPnl(equity: Decimal | undefined, baseline: Decimal | undefined): Decimal | undefined {
  return equity === undefined || baseline === undefined ? undefined : equity.minus(baseline);
}

/** The causes that reach an account; those of the whole environment and installation too. */
function causesOf(causes: Causes, accountId: AccountId, environment: string): Causes {
  return causes.filter((cause) => effectiveState([cause], accountId, environment) !== "ACTIVE");
}

function healthOf(input: AccountViewInput): AccountView["health"] {
  const { state, keysLocked, causes } = input;
  if (keysLocked) return "locked";
  if (state.problem !== undefined) return "failed";
  if (state.stream === "down") return "down";
  const { id, environment } = state.account;
  const syncing = causesOf(causes, id, environment).some((cause) => cause.kind === "sync");
  return state.stream === "live" && state.syncedAtMs !== undefined && !syncing ? "live" : "syncing";
}

function groupsOf(groups: Portfolio["groups"], accountId: AccountId): readonly string[] {
  const mine = Object.values(groups).filter((group) =>
    group.members.some((member) => member.accountId === accountId),
  );
  return mine.map((group) => group.id);
}
