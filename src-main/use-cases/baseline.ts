// The equity that a day's profit or loss is reckoned from: the first reconciled one of the UTC day.
import { valueAccount } from "../../src-core/portfolio/valuation.ts";
import type { DurableState } from "../../src-core/journal/durable-state.ts";
import { Decimal } from "../../src-core/money/decimal.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { applyRecord } from "./apply.ts";
import type { Runtime } from "./runtime.ts";

const DAY_MS = 86_400_000;

/** Equity at the start of the current UTC day; absent when the day has no baseline yet. */
export function dayBaseline(durable: DurableState, accountId: AccountId, nowMs: number): Decimal | undefined {
  const held = durable.baselines[accountId];
  return held?.day === utcDay(nowMs) ? Decimal.parse(held.equity) : undefined;
}

/** The UTC day of a wall-clock time, for example `2026-11-23`. */
function utcDay(atMs: number): string {
  return new Date(Math.floor(atMs / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}

/** Journals the baseline of the day once, when the account's equity is known. */
export function setBaseline(runtime: Runtime, accountId: AccountId): void {
  const atMs = runtime.ports.clock.nowMs();
  const day = utcDay(atMs);
  if (runtime.state.durable.baselines[accountId]?.day === day) return;
  const account = runtime.state.portfolio.accounts[accountId];
  const equity = account === undefined ? undefined : valueAccount(runtime.state.portfolio, account).equity;
  if (equity === undefined) return;
  const record: JournalRecord = { kind: "baseline", accountId, equity: equity.toString(), day, atMs };
  runtime.keeper.note(record);
  applyRecord(runtime, record);
}
