// What the order machine asks of the edge: queries by client id, alarms, and the state of an account whose order came back.
import { hasTrigger } from "../../src-core/order-terms/order-terms.ts";
import { isLateEnough } from "../../src-core/orders/negative-proof.ts";
import { isTerminal, type Order } from "../../src-core/orders/order.ts";
import type { OrderEffect, OrderEvent } from "../../src-core/orders/order-event.ts";
import { applyOrderEvent } from "./apply.ts";
import { setCause } from "./causes.ts";
import { hearEnding } from "./hear-ending.ts";
import { readsNoTrace } from "./read-record.ts";
import { referenceTo } from "./order-reference.ts";
import type { AccountSession, Runtime } from "./runtime.ts";

/** Notes and applies an event of one of our orders, then runs what the machine asks for. */
export function advanceOrder(runtime: Runtime, clientId: string, event: OrderEvent): void {
  const effects = applyOrderEvent(runtime, clientId, event);
  hearEnding(runtime, clientId, event);
  for (const effect of effects) runEffect(runtime, effect);
}

function runEffect(runtime: Runtime, effect: OrderEffect): void {
  const { clock } = runtime.ports;
  const order = runtime.state.durable.orders.get(effect.clientId);
  if (order === undefined) return;
  switch (effect.kind) {
    case "query":
      queryLater(runtime, effect.clientId, effect.notBeforeMs);
      return;
    case "overfilled":
      runtime.audience.notice({
        level: "stop",
        text: `Order ${effect.clientId} filled more than it asked for.`,
        remedy: "Check the account at the venue.",
      });
      return;
    case "unexplained":
      runtime.audience.notice({
        level: "stop",
        text: `The venue said something of order ${effect.clientId} that cannot be about it. ${effect.detail}`,
        remedy: "Check the account at the venue.",
      });
      return;
    case "revived":
      setCause(runtime, {
        scope: `account:${order.accountId}`,
        kind: "revived-order",
        detail: `An order that was ${effect.from} is alive at the venue.`,
        sinceMs: clock.nowMs(),
      });
  }
}

/** One question is due per order, the earliest: each answer asks for the next, so two would never become one again. */
function queryLater(runtime: Runtime, clientId: string, dueMs: number): void {
  const { queriesDue } = runtime.state;
  const known = queriesDue.get(clientId);
  if (known !== undefined && known.dueMs <= dueMs) return;
  known?.stop();
  const { clock } = runtime.ports;
  const stop = clock.after(Math.max(0, dueMs - clock.nowMs()), () => {
    queriesDue.delete(clientId);
    void queryOrder(runtime, clientId);
  });
  queriesDue.set(clientId, { dueMs, stop });
}

/** Asks the venue about one of our orders, unless it is settled or its account has no session; waits for a question under way. */
export function queryOrder(runtime: Runtime, clientId: string): Promise<void> {
  const { queriesAsked } = runtime.state;
  const asked = queriesAsked.get(clientId);
  if (asked !== undefined) return asked;
  const answered = askVenue(runtime, clientId).finally(() => queriesAsked.delete(clientId));
  queriesAsked.set(clientId, answered);
  return answered;
}

async function askVenue(runtime: Runtime, clientId: string): Promise<void> {
  const order = runtime.state.durable.orders.get(clientId);
  const session = order === undefined ? undefined : runtime.state.sessions.get(order.accountId);
  if (order === undefined || session === undefined || isTerminal(order.status)) return;
  const askedAtMs = runtime.ports.clock.nowMs();
  const answer = await session.port.query(referenceTo(order));
  const control = answer.kind === "not-found" ? await foundControl(runtime, session, order) : undefined;
  const positiveControl = control !== undefined;
  const since = session.streamLiveSinceMs;
  const error = session.clockErrorMs;
  const sentMs = runtime.state.sentHere.has(clientId) ? order.sentAtMs : undefined;
  const streamLiveSinceSend = since !== undefined && sentMs !== undefined && since <= sentMs;
  const late = !streamLiveSinceSend && isLateEnough(order, askedAtMs, error);
  const recordShowsNothing =
    late && control !== undefined && (await readsNoTrace(runtime, session, order, control));
  advanceOrder(runtime, clientId, {
    kind: "query-answered",
    answer,
    askedAtMs,
    positiveControl,
    streamLiveSinceSend,
    ...(late ? { recordShowsNothing } : {}),
    ...(error === undefined ? {} : { clockErrorMs: error }),
    atMs: runtime.ports.clock.nowMs(),
  });
}

/** A "not found" counts only where the same endpoint finds an order that is known to be there. */
async function foundControl(
  runtime: Runtime,
  session: AccountSession,
  missing: Order,
): Promise<Order | undefined> {
  const known = [...runtime.state.durable.orders.values()].findLast(
    (order) =>
      order.accountId === missing.accountId &&
      order.terms.listing === missing.terms.listing &&
      hasTrigger(order.terms.type) === hasTrigger(missing.terms.type) &&
      order.venueOrderId !== undefined,
  );
  if (known === undefined) return undefined;
  return (await session.port.query(referenceTo(known))).kind === "found" ? known : undefined;
}
