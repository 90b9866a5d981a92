// Changes of working orders leave as new orders do: each approval once, and only while no halt has voided it.
import type { AmendAnswer } from "../../src-core/orders/order-event.ts";
import { openAmend } from "../../src-core/orders/order.ts";
import type { AmendApproved } from "../../src-core/risk/verdict.ts";
import { advanceOrder } from "./order-effects.ts";
import type { Runtime } from "./runtime.ts";

/** Sends the approved amends of a plan in parallel. */
export function sendAmends(runtime: Runtime, planId: string): void {
  for (const [clientId, approval] of [...runtime.state.unspentAmends])
    if (approval.planId === planId) void sendAmend(runtime, clientId);
}

/** Voids every change that has not been sent and that `matches`; the orders keep their terms. */
export function voidAmends(
  runtime: Runtime,
  matches: (approval: AmendApproved) => boolean,
  reason: string,
): void {
  for (const [clientId, approval] of [...runtime.state.unspentAmends]) {
    if (!matches(approval)) continue;
    runtime.state.unspentAmends.delete(clientId);
    answered(runtime, approval, { kind: "rejected", reason });
  }
}

/** Notes that a journaled change never left. */
export function keepTerms(runtime: Runtime, planId: string, clientId: string, reason: string): void {
  answered(runtime, { planId, clientId }, { kind: "rejected", reason });
}

async function sendAmend(runtime: Runtime, clientId: string): Promise<void> {
  const { state } = runtime;
  const approval = state.unspentAmends.get(clientId);
  state.unspentAmends.delete(clientId);
  const order = state.durable.orders.get(clientId);
  if (approval === undefined || order === undefined) return;
  // The order may have ended while the change was journaled: then nothing of it is open, and nothing leaves.
  if (openAmend(order)?.planId !== approval.planId) return;
  const session = state.sessions.get(approval.accountId);
  if (session === undefined) {
    answered(runtime, approval, { kind: "rejected", reason: "The account is not connected." });
    return;
  }
  const sent = await session.port.amend(approval);
  answered(runtime, approval, sent.answer, sent.acceptableUntilMs);
}

function answered(
  runtime: Runtime,
  { planId, clientId }: Pick<AmendApproved, "planId" | "clientId">,
  answer: AmendAnswer,
  acceptableUntilMs?: number,
): void {
  advanceOrder(runtime, clientId, {
    kind: "amend-answered",
    planId,
    answer,
    ...(acceptableUntilMs === undefined ? {} : { acceptableUntilMs }),
    atMs: runtime.ports.clock.nowMs(),
  });
}
