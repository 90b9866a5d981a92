// One environment's risk as the panel shows it: limits with readings, why it is restricted, what venues still take.
import type {
  BucketView,
  CauseView,
  DayView,
  HoldView,
  LimitReadingView,
  RiskView,
} from "../../../src-core/contract/risk-views.ts";
import type { DurableState } from "../../../src-core/journal/durable-state.ts";
import { knownOnly, sumKnown } from "../../../src-core/money/known.ts";
import type { Environment } from "../../../src-core/order-terms/order-terms.ts";
import type { Portfolio } from "../../../src-core/portfolio/portfolio.ts";
import { scopeName } from "../../../src-core/risk/binding-limits.ts";
import { dayLoss } from "../../../src-core/risk/day-loss.ts";
import type { BucketReading, Readings } from "../../../src-core/risk/gate-input.ts";
import { limitReadings, type LimitReading } from "../../../src-core/risk/limit-readings.ts";
import { stateOf, type Cause } from "../../../src-core/risk/risk-state.ts";
import { accountsIn } from "../../../src-core/risk/scope-accounts.ts";
import { exact } from "./texts.ts";
import { Decimal } from "../../../src-core/money/decimal.ts";

export interface RiskViewInput {
  readonly environment: Environment;
  readonly portfolio: Portfolio;
  readonly durable: DurableState;
  readonly readings: Pick<Readings, "repeats" | "slippages" | "buckets" | "equities">;
  readonly venueTitle: (venue: string) => string;
  /** The UTC day of `nowMs`. */
  readonly day: string;
  readonly dayIsOver: (cause: Cause) => boolean;
  readonly nowMs: number;
}

export function riskView(input: RiskViewInput): RiskView {
  const { environment, portfolio, durable, readings, nowMs } = input;
  const watched = { portfolio, limits: durable.limits, environment, readings, nowMs };
  return {
    id: environment,
    limits: limitReadings(watched).map(limitView),
    causes: causes(input),
    buckets: (readings.buckets ?? []).filter((it) => concerns(it, input)).map((it) => bucketView(it, input)),
    holds: holds(input),
    day: dayView(input),
  };
}

const HUNDRED = Decimal.of("100");

function limitView({ key, scope, label, of, reading, limit, used, missing }: LimitReading): LimitReadingView {
  return knownOnly<LimitReadingView>({
    key,
    scope,
    label,
    of,
    reading: exact(reading),
    limit: limit.toString(),
    usedPercent: used?.times(HUNDRED).rounded(2, "up").toString(),
    missing,
  });
}

/** Causes of the installation, of the environment, and of its accounts. */
function causes(input: RiskViewInput): readonly CauseView[] {
  const { environment, portfolio, durable } = input;
  const own = new Set(
    accountsIn(portfolio, environment, `environment:${environment}`).map((it) => it.account.id),
  );
  return durable.causes
    .filter(
      ({ scope }) =>
        scope === "installation" ||
        scope === `environment:${environment}` ||
        (scope.startsWith("account:") && own.has(scope.slice("account:".length))),
    )
    .map((cause) => ({
      scope: cause.scope,
      label: cause.scope === "installation" ? "everything" : scopeName(portfolio, cause.scope),
      kind: cause.kind,
      state: stateOf(cause),
      detail: cause.detail,
      sinceMs: cause.sinceMs,
      ...endOf(cause, input),
    }));
}

function endOf(cause: Cause, input: RiskViewInput): Pick<CauseView, "ends" | "byPerson"> {
  switch (cause.kind) {
    case "sync":
      return { ends: "Ends by itself when the account is reconciled.", byPerson: false };
    case "limits":
      return { ends: "Ends when a person saves these limits.", byPerson: false };
    case "daily-loss":
      return input.dayIsOver(cause)
        ? { ends: "A new day has begun: a person may resume.", byPerson: true }
        : { ends: "A person may resume from 00:00 UTC on.", byPerson: false };
    default:
      return { ends: "A person resumes.", byPerson: true };
  }
}

function concerns(bucket: BucketReading, { environment, portfolio }: RiskViewInput): boolean {
  if (bucket.accountId !== undefined)
    return portfolio.accounts[bucket.accountId]?.account.environment === environment;
  const trades = accountsIn(portfolio, environment, `venue:${bucket.venue}`).length > 0;
  return trades && (bucket.environment === undefined || bucket.environment === environment);
}

/** Times are whole seconds, so that a bucket at rest is not published again and again. */
function bucketView(bucket: BucketReading, { portfolio, venueTitle, nowMs }: RiskViewInput): BucketView {
  const { id, title, used, usedByOthers, capacity, keptForCancels, stoppedForMs } = bucket;
  const stoppedUntilMs =
    stoppedForMs === undefined ? undefined : Math.ceil((nowMs + stoppedForMs) / 1_000) * 1_000;
  return knownOnly<BucketView>({
    id,
    venue: venueTitle(bucket.venue),
    title,
    account: portfolio.accounts[bucket.accountId ?? ""]?.account.name,
    used,
    usedByOthers,
    capacity,
    keptForCancels,
    stoppedUntilMs,
  });
}

function holds({ environment, portfolio, durable }: RiskViewInput): readonly HoldView[] {
  return durable.holds.flatMap(({ accountId, listing, kind, sinceMs }) => {
    const account = portfolio.accounts[accountId]?.account;
    if (account?.environment !== environment) return [];
    const name = portfolio.listings[listing]?.name ?? listing;
    return [{ accountId, account: account.name, listing, name, kind, sinceMs }];
  });
}

function dayView({ environment, portfolio, readings, day }: RiskViewInput): DayView {
  const accounts = accountsIn(portfolio, environment, `environment:${environment}`);
  const { equities = {} } = readings;
  const answer = dayLoss(accounts, equities);
  const transfers = sumKnown(accounts.map(({ account }) => equities[account.id]?.externalFlowsSigned));
  return knownOnly<DayView>({
    day,
    baseline: answer.known ? answer.baseline.toString() : undefined,
    transfers: exact(transfers),
    loss: answer.known ? answer.loss.toString() : undefined,
    missing: answer.known ? undefined : answer.missing,
  });
}
