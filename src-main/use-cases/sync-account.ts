// Reconciliation of one account: a complete reading of the venue against what we hold, before increases are allowed.
import { isTerminal, type Order } from "../../src-core/orders/order.ts";
import type { AccountSnapshot } from "../../src-core/order-terms/venue-event.ts";
import type { AccountId } from "../../src-core/portfolio/account.ts";
import { applyPortfolio } from "./apply.ts";
import { believesPositions } from "./doubt-position.ts";
import { clearCause, setCause } from "./causes.ts";
import { explainBalances } from "./explain-balances.ts";
import { hearFill } from "./hear-fill.ts";
import { readFlows } from "./hear-flow.ts";
import { hearOrder } from "./hear-order.ts";
import { setBaseline } from "./set-baseline.ts";
import { queryOrder } from "./order-effects.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** Waits between failed readings: the last one repeats. */
const RETRY_AFTER_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** Our clock may have been ahead by this much when an order was made, and been set right since. */
const CLOCK_MARGIN_MS = 7_200_000;

/** Marks the account SYNCING and reads it until a complete reading has been applied. One run at a time. */
export async function syncAccount(runtime: Runtime, session: AccountSession): Promise<void> {
  if (session.syncing) return;
  session.syncing = true;
  const { account } = session;
  setCause(runtime, {
    scope: `account:${account.id}`,
    kind: "sync",
    detail: `${account.name} is being reconciled with its venue.`,
    sinceMs: runtime.ports.clock.nowMs(),
  });
  for (let attempt = 0; isOpen(runtime, session); attempt += 1) {
    if (await reconcile(runtime, session)) break;
    await pause(runtime, RETRY_AFTER_MS[Math.min(attempt, RETRY_AFTER_MS.length - 1)] ?? 1_000);
  }
  session.syncing = false;
}

/** One complete reading, applied; false when the venue could not be read, and then nothing is concluded. */
export async function reconcile(runtime: Runtime, session: AccountSession): Promise<boolean> {
  const { account, port } = session;
  await measureClock(runtime, session);
  const foreignBefore = foreignIds(runtime, session);
  const reading = await port.snapshot();
  if (!isOpen(runtime, session)) return true;
  if (!reading.ok) {
    applyPortfolio(runtime, { kind: "problem", accountId: account.id, problem: reading.failure.message });
    return false;
  }
  if (!(await believesPositions(runtime, session, reading.value))) {
    const problem = "A position became smaller and no fill shows why: it is read again.";
    applyPortfolio(runtime, { kind: "problem", accountId: account.id, problem });
    void syncAccount(runtime, session);
    return false;
  }
  if (!isOpen(runtime, session)) return true;
  const nowMs = runtime.ports.clock.nowMs();
  session.readAtMs = nowMs;
  relive(runtime, account.id);
  applyPortfolio(runtime, { kind: "snapshot", accountId: account.id, snapshot: reading.value, nowMs });
  compareOrders(runtime, session, reading.value, foreignBefore);
  // A query tells which orders filled, and under which id a trigger's order trades: the fills are read after it.
  await Promise.all(unsettled(runtime, session).map((order) => queryOrder(runtime, order.clientId)));
  const complete = await readMissedFills(runtime, session);
  await readFlows(runtime, session);
  if (!complete) return false;
  explainBalances(runtime, session, reading.value);
  applyPortfolio(runtime, { kind: "problem", accountId: account.id });
  if (session.streamLiveSinceMs !== undefined) clearCause(runtime, `account:${account.id}`, "sync", "rule");
  setBaseline(runtime, session);
  return true;
}

async function measureClock(runtime: Runtime, session: AccountSession): Promise<void> {
  const { clock } = runtime.ports;
  const startedMs = clock.monotonicMs();
  const error = await session.port.clockErrorMs();
  if (error === undefined) return;
  session.clockErrorMs = error;
  session.latencyMs = clock.monotonicMs() - startedMs;
  runtime.audience.touchVenues();
}

/** Plays the fills of earlier runs once, before the reading that says where positions stand now. */
function relive(runtime: Runtime, accountId: AccountId): void {
  for (const fill of runtime.state.history.get(accountId) ?? []) {
    applyPortfolio(runtime, { kind: "fill", accountId, fill });
  }
  runtime.state.history.delete(accountId);
}

function compareOrders(
  runtime: Runtime,
  session: AccountSession,
  snapshot: AccountSnapshot,
  foreignBefore: readonly string[],
): void {
  const listed = new Set<string>();
  for (const order of snapshot.openOrders) {
    listed.add(order.clientId ?? order.venueOrderId);
    hearOrder(runtime, session, order, "open-list");
  }
  const accountId = session.account.id;
  for (const id of foreignBefore) {
    if (!listed.has(id)) applyPortfolio(runtime, { kind: "settled", accountId, id });
  }
}

/** Fills of our unsettled orders that a closed or broken stream may have hidden. */
async function readMissedFills(runtime: Runtime, session: AccountSession): Promise<boolean> {
  const since = new Map<string, number>();
  for (const order of withMissingFills(runtime, session)) {
    const fromMs = order.createdAtMs - CLOCK_MARGIN_MS;
    since.set(order.terms.listing, Math.min(since.get(order.terms.listing) ?? fromMs, fromMs));
  }
  for (const [listing, sinceMs] of since) {
    const fills = await session.port.fillsSince(listing, sinceMs);
    if (!fills.ok) return false;
    for (const fill of fills.value) hearFill(runtime, session, fill);
  }
  return true;
}

/** Orders that may still fill, and ended ones whose fills the venue counted and we have not all seen. */
function withMissingFills(runtime: Runtime, session: AccountSession): readonly Order[] {
  return [...runtime.state.durable.orders.values()].filter(
    (order) =>
      order.accountId === session.account.id &&
      (!isTerminal(order.status) || order.knownFilled.lessThan(order.filled)),
  );
}

function unsettled(runtime: Runtime, session: AccountSession): readonly Order[] {
  return [...runtime.state.durable.orders.values()].filter(
    (order) => order.accountId === session.account.id && !isTerminal(order.status),
  );
}

function foreignIds(runtime: Runtime, session: AccountSession): readonly string[] {
  const working = Object.values(runtime.state.portfolio.accounts[session.account.id]?.working ?? {});
  return working.filter((order) => order.origin !== "yoke").map((order) => order.id);
}

function isOpen(runtime: Runtime, session: AccountSession): boolean {
  return runtime.state.sessions.get(session.account.id) === session;
}

function pause(runtime: Runtime, delayMs: number): Promise<void> {
  return new Promise((done) => {
    runtime.ports.clock.after(delayMs, done);
  });
}
