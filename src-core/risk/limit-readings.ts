// Every limit of an environment against what it limits as things stand: what a person watches fill up.
import { Decimal, ONE, ZERO } from "../money/decimal.ts";
import type { Environment } from "../order-terms/order-terms.ts";
import type { AccountState, Portfolio } from "../portfolio/portfolio.ts";
import { scopedLimits, type ScopedLimits } from "./binding-limits.ts";
import type { Readings } from "./gate-input.ts";
import type { LimitBook, Limits } from "./limits.ts";
import { READERS, type Reading, type ReadingQuestion } from "./limit-readers.ts";
import { accountsIn } from "./scope-accounts.ts";

export interface LimitReading extends Reading {
  readonly key: keyof Limits;
  readonly scope: string;
  readonly label: string;
  readonly limit: Decimal;
  /** Share of the limit that is used; of a floor, floor / reading. Absent with the reading. */
  readonly used?: Decimal;
}

export interface WatchedEnvironment {
  readonly portfolio: Portfolio;
  readonly limits: LimitBook;
  readonly environment: Environment;
  readonly readings: Pick<Readings, "repeats" | "slippages" | "equities">;
  readonly nowMs: number;
}

const SCALE = 6;
/** Shown for a floor that has no room under it at all. */
const FULL = Decimal.of("9.99");

/** One row per limit and scope that sets it: the unknown first, then the nearest to its limit. */
export function limitReadings(watched: WatchedEnvironment): readonly LimitReading[] {
  const { portfolio, environment, readings, nowMs } = watched;
  return [...scopesOf(watched).values()]
    .flatMap((scoped) => {
      const accounts = accountsIn(portfolio, environment, scoped.scope);
      return ofScope(scoped, { portfolio, accounts, readings, nowMs, limits: scoped.limits });
    })
    .toSorted(byNearness);
}

function scopesOf({ portfolio, limits, environment }: WatchedEnvironment): ReadonlyMap<string, ScopedLimits> {
  const found = new Map<string, ScopedLimits>();
  for (const { account } of Object.values(portfolio.accounts) as readonly AccountState[]) {
    if (account.environment !== environment) continue;
    for (const scoped of scopedLimits(limits, portfolio, account)) found.set(scoped.scope, scoped);
  }
  return found;
}

function ofScope({ scope, label, limits }: ScopedLimits, question: ReadingQuestion): readonly LimitReading[] {
  return READERS.flatMap(({ key, floor = false, read }) => {
    const value = limits[key];
    if (value === undefined) return [];
    const limit = typeof value === "number" ? Decimal.fromInteger(value) : value;
    const reading = read(question);
    if (reading === undefined) return [];
    const used = reading.reading === undefined ? undefined : usedOf(reading.reading, limit, floor);
    return [{ key, scope, label, limit, ...reading, ...(used === undefined ? {} : { used }) }];
  });
}

function usedOf(reading: Decimal, limit: Decimal, floor: boolean): Decimal {
  if (!floor) return limit.isPositive() ? reading.max(ZERO).dividedBy(limit, SCALE, "up") : ONE;
  return reading.isPositive() ? limit.dividedBy(reading, SCALE, "up") : FULL;
}

function byNearness(a: LimitReading, b: LimitReading): number {
  if (a.used === undefined || b.used === undefined)
    return (a.used === undefined ? 0 : 1) - (b.used === undefined ? 0 : 1);
  return b.used.compare(a.used);
}
