// The steady look at what may have gone wrong unseen: orders in flight, whole accounts, and time itself.
import { awaitsProof, FIRST_QUERY_AFTER_MS } from "../../src-core/orders/in-flight.ts";
import type { Order } from "../../src-core/orders/order.ts";
import { setCause } from "./causes.ts";
import { every } from "./every.ts";
import { queryOrder } from "./order-effects.ts";
import type { Runtime } from "./runtime.ts";
import { voidApprovals } from "./send-orders.ts";
import { reconcile, syncAccount } from "./sync-account.ts";

const FLIGHT_CHECK_EVERY_MS = 2_000;
const JOURNAL_TRY_EVERY_MS = 2_000;
const MAX_QUERIES_A_CHECK = 10;
const READ_EVERY_MS = 45_000;
/** While a stream is not live, readings stand in for it. */
const SILENT_CHECK_EVERY_MS = 2_500;
const SILENT_READ_EVERY_MS = 7_500;
/** Readings weigh on a limit that all accounts behind one address share. */
const MAX_SILENT_READS_A_CHECK = 2;
const CLOCK_CHECK_EVERY_MS = 1_000;
/** A longer silence of the timer, or a larger disagreement of the clocks, is taken for sleep or a clock change. */
const CLOCK_GAP_MS = 5_000;

/** Starts the watches; the answer stops them. */
export function watchAccounts(runtime: Runtime): () => void {
  const stops = [
    every(runtime.ports.clock, FLIGHT_CHECK_EVERY_MS, () => {
      checkFlight(runtime);
    }),
    every(runtime.ports.clock, READ_EVERY_MS, () => {
      readAll(runtime);
    }),
    every(runtime.ports.clock, SILENT_CHECK_EVERY_MS, () => {
      readSilent(runtime);
    }),
    watchClock(runtime),
    every(runtime.ports.clock, JOURNAL_TRY_EVERY_MS, () => {
      if (!runtime.keeper.writable) void runtime.keeper.tryAgain();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks about what the venue owes a word on and nobody is about to ask for: a question may have been lost with its session. */
function checkFlight(runtime: Runtime): void {
  const { durable, queriesDue, queriesAsked } = runtime.state;
  const nowMs = runtime.ports.clock.nowMs();
  const forgotten = [...durable.orders.values()].filter(
    (order) =>
      isOverdue(order, nowMs) && !queriesDue.has(order.clientId) && !queriesAsked.has(order.clientId),
  );
  for (const order of forgotten.slice(0, MAX_QUERIES_A_CHECK)) void queryOrder(runtime, order.clientId);
}

function isOverdue(order: Order, nowMs: number): boolean {
  const sinceMs = Math.max(order.sentAtMs ?? order.createdAtMs, order.cancel.requestedAtMs ?? 0);
  return awaitsProof(order, nowMs) && nowMs - sinceMs >= FIRST_QUERY_AFTER_MS;
}

function readAll(runtime: Runtime): void {
  for (const session of runtime.state.sessions.values())
    if (!session.syncing) void reconcile(runtime, session);
}

/** Reads accounts whose stream is down, those first that were read longest ago. */
function readSilent(runtime: Runtime): void {
  const nowMs = runtime.ports.clock.nowMs();
  const silent = [...runtime.state.sessions.values()].filter(
    ({ streamLiveSinceMs, syncing, readAtMs = 0 }) =>
      streamLiveSinceMs === undefined && !syncing && nowMs - readAtMs >= SILENT_READ_EVERY_MS,
  );
  const oldest = silent.toSorted((a, b) => (a.readAtMs ?? 0) - (b.readAtMs ?? 0));
  for (const session of oldest.slice(0, MAX_SILENT_READS_A_CHECK)) {
    session.readAtMs = nowMs;
    void reconcile(runtime, session);
  }
}

/** After sleep or a jump of the wall clock nothing that was approved before still holds. */
export function restartTrust(runtime: Runtime, detail: string): void {
  voidApprovals(runtime, () => true, detail);
  runtime.state.standing.clear();
  for (const session of runtime.state.sessions.values()) {
    const sinceMs = runtime.ports.clock.nowMs();
    setCause(runtime, { scope: `account:${session.account.id}`, kind: "sync", detail, sinceMs });
    void syncAccount(runtime, session);
  }
}

function watchClock(runtime: Runtime): () => void {
  const { clock } = runtime.ports;
  let wallMs = clock.nowMs();
  let steadyMs = clock.monotonicMs();
  return every(runtime.ports.clock, CLOCK_CHECK_EVERY_MS, () => {
    const wallPassed = clock.nowMs() - wallMs;
    const steadyPassed = clock.monotonicMs() - steadyMs;
    wallMs += wallPassed;
    steadyMs += steadyPassed;
    const slept = wallPassed - CLOCK_CHECK_EVERY_MS > CLOCK_GAP_MS;
    const jumped = Math.abs(wallPassed - steadyPassed) > CLOCK_GAP_MS;
    if (slept || jumped) restartTrust(runtime, "The computer slept or its clock was changed.");
  });
}
