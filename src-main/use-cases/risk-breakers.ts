// What the gate's readings set off by themselves: a day's loss, a gesture that repeats itself, a venue's limit eaten by others.
import { ENVIRONMENTS } from "../../src-core/order-terms/order-terms.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { scopedLimits } from "../../src-core/risk/binding-limits.ts";
import { dayLoss } from "../../src-core/risk/day-loss.ts";
import { dollars, limitAmount } from "../../src-core/risk/reading.ts";
import type { Cause, CauseScope } from "../../src-core/risk/risk-state.ts";
import { accountsIn } from "../../src-core/risk/scope-accounts.ts";
import type { Verdict } from "../../src-core/risk/verdict.ts";
import { utcDay } from "./baseline.ts";
import { setCause } from "./causes.ts";
import { equities } from "./equities.ts";
import { every } from "./every.ts";
import { buckets } from "./risk-readings.ts";
import type { Runtime } from "./runtime.ts";

const LOOK_EVERY_MS = 1_000;

/** Looks once a second; the answer stops it. */
export function watchBreakers(runtime: Runtime): () => void {
  const alarmed = new Set<string>();
  return every(runtime.ports.clock, LOOK_EVERY_MS, () => {
    tripDayLoss(runtime);
    alarmBuckets(runtime, alarmed);
  });
}

/** Sets the accounts REDUCING whose submit the repeat rule refused: a person takes that back. */
export function tripRepeats(runtime: Runtime, verdict: Verdict): void {
  for (const { rule, outcome, accountId, message, reading } of verdict.readings) {
    if (rule !== "repeat" || outcome !== "deny" || accountId === undefined || reading === undefined) continue;
    setCause(runtime, {
      scope: `account:${accountId}`,
      kind: "repeat",
      detail: message.split(". ")[0] ?? message,
      sinceMs: runtime.ports.clock.nowMs(),
    });
  }
}

/** Whether a person may take a day's loss back: its day is over. */
export function dayIsOver(cause: Cause, nowMs: number): boolean {
  return utcDay(cause.sinceMs) < utcDay(nowMs);
}

function tripDayLoss(runtime: Runtime): void {
  const { portfolio, durable } = runtime.state;
  if (!Object.values(durable.limits).some((limits) => limits?.maxDailyLoss !== undefined)) return;
  const readings = equities(runtime);
  const judged = new Set<string>();
  for (const { account } of Object.values(portfolio.accounts)) {
    for (const { scope, label, limits } of scopedLimits(durable.limits, portfolio, account)) {
      const maximum = limits.maxDailyLoss;
      const key = `${account.environment} ${scope}`;
      if (maximum === undefined || judged.has(key)) continue;
      judged.add(key);
      const accounts = accountsIn(portfolio, account.environment, scope);
      // What is being reconciled may not have its baseline of the day yet, and increases are denied anyhow.
      if (accounts.some((state) => isSyncing(runtime, state.account.id))) continue;
      const answer = dayLoss(accounts, readings);
      if (!answer.known || answer.loss.lessThan(maximum)) continue;
      const detail = `${label}: loss of the day ${dollars(answer.loss)} reached the limit of ${limitAmount(maximum)}.`;
      for (const reached of causeScopes(
        scope,
        accounts.map((state) => state.account.id),
      ))
        trip(runtime, reached, detail);
    }
  }
}

function isSyncing({ state }: Runtime, accountId: AccountId): boolean {
  return state.durable.causes.some(({ kind, scope }) => kind === "sync" && scope === `account:${accountId}`);
}

/** Groups and venues have no state of their own: each of their accounts has. */
function causeScopes(scope: string, accounts: readonly AccountId[]): readonly CauseScope[] {
  const environment = ENVIRONMENTS.find((each) => scope === `environment:${each}`);
  if (environment !== undefined) return [`environment:${environment}`];
  return accounts.map((id): CauseScope => `account:${id}`);
}

function trip(runtime: Runtime, scope: CauseScope, detail: string): void {
  const known = runtime.state.durable.causes.some(
    (cause) => cause.scope === scope && cause.kind === "daily-loss",
  );
  if (known) return;
  setCause(runtime, { scope, kind: "daily-loss", detail, sinceMs: runtime.ports.clock.nowMs() });
  runtime.audience.notice({
    level: "stop",
    text: detail,
    remedy: "Only orders that shrink positions go until a new day begins and a person resumes.",
  });
}

/** Says once when others eat into the part that is kept for cancels, and again after it was free in between. */
function alarmBuckets(runtime: Runtime, alarmed: Set<string>): void {
  for (const { id, title, venue, used, usedByOthers, capacity, keptForCancels } of buckets(runtime)) {
    const isEaten = usedByOthers > 0 && used > capacity - keptForCancels;
    if (!isEaten) {
      alarmed.delete(id);
      continue;
    }
    if (alarmed.has(id)) continue;
    alarmed.add(id);
    const name = runtime.ports.venues.get(venue)?.title ?? venue;
    runtime.audience.notice({
      level: "warn",
      text: `${name}, ${title.toLowerCase()}: ${String(used)} of ${String(capacity)}, of which others sent ${String(usedByOthers)}. Cancels have less room.`,
      remedy: "Another program uses this address or account. Slow it down.",
    });
  }
}
