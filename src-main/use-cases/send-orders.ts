// The last step before the socket: a message leaves once, and only as the approval that the journal holds.
import type { SubmitReceipt } from "../../src-core/contract/views.ts";
import { sendingOrder } from "../../src-core/plan/sending-order.ts";
import { checkEgress, type JournaledApproval } from "../../src-core/risk/egress.ts";
import type { RiskApproved } from "../../src-core/risk/verdict.ts";
import { advanceOrder } from "./order-effects.ts";
import { voidAmends } from "./send-amends.ts";
import type { Runtime } from "./runtime.ts";

/** Sends the new orders that a receipt names in parallel; which leg goes first rotates by plan. */
export function sendOrders(runtime: Runtime, receipt: SubmitReceipt): void {
  const { plans, orders } = runtime.state.durable;
  const plan = plans.get(receipt.planId);
  if (plan === undefined) return;
  const byLeg = new Map<number, string>();
  for (const clientId of receipt.orders) {
    const order = orders.get(clientId);
    if (order?.planId === plan.planId) byLeg.set(order.leg, clientId);
  }
  for (const leg of sendingOrder(plan)) {
    const clientId = byLeg.get(leg);
    if (clientId !== undefined && plan.body.legs[leg]?.change === undefined)
      void sendOrder(runtime, clientId);
  }
}

/** Sends one approved order, unless its approval was voided or spent. */
export async function sendOrder(runtime: Runtime, clientId: string): Promise<void> {
  const { state, ports } = runtime;
  const approval = state.unspent.get(clientId);
  state.unspent.delete(clientId);
  if (approval === undefined || !mayLeave(runtime, approval)) return;
  const session = state.sessions.get(approval.accountId);
  if (session === undefined) {
    keepUnsent(runtime, clientId, "The account is not connected.");
    return;
  }
  state.sentHere.add(clientId);
  advanceOrder(runtime, clientId, { kind: "sending", atMs: ports.clock.nowMs() });
  state.leaving.set(clientId, approval);
  const sent = await session.port.create(approval, () => state.leaving.has(clientId));
  state.leaving.delete(clientId);
  advanceOrder(runtime, clientId, {
    kind: "create-answered",
    answer: sent.answer,
    ...(sent.acceptableUntilMs === undefined ? {} : { acceptableUntilMs: sent.acceptableUntilMs }),
    atMs: ports.clock.nowMs(),
  });
}

/** The gate's last rule, against the journal's own words. A message that it denies stays, and is named aloud. */
function mayLeave(runtime: Runtime, approval: RiskApproved): boolean {
  const { orders } = runtime.state.durable;
  const spent = { has: (clientId: string) => (orders.get(clientId)?.status ?? "INTENT") !== "INTENT" };
  const journaled = { get: (clientId: string) => journaledApproval(runtime, clientId) };
  const reading = checkEgress(spent, journaled, approval);
  if (reading.outcome !== "deny") return true;
  if (!spent.has(approval.clientId)) keepUnsent(runtime, approval.clientId, reading.message);
  runtime.audience.notice({
    level: "stop",
    text: reading.message,
    remedy: "This is a fault in Yoke itself: stop trading with it and keep the journal.",
  });
  return false;
}

/** What the journal says that may leave under a client id: the plan as submitted and the intent as written. */
function journaledApproval({ state }: Runtime, clientId: string): JournaledApproval | undefined {
  const order = state.durable.orders.get(clientId);
  const plan = order === undefined ? undefined : state.durable.plans.get(order.planId);
  if (order === undefined || plan === undefined) return undefined;
  const { planId, accountId, terms } = order;
  return { planId, hash: plan.hash, clientId, accountId, terms };
}

/** Ends an order of which no byte has left. */
export function keepUnsent(runtime: Runtime, clientId: string, reason: string): void {
  const atMs = runtime.ports.clock.nowMs();
  advanceOrder(runtime, clientId, { kind: "create-answered", answer: { kind: "not-sent", reason }, atMs });
}

/**
 * Voids every approval that has not been sent and that `matches`; their orders end without having left. Those that wait for
 * their turn at the venue's adapter are called back: it says whether they had left.
 */
export function voidApprovals(
  runtime: Runtime,
  matches: (order: Pick<RiskApproved, "accountId">) => boolean,
  reason: string,
): void {
  runtime.state.voidings += 1;
  voidAmends(runtime, matches, reason);
  for (const [clientId, approval] of [...runtime.state.leaving])
    if (matches(approval)) runtime.state.leaving.delete(clientId);
  for (const [clientId, approval] of [...runtime.state.unspent]) {
    if (!matches(approval)) continue;
    runtime.state.unspent.delete(clientId);
    keepUnsent(runtime, clientId, reason);
  }
}
