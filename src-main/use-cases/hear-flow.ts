// Money that came or went: journaled once, counted against the day, and known to be complete only after the venue said so.
import { usdRate } from "../../src-core/portfolio/usd-rate.ts";
import { flowChange } from "../../src-core/portfolio/balance-ledger.ts";
import type { JournalRecord } from "../../src-core/journal/record.ts";
import type { LedgerFlow } from "../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { applyRecord } from "./apply.ts";
import { noteWalletChanges } from "./explain-balances.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** A venue's history may lag behind its stream. */
const READ_AGAIN_AFTER_MS = 5_000;
/** The stream's time of a flow and the history's may differ by this much. */
const SAME_FLOW_WITHIN_MS = 60_000;
/** What is read again of what was read before, against rows that came late. */
const OVERLAP_MS = 60_000;

/** A flow that the stream told. Where the venue has a history, that is read; else this is all there is. */
export function hearFlow(runtime: Runtime, session: AccountSession, flow: LedgerFlow): void {
  if (session.port.flowsSince === undefined) {
    noteFlow(runtime, session, flow);
    return;
  }
  session.awaitedFlows = [...(session.awaitedFlows ?? []), flow];
  readLater(runtime, session, 1_000);
}

/** Reads what came and went since the baseline; false when it could not be read. */
export async function readFlows(runtime: Runtime, session: AccountSession): Promise<boolean> {
  const { account, port } = session;
  if (port.flowsSince === undefined) return true;
  const baselineMs = runtime.state.durable.baselines[account.id]?.asOfMs;
  const snapshotMs = runtime.state.portfolio.accounts[account.id]?.snapshotAtMs;
  const fromMs = session.flowsReadToMs ?? baselineMs ?? snapshotMs ?? runtime.ports.clock.nowMs();
  const reading = await port.flowsSince(fromMs - OVERLAP_MS);
  if (runtime.state.sessions.get(account.id) !== session) return true;
  if (!reading.ok) {
    delete session.flowsReadToMs;
    return false;
  }
  for (const flow of reading.value) noteFlow(runtime, session, flow);
  session.awaitedFlows = (session.awaitedFlows ?? []).filter(
    (awaited) => !reading.value.some((flow) => isSame(awaited, flow)),
  );
  session.flowsReadToMs = snapshotMs ?? fromMs;
  if (session.awaitedFlows.length > 0) readLater(runtime, session, READ_AGAIN_AFTER_MS);
  return true;
}

/** Whether every flow since the baseline is counted, as far as the venue tells. */
export function flowsAreKnown(session: AccountSession): boolean {
  if (session.port.flowsSince === undefined) return true;
  return session.flowsReadToMs !== undefined && (session.awaitedFlows ?? []).length === 0;
}

/** A baseline holds every flow up to its time: none of them is awaited or read for it any more. */
export function countFlowsFrom(session: AccountSession, asOfMs: number): void {
  session.flowsReadToMs = Math.max(session.flowsReadToMs ?? 0, asOfMs);
  session.awaitedFlows = (session.awaitedFlows ?? []).filter((flow) => flow.atMs > asOfMs);
}

function noteFlow(runtime: Runtime, session: AccountSession, flow: LedgerFlow): void {
  const accountId: AccountId = session.account.id;
  const { portfolio, durable } = runtime.state;
  noteWalletChanges(session, [flowChange(flow)]);
  const baseline = durable.baselines[accountId];
  if (baseline !== undefined && flow.atMs <= baseline.asOfMs) return;
  if ((durable.flows[accountId] ?? []).some((counted) => counted.flow.id === flow.id)) return;
  const rate = usdRate(portfolio, flow.asset, "equity", session.account.venue);
  const record: JournalRecord = {
    kind: "ledger-flow",
    accountId,
    flow,
    ...(rate === undefined ? {} : { dollars: flow.amount.times(rate) }),
    atMs: runtime.ports.clock.nowMs(),
  };
  runtime.keeper.note(record);
  applyRecord(runtime, record);
}

function isSame(awaited: LedgerFlow, read: LedgerFlow): boolean {
  return (
    awaited.asset === read.asset &&
    awaited.amount.equals(read.amount) &&
    Math.abs(awaited.atMs - read.atMs) <= SAME_FLOW_WITHIN_MS
  );
}

function readLater(runtime: Runtime, session: AccountSession, delayMs: number): void {
  if (session.flowsDue === true) return;
  session.flowsDue = true;
  runtime.ports.clock.after(delayMs, () => {
    session.flowsDue = false;
    if (runtime.state.sessions.get(session.account.id) !== session) return;
    void readFlows(runtime, session).then((ok) => {
      if (!ok) readLater(runtime, session, READ_AGAIN_AFTER_MS);
    });
  });
}
