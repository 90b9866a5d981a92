// The equity that a day's profit or loss is reckoned from: the first reconciled one of the UTC day, else the last journaled.
import type { CountedFlow, DurableState } from "../../src-core/journal/durable-state.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import { sumKnown } from "../../src-core/money/known.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";

const DAY_MS = 86_400_000;

/** The last journaled baseline: today's, or until the day's first reading an earlier one, to which flows are added. */
export function lastBaseline(durable: DurableState, accountId: AccountId): Decimal | undefined {
  const held = durable.baselines[accountId];
  return held === undefined ? undefined : Decimal.parse(held.equity);
}

/** Net deposits, withdrawals and transfers since the baseline, USD; undefined while one of them has no rate. */
export function externalFlows(flows: readonly CountedFlow[] = []): Decimal | undefined {
  const external = flows.filter(({ flow }) => flow.kind === "transfer");
  return sumKnown(external.map(({ dollars }) => dollars));
}

/** Baseline plus flows: what today's equity is compared with; undefined while either is not known. */
export function dayBaseline(durable: DurableState, accountId: AccountId): Decimal | undefined {
  const baseline = lastBaseline(durable, accountId);
  const flows = externalFlows(durable.flows[accountId]);
  return baseline === undefined || flows === undefined ? undefined : baseline.plus(flows);
}

/** The UTC day of a wall-clock time, for example `2026-11-23`. */
export function utcDay(atMs: number): string {
  return new Date(Math.floor(atMs / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}
