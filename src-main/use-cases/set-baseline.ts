// Writes down what a day begins with, once, when it is certain.
import type { JournalRecord } from "../../src-core/journal/record.ts";
import { applyRecord } from "./apply.ts";
import { utcDay } from "./baseline.ts";
import { knownEquity } from "./equities.ts";
import { countFlowsFrom } from "./hear-flow.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/**
 * Journals the baseline of the day once, after a reconciliation, when the account's equity is known. What came and went
 * before is in that equity: flows count from here on.
 */
export function setBaseline(runtime: Runtime, session: AccountSession): void {
  const atMs = runtime.ports.clock.nowMs();
  const day = utcDay(atMs);
  const accountId = session.account.id;
  const asOfMs = runtime.state.portfolio.accounts[accountId]?.snapshotAtMs;
  if (runtime.state.durable.baselines[accountId]?.day === day || asOfMs === undefined) return;
  const equity = knownEquity(runtime, accountId);
  if (equity === undefined) return;
  const record: JournalRecord = {
    kind: "baseline",
    accountId,
    equity: equity.toString(),
    day,
    asOfMs,
    atMs,
  };
  runtime.keeper.note(record);
  applyRecord(runtime, record);
  countFlowsFrom(session, asOfMs);
}
