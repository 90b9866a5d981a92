// The last step before the socket: each approval is spent once, and only while no halt has voided it.
import type { SubmitReceipt } from "../../src-core/contract/views.ts";
import { sendingOrder } from "../../src-core/plan/sending-order.ts";
import type { RiskApproved } from "../../src-core/risk/verdict.ts";
import { advanceOrder } from "./order-effects.ts";
import type { Runtime } from "./runtime.ts";

/** Sends a submitted plan's orders in parallel; which leg goes first rotates by plan. */
export function sendOrders(runtime: Runtime, receipt: SubmitReceipt): void {
  const plan = runtime.state.durable.plans.get(receipt.planId);
  if (plan === undefined) return;
  for (const leg of sendingOrder(plan)) {
    const clientId = receipt.orders[leg];
    if (clientId !== undefined) void sendOrder(runtime, clientId);
  }
}

async function sendOrder(runtime: Runtime, clientId: string): Promise<void> {
  const { state, ports } = runtime;
  const approval = spend(runtime, clientId);
  if (approval === undefined) return;
  const session = state.sessions.get(approval.accountId);
  if (session === undefined) {
    keepUnsent(runtime, clientId, "The account is not connected.");
    return;
  }
  advanceOrder(runtime, clientId, { kind: "sending", atMs: ports.clock.nowMs() });
  const sent = await session.port.create(approval);
  advanceOrder(runtime, clientId, {
    kind: "create-answered",
    answer: sent.answer,
    ...(sent.acceptableUntilMs === undefined ? {} : { acceptableUntilMs: sent.acceptableUntilMs }),
    atMs: ports.clock.nowMs(),
  });
}

/** Takes the approval out of the unspent ones; undefined when it was voided or spent before. */
function spend(runtime: Runtime, clientId: string): RiskApproved | undefined {
  const approval = runtime.state.unspent.get(clientId);
  runtime.state.unspent.delete(clientId);
  return approval;
}

/** Ends an order of which no byte has left. */
export function keepUnsent(runtime: Runtime, clientId: string, reason: string): void {
  const atMs = runtime.ports.clock.nowMs();
  advanceOrder(runtime, clientId, { kind: "create-answered", answer: { kind: "not-sent", reason }, atMs });
}

/** Voids every approval that has not been sent and that `matches`; their orders end without having left. */
export function voidApprovals(
  runtime: Runtime,
  matches: (order: RiskApproved) => boolean,
  reason: string,
): void {
  runtime.state.voidings += 1;
  for (const [clientId, approval] of [...runtime.state.unspent]) {
    if (!matches(approval)) continue;
    runtime.state.unspent.delete(clientId);
    keepUnsent(runtime, clientId, reason);
  }
}
