// Cancels: they pass in every state, free nothing until the venue shows a terminal, and never wait for a gate.
import type { Answer } from "../../src-core/contract/answers.ts";
import { isTerminal, type Order } from "../../src-core/orders/order.ts";
import { answer, refusal } from "./answer.ts";
import { choosePolicy } from "./begin-pursuit.ts";
import { advanceOrder } from "./order-effects.ts";
import { referenceTo } from "./order-reference.ts";
import { rootOf } from "./plan-family.ts";
import type { Runtime } from "./runtime.ts";
import { keepUnsent } from "./send-orders.ts";

/** Cancels one order of ours, or every unsettled order of a group order, whose policy ends with it; answers how many were asked for. */
export async function cancelOrders(
  runtime: Runtime,
  which: { readonly orderId?: string | undefined; readonly groupOrderId?: string | undefined },
): Promise<Answer<{ readonly asked: number }>> {
  const { durable, pursued } = runtime.state;
  const orders = [...durable.orders.values()].filter(
    (order) => order.clientId === which.orderId || rootOf(durable, order.planId) === which.groupOrderId,
  );
  const roots = new Set(orders.map(({ planId }) => rootOf(durable, planId)));
  if (which.groupOrderId !== undefined && pursued.has(which.groupOrderId)) roots.add(which.groupOrderId);
  for (const planId of roots) choosePolicy(runtime, planId, "leave", "a cancel");
  if (roots.size > 0 && orders.length === 0) return answer({ asked: 0 });
  if (orders.length === 0) {
    return refusal(
      "order-not-ours",
      "orderId",
      "This order was not made here.",
      "Cancel it where it was made.",
    );
  }
  const open = orders.filter((order) => !isTerminal(order.status));
  await Promise.all(open.map((order) => cancelOrder(runtime, order)));
  return answer({ asked: open.length });
}

/** Asks the venue to cancel; an order that has not left is ended here. */
export async function cancelOrder(runtime: Runtime, order: Order): Promise<void> {
  const { clientId, accountId } = order;
  const { clock } = runtime.ports;
  if (runtime.state.unspent.delete(clientId)) {
    keepUnsent(runtime, clientId, "Cancelled before it was sent.");
    return;
  }
  advanceOrder(runtime, clientId, { kind: "cancel-requested", atMs: clock.nowMs() });
  const session = runtime.state.sessions.get(accountId);
  const given = session === undefined ? undefined : await session.port.cancel(referenceTo(order));
  const outcome = given ?? { kind: "unknown" as const, reason: "The account is not connected." };
  advanceOrder(runtime, clientId, { kind: "cancel-answered", answer: outcome, atMs: clock.nowMs() });
}
