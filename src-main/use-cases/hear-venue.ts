// What a venue's private stream says, turned into order events, portfolio events and causes.
import type { StreamState, VenueEvent } from "../../src-core/order-terms/venue-event.ts";
import { applyPortfolio } from "./apply.ts";
import { setCause } from "./causes.ts";
import { hearFill } from "./hear-fill.ts";
import { hearFlow } from "./hear-flow.ts";
import { hearOrder } from "./hear-order.ts";
import type { AccountSession, Runtime } from "./runtime.ts";
import { syncAccount } from "./sync-account.ts";

/** Applies one event of an account's private stream. */
export function hearVenue(runtime: Runtime, session: AccountSession, event: VenueEvent): void {
  const accountId = session.account.id;
  switch (event.kind) {
    case "order":
      hearOrder(runtime, session, event.order, "order-event");
      return;
    case "fill":
      hearFill(runtime, session, event.fill);
      return;
    case "balances":
      applyPortfolio(runtime, { kind: "balances", accountId, balances: event.balances, atMs: event.atMs });
      return;
    case "positions":
      applyPortfolio(runtime, { kind: "positions", accountId, positions: event.positions, atMs: event.atMs });
      return;
    case "flow":
      hearFlow(runtime, session, event.flow);
      return;
    case "liquidation":
      setCause(runtime, {
        scope: `account:${accountId}`,
        kind: "liquidation",
        detail: `${session.account.name} was liquidated on ${event.listing}.`,
        sinceMs: runtime.ports.clock.nowMs(),
      });
      return;
    case "stream":
      hearStream(runtime, session, event.state);
  }
}

function hearStream(runtime: Runtime, session: AccountSession, state: StreamState): void {
  const accountId = session.account.id;
  const nowMs = runtime.ports.clock.nowMs();
  const wasLive = session.streamLiveSinceMs !== undefined;
  applyPortfolio(runtime, { kind: "stream", accountId, state });
  if (state === "live") {
    if (wasLive) return;
    session.streamLiveSinceMs = nowMs;
    void syncAccount(runtime, session);
    return;
  }
  delete session.streamLiveSinceMs;
  // A connection that may have missed events becomes live by a complete reading, and by nothing else.
  if (state === "gap") void syncAccount(runtime, session);
  if (!wasLive) return;
  setCause(runtime, {
    scope: `account:${accountId}`,
    kind: "sync",
    detail: `The private stream of ${session.account.name} is ${state === "gap" ? "missing events" : "down"}.`,
    sinceMs: nowMs,
  });
}
